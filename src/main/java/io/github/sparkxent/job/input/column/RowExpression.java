// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.column;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.transform;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.FailedExpression;
import io.github.sparkxent.job.failure.ReadFailure;
import io.github.sparkxent.job.input.file.ColumnNames;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * A configured SQL expression that has one value for each row of a data set, the same one whenever
 * the row is read: rows are read again for examples, losses and invalid rows, and if a task is
 * tried again.
 *
 * <p>An aggregate makes Spark tell whether an expression is deterministic and no window, since its
 * argument must be so. A function of an array's elements makes Spark tell whether the expression
 * has a subquery. Where Spark would not tell, the words of the expression do: {@link
 * ExpressionText}. Nobody knows it of a user's function that does not say so.
 *
 * @param column the expression as a column
 * @param type its type
 */
public record RowExpression(Column column, DataType type) {
  private static final String UNSTABLE = " gives other values each time it is read";

  /** Spark does not call it deterministic, since it depends on the row and not on its arguments. */
  private static final Pattern FILE_NAME =
      Pattern.compile("`?\\binput_file_name\\b`?\\s*\\(\\s*\\)", Pattern.CASE_INSENSITIVE);

  /** Resolves an expression. */
  public static RowExpression of(Dataset<Row> source, String key, String shown, String sql) {
    StructField plain = PlainColumn.of(sql, source.schema(), ColumnNames.of(source.sparkSession()));
    if (plain != null) {
      return new RowExpression(col(ColumnNames.quoted(plain.name())), plain.dataType());
    }
    String found = FailedExpression.shown(key, shown);
    try {
      Column column = expr(sql);
      // Selected beside the columns, so that an aggregate does not pass for a value of each row.
      StructField[] fields = source.select(col("*"), column).schema().fields();
      int columns = fields.length - source.columns().length;
      if (columns != 1) {
        throw EvaluationException.configuration(
            found + " has " + columns + " columns, expected one");
      }
      requireStable(source, key, found, sql);
      return new RowExpression(column, fields[fields.length - 1].dataType());
    } catch (Exception | StackOverflowError e) {
      throw isGenerator(e) ? severalRows(found, e) : unresolved(source, found, e);
    }
  }

  /**
   * Requires that it is a condition.
   *
   * @param key its key, for the message
   * @param shown the expression as it was given
   */
  public void requireCondition(String key, String shown) {
    if (!type.equals(DataTypes.BooleanType)) {
      throw EvaluationException.configuration(
          "%s is of type %s, expected a condition, which is boolean"
              .formatted(FailedExpression.shown(key, shown), type.simpleString()));
    }
  }

  /** Returns an expression with a text in place of the name of the row's file. */
  static String withoutFileName(String sql) {
    return FILE_NAME.matcher(sql).replaceAll("''");
  }

  private static void requireStable(Dataset<Row> source, String key, String found, String sql) {
    Exception problem = asArgument(source, sql);
    if (problem != null && isGenerator(problem)) {
      throw severalRows(found, problem);
    }
    if (problem != null && isWindow(problem)) {
      throw refuse(
          found + " is a window over other rows",
          "; write its values into the data first",
          problem);
    }
    if (problem != null && isUnstable(problem)) {
      String named = withoutFileName(sql);
      Exception other = named.equals(sql) ? problem : asArgument(source, named);
      if (other != null && isUnstable(other)) {
        throw refuse(found + UNSTABLE, "", other);
      }
    }
    Exception inner = asElement(source, sql);
    ExpressionText text = new ExpressionText(sql);
    if (text.hasSubquery()
        || (inner != null && ReadFailure.condition(inner).contains("SUBQUERY"))) {
      String query = key.startsWith("labels") ? "labels.query" : "input.query";
      throw refuse(found + " asks another table", "; join it in " + query, inner);
    }
    requireTimeless(source, found, text);
  }

  private static void requireTimeless(Dataset<Row> source, String found, ExpressionText text) {
    Set<String> columns = new HashSet<>();
    Set<String> dates = new HashSet<>();
    for (StructField field : source.schema().fields()) {
      columns.add(field.name().toLowerCase(Locale.ROOT));
      if (field.dataType().typeName().matches("(date|timestamp).*")) {
        dates.add(field.name().toLowerCase(Locale.ROOT));
      }
    }
    String clock = text.clock(columns, dates);
    if (clock != null) {
      throw refuse(
          found + " depends on the time of the run by " + clock,
          "; write the day itself, such as date'2026-01-31'",
          null);
    }
    if (text.isRandom()) {
      throw refuse(found + UNSTABLE, "", null);
    }
    if (text.hasOverlappingWindows()) {
      throw severalRows(found, null);
    }
  }

  private static EvaluationException refuse(String found, String advice, Exception cause) {
    return EvaluationException.configuration(
        found + ", expected an expression that depends on the row alone" + advice, cause);
  }

  /** Returns Spark's objection to an expression in a function of elements, or null. */
  private static Exception asElement(Dataset<Row> source, String sql) {
    return problem(() -> source.select(transform(array(lit(0)), element -> expr(sql))));
  }

  /** Returns Spark's objection to an expression as the argument of an aggregate, or null. */
  private static Exception asArgument(Dataset<Row> source, String sql) {
    return problem(() -> source.agg(count(expr(sql))));
  }

  private static Exception problem(Runnable query) {
    try {
      query.run();
      return null;
    } catch (Exception e) {
      if (e instanceof AnalysisException) {
        return e;
      }
      throw e;
    }
  }

  private static boolean isWindow(Exception problem) {
    return ReadFailure.oneLine(problem).contains("window function");
  }

  private static boolean isUnstable(Exception problem) {
    // Spark 3.5 has no name for it and says "nondeterministic expression".
    return ReadFailure.condition(problem).contains("NONDETERMINISTIC")
        || ReadFailure.oneLine(problem).toLowerCase(Locale.ROOT).contains("nondeterministic");
  }

  private static boolean isGenerator(Throwable problem) {
    return ReadFailure.condition(problem).startsWith("UNSUPPORTED_GENERATOR");
  }

  private static EvaluationException severalRows(String found, Throwable cause) {
    return EvaluationException.configuration(
        found + " makes other rows of a row, expected one value for each row", cause);
  }

  private static RuntimeException unresolved(Dataset<Row> source, String found, Throwable cause) {
    RuntimeException known = ReadFailure.translate(cause);
    if (cause == known
        || !(known instanceof EvaluationException judged)
        || judged.kind() == EvaluationException.Kind.ENVIRONMENT) {
      return known;
    }
    return EvaluationException.configuration(
        "%s does not resolve to one value a row: %s (columns are %s)"
            .formatted(found, judged.getMessage(), String.join(", ", source.columns())),
        cause);
  }
}
