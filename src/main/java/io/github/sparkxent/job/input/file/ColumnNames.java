// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.file;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * Tells when two names mean the same column, by Spark's rule, which ignores case unless {@code
 * spark.sql.caseSensitive} is true.
 */
public record ColumnNames(boolean caseSensitive) {
  public static ColumnNames of(SparkSession spark) {
    return new ColumnNames(Boolean.parseBoolean(spark.conf().get("spark.sql.caseSensitive")));
  }

  /** Returns a text that is equal for names that mean the same column. */
  public String key(String name) {
    return caseSensitive ? name : name.toLowerCase(Locale.ROOT);
  }

  public boolean same(String one, String other) {
    return key(one).equals(key(other));
  }

  /** Returns the column that a name means, as it is spelled. */
  public Optional<String> find(String[] columns, String name) {
    return Arrays.stream(columns).filter(column -> same(column, name)).findFirst();
  }

  /** Tells whether all of some names mean a column. */
  public boolean hasAll(String[] columns, String[] wanted) {
    return Arrays.stream(wanted).allMatch(name -> find(columns, name).isPresent());
  }

  /** Returns a name as an SQL expression. */
  public static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
