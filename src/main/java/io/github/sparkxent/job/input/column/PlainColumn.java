// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.column;

import io.github.sparkxent.job.input.file.ColumnNames;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Tells which expressions are the name of a column and nothing else, as most are. What they mean is
 * known without Spark, whose analysis of one takes a good part of a short run.
 */
public final class PlainColumn {
  private static final Pattern NAME =
      Pattern.compile("([\\p{L}_][\\p{L}\\p{N}_]*)|`((?:[^`]|``)+)`");

  /** Names that are values or functions to Spark in some of its modes, unless they are quoted. */
  private static final Set<String> VALUES =
      Set.of(
          "current_catalog",
          "current_database",
          "current_date",
          "current_path",
          "current_role",
          "current_schema",
          "current_time",
          "current_timestamp",
          "current_user",
          "false",
          "localtime",
          "localtimestamp",
          "null",
          "session_user",
          "true",
          "user");

  private PlainColumn() {}

  /** Returns the name that an expression is, or null if it is more than that. */
  public static String name(String expression) {
    Matcher name = NAME.matcher(expression.strip());
    if (!name.matches()) {
      return null;
    }
    if (name.group(1) == null) {
      return name.group(2).replace("``", "`");
    }
    return VALUES.contains(name.group(1).toLowerCase(Locale.ROOT)) ? null : name.group(1);
  }

  /**
   * Returns the column that an expression is, or null if it is more than a name or Spark has to say
   * which column is meant.
   *
   * @param columns the columns that there are
   */
  static StructField of(String expression, StructType columns, ColumnNames names) {
    String name = name(expression);
    List<StructField> found =
        Arrays.stream(columns.fields())
            .filter(field -> name != null && names.same(field.name(), name))
            .toList();
    return found.size() == 1 ? found.get(0) : null;
  }
}
