// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input;

import io.github.sparkxent.job.config.DataSource;
import io.github.sparkxent.report.TableVersion;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The versions of a table, as its format tells them by SQL. */
interface TableVersions {
  /** What {@code DESCRIBE TABLE EXTENDED} says between the columns and the facts of a table. */
  String FACTS = "# Detailed Table Information";

  Logger LOG = LoggerFactory.getLogger(TableVersions.class);

  /**
   * A version.
   *
   * @param version its id or number, in decimal
   * @param committed when it was committed, or null if unknown
   */
  record Found(String version, Instant committed) {}

  /** Returns the format's name in reports. */
  String format();

  /**
   * Finds a version.
   *
   * @param given what names it, or null for the current one
   * @return null if there is none
   */
  Found find(String given);

  /** Says which versions there are, for a message. */
  String known();

  /** Returns the versions of a table, or null if it is of a format that has none. */
  static TableVersions of(SparkSession spark, DataSource source) {
    return switch (provider(spark, source)) {
      case TableVersion.ICEBERG -> IcebergSnapshots.of(spark, source.table());
      case TableVersion.DELTA -> DeltaVersions.of(spark, source.table());
      default -> null;
    };
  }

  /** Returns what the catalog says that a table is made by; an empty text if it says nothing. */
  private static String provider(SparkSession spark, DataSource source) {
    List<Row> described;
    try {
      described = spark.sql("DESCRIBE TABLE EXTENDED " + source.table()).collectAsList();
    } catch (Exception e) {
      LOG.debug("what {} is made by is not known", source.table(), e);
      return "";
    }
    boolean isFact = false;
    for (Row row : described) {
      isFact |= FACTS.equals(row.getString(0));
      if (isFact && "Provider".equals(row.getString(0))) {
        return row.getString(1).toLowerCase(Locale.ROOT);
      }
    }
    return "";
  }
}
