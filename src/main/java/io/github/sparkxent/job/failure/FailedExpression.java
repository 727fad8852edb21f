// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.failure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.QueryContext;
import org.apache.spark.SparkThrowable;

/**
 * Tells which SQL of a configuration failed on a value: the one with the piece that Spark names. If
 * Spark names none, it is each one that can fail.
 */
public final class FailedExpression {
  /** SQL that cannot fail: the name of a column, a field, or several columns by a pattern. */
  private static final Pattern NAME = Pattern.compile("[\\w.$*]+|`[^`]+`(?:\\.`[^`]+`)*");

  private static final int MAX_SHOWN = 200;

  private final List<ConfiguredSql> all = new ArrayList<>();

  /**
   * Some SQL of a configuration.
   *
   * @param key its key in the configuration
   * @param sql an expression or a query
   * @param isQuery whether it is a query
   */
  public record ConfiguredSql(String key, String sql, boolean isQuery) {
    private boolean canFail() {
      return sql != null && (isQuery || !NAME.matcher(sql.strip()).matches());
    }

    private boolean has(QueryContext context) {
      String piece = context.fragment();
      int start = context.startIndex();
      return isQuery ? sql.contains(piece) : sql.startsWith(piece, start);
    }

    private String shown() {
      return isQuery ? key : FailedExpression.shown(key, sql);
    }
  }

  private FailedExpression() {}

  /** For a configuration of nothing but names of columns. */
  static FailedExpression none() {
    return new FailedExpression();
  }

  /** Takes what is configured; nulls are passed over. */
  public static FailedExpression of(List<ConfiguredSql> configured) {
    FailedExpression failed = new FailedExpression();
    configured.stream().filter(ConfiguredSql::canFail).forEach(failed.all::add);
    return failed;
  }

  /** Returns an expression with its key, to begin a message with. */
  public static String shown(String key, String sql) {
    String begin = sql.length() > MAX_SHOWN ? sql.substring(0, MAX_SHOWN) + "..." : sql;
    return key + " \"" + begin + "\"";
  }

  /** Returns what failed, to begin a message with. */
  public String shown(Throwable failure) {
    for (QueryContext context : contexts(failure)) {
      String matching = shown(one -> one.has(context));
      if (matching != null) {
        return matching;
      }
    }
    String any = shown(one -> true);
    return any == null ? "an expression behind the input" : any;
  }

  private String shown(Predicate<ConfiguredSql> which) {
    List<String> shown = all.stream().filter(which).map(ConfiguredSql::shown).distinct().toList();
    return switch (shown.size()) {
      case 0 -> null;
      case 1 -> shown.get(0);
      default -> shown.stream().collect(Collectors.joining(" or "));
    };
  }

  private static List<QueryContext> contexts(Throwable failure) {
    List<QueryContext> contexts = new ArrayList<>();
    if (failure instanceof SparkThrowable spark && spark.getQueryContext() != null) {
      for (QueryContext context : spark.getQueryContext()) {
        if (isOfSql(context)) {
          contexts.add(context);
        }
      }
    }
    return contexts;
  }

  /** Spark 4 also names pieces of its DataFrame API, which have no text. */
  private static boolean isOfSql(QueryContext context) {
    try {
      return !context.fragment().isEmpty() && context.startIndex() >= 0;
    } catch (RuntimeException e) {
      return false;
    }
  }
}
