// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input;

import io.github.sparkxent.job.failure.ReadFailure;
import io.github.sparkxent.job.input.file.ColumnNames;
import io.github.sparkxent.report.TableVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalog.Table;

/** The snapshots of an Iceberg table, with its tags and branches, from its metadata tables. */
final class IcebergSnapshots implements TableVersions {
  private static final String MAIN = "main";

  /** The setting by which a session reads and writes a branch instead of the main one. */
  private static final String BRANCH = "spark.wap.branch";

  private final SparkSession spark;
  private final String table;

  private IcebergSnapshots(SparkSession spark, String table) {
    this.spark = spark;
    this.table = table;
  }

  /**
   * Returns the snapshots of a table.
   *
   * @return null if it has none of its own, such as a view, and a name with a snapshot in it
   */
  static IcebergSnapshots of(SparkSession spark, String name) {
    try {
      IcebergSnapshots snapshots =
          new IcebergSnapshots(spark, whole(spark.catalog().getTable(name)));
      snapshots.references();
      return snapshots;
    } catch (Exception e) {
      if (DataReader.isMissing(e)) {
        return null;
      }
      throw ReadFailure.translate(e);
    }
  }

  /** Returns the whole name of a table: below another its metadata tables are not found. */
  private static String whole(Table table) {
    List<String> parts = new ArrayList<>();
    if (table.catalog() != null) {
      parts.add(table.catalog());
    }
    if (table.namespace() != null) {
      parts.addAll(List.of(table.namespace()));
    }
    parts.add(table.name());
    return parts.stream().map(ColumnNames::quoted).collect(Collectors.joining("."));
  }

  @Override
  public String format() {
    return TableVersion.ICEBERG;
  }

  @Override
  public Found find(String given) {
    if (given == null) {
      boolean isMain = spark.conf().get(BRANCH, "").isEmpty();
      return isMain ? snapshot(references().get(MAIN)) : null;
    }
    Found byId = given.matches("\\d{1,19}") ? snapshot(given) : null;
    return byId != null ? byId : snapshot(references().get(given));
  }

  private Found snapshot(String id) {
    if (id == null) {
      return null;
    }
    List<Row> rows =
        spark
            .sql(
                "SELECT unix_millis(committed_at) FROM %s.snapshots WHERE snapshot_id = %s"
                    .formatted(table, id))
            .collectAsList();
    return rows.isEmpty() ? null : new Found(id, Instant.ofEpochMilli(rows.get(0).getLong(0)));
  }

  /** Returns the snapshot of each branch and tag. */
  private Map<String, String> references() {
    Map<String, String> snapshots = new LinkedHashMap<>();
    spark
        .sql("SELECT name, snapshot_id FROM " + table + ".refs ORDER BY type, name")
        .collectAsList()
        .forEach(row -> snapshots.put(row.getString(0), Long.toString(row.getLong(1))));
    return snapshots;
  }

  @Override
  public String known() {
    return references().entrySet().stream()
        .map(one -> one.getKey() + " at " + one.getValue())
        .collect(Collectors.joining(", ", "", ", and the ids of snapshots"));
  }
}
