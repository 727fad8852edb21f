// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input;

import io.github.sparkxent.job.failure.ReadFailure;
import io.github.sparkxent.report.TableVersion;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The versions of a Delta Lake table, from its history. */
final class DeltaVersions implements TableVersions {
  private final SparkSession spark;
  private final String history;

  private DeltaVersions(SparkSession spark, String table) {
    this.spark = spark;
    this.history = "DESCRIBE HISTORY " + table;
  }

  /**
   * Returns the versions of a table.
   *
   * @return null if Delta Lake's extension of SQL is not there, without which none can be read
   */
  static DeltaVersions of(SparkSession spark, String table) {
    DeltaVersions versions = new DeltaVersions(spark, table);
    try {
      versions.find(null);
      return versions;
    } catch (Exception e) {
      if ("PARSE_SYNTAX_ERROR".equals(ReadFailure.condition(e))) {
        return null;
      }
      throw ReadFailure.translate(e);
    }
  }

  @Override
  public String format() {
    return TableVersion.DELTA;
  }

  @Override
  public Found find(String given) {
    List<Row> rows =
        spark
            .sql(given == null ? history + " LIMIT 1" : history)
            .selectExpr("cast(version AS STRING)", "unix_millis(timestamp)")
            .collectAsList();
    return rows.stream()
        .filter(row -> given == null || row.getString(0).equals(given))
        .map(row -> new Found(row.getString(0), Instant.ofEpochMilli(row.getLong(1))))
        .findFirst()
        .orElse(null);
  }

  @Override
  public String known() {
    List<Row> ends = spark.sql(history).selectExpr("min(version)", "max(version)").collectAsList();
    return String.format(
        Locale.ROOT, "versions %d to %d", ends.get(0).getLong(0), ends.get(0).getLong(1));
  }
}
