// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input;

import io.github.sparkxent.job.config.DataSource;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.report.TableVersion;
import java.io.IOException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A table, which is read at one version if it has versions: a commit during the run changes
 * nothing, however often the rows are read.
 */
public final class PinnedTable {
  /** What Spark's plan says of rows that the driver has already. */
  private static final String KNOWN = "LocalTableScan";

  private final DataSource source;
  private final TableVersions versions;
  private final TableVersion version;
  private final Dataset<Row> rows;
  private final boolean watched;

  private PinnedTable(
      DataSource source,
      TableVersions versions,
      TableVersion version,
      Dataset<Row> rows,
      boolean watched) {
    this.source = source;
    this.versions = versions;
    this.version = version;
    this.rows = rows;
    this.watched = watched;
  }

  /**
   * Finds a table and the version that the configuration gives, or else its current one. Waits for
   * both as the configuration says.
   *
   * @throws EvaluationException of kind configuration if one of them is not there, or if a version
   *     is given for a table that has none
   */
  public static PinnedTable of(SparkSession spark, DataSource source) {
    try {
      return InputWait.byClock().until(source, () -> now(spark, source));
    } catch (Exception | LinkageError e) {
      throw DataReader.unresolved(source, e);
    }
  }

  private static PinnedTable now(SparkSession spark, DataSource source) throws IOException {
    Dataset<Row> current = DataReader.table(spark, source.at(null));
    TableVersions versions = TableVersions.of(spark, source);
    TableVersions.Found found = versions == null ? null : found(spark, source, versions);
    if (found == null && source.version() != null) {
      throw EvaluationException.configuration(
          ("%s.version is \"%s\", but %s.table %s has no versions; expected the name of a table of"
                  + " Iceberg or Delta Lake")
              .formatted(source.key(), source.version(), source.key(), source.table()));
    }
    if (found == null) {
      return new PinnedTable(
          source, null, null, QueriedFooters.heeded(spark, source, current), false);
    }
    DataSource pinned = source.at(found.version());
    Dataset<Row> rows = DataReader.table(spark, pinned);
    // A renamed column makes no snapshot: by its id, the rows would have the columns of before.
    boolean isRenamed = source.version() == null && !rows.schema().equals(current.schema());
    TableVersion version =
        new TableVersion(
            source.key(),
            source.table(),
            versions.format(),
            found.version(),
            source.version(),
            found.committed(),
            promised(spark, pinned));
    Dataset<Row> read = isRenamed ? current : rows;
    return new PinnedTable(
        source, versions, version, QueriedFooters.heeded(spark, pinned, read), isRenamed);
  }

  private static TableVersions.Found found(
      SparkSession spark, DataSource source, TableVersions versions) {
    TableVersions.Found found = versions.find(source.version());
    if (found == null && source.version() != null) {
      // A session may keep what it knows of a table; whoever waits for a version wants to see it.
      spark.catalog().refreshTable(source.table());
      throw EvaluationException.missing(
          "%s.version \"%s\" is not there: %s has %s"
              .formatted(source.key(), source.version(), source.table(), versions.known()),
          null);
    }
    return found;
  }

  /**
   * Returns how many rows a table says it has, if Spark's plan shows that the answer comes from the
   * table's own metadata; else null.
   */
  private static Long promised(SparkSession spark, DataSource pinned) {
    String count = "SELECT count(*) FROM " + pinned.relation();
    String plan = spark.sql("EXPLAIN " + count).first().getString(0);
    return plan.contains(KNOWN) ? Long.valueOf(spark.sql(count).first().getLong(0)) : null;
  }

  /** Returns the rows of the version. */
  public Dataset<Row> rows() {
    return rows;
  }

  /** Returns the version, or null if the table has none. */
  public TableVersion version() {
    return version;
  }

  /**
   * Requires that what was read is the version of the start, where the table itself was read.
   *
   * @throws EvaluationException of kind input if it has another version now
   */
  public void requireSame() {
    if (!watched) {
      return;
    }
    TableVersions.Found now = versions.find(null);
    if (now == null || !now.version().equals(version.version())) {
      throw EvaluationException.input(
          ("%s.table %s is at snapshot %s now, expected %s as at the start; its columns were"
                  + " changed after that snapshot, so that it could not be read by its id")
              .formatted(
                  source.key(),
                  source.table(),
                  now == null ? "none" : now.version(),
                  version.version()));
    }
  }
}
