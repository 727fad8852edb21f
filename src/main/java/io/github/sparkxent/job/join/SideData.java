// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.join;

import io.github.sparkxent.job.config.DataSource;
import io.github.sparkxent.job.failure.ReadFailure;
import io.github.sparkxent.job.input.InputWait;
import io.github.sparkxent.job.input.PinnedTable;
import io.github.sparkxent.job.input.WatchedFiles;
import io.github.sparkxent.job.input.column.ColumnConflicts;
import io.github.sparkxent.job.input.column.InputColumn;
import io.github.sparkxent.job.input.column.InputColumns;
import io.github.sparkxent.job.input.column.NeededColumns;
import io.github.sparkxent.job.input.file.ColumnNames;
import io.github.sparkxent.job.input.file.InputFiles;
import io.github.sparkxent.job.input.parquet.ColumnFaults;
import io.github.sparkxent.job.input.parquet.ParquetManifest;
import io.github.sparkxent.job.input.text.TextRows;
import io.github.sparkxent.report.TableVersion;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A data set beside the input, with what can be known of it before a row is read. */
final class SideData {
  private final SparkSession spark;
  private final DataSource source;
  private final NeededColumns needed;
  private final InputFiles files;
  private final ParquetManifest manifest;
  private final InputColumns columns;

  private SideData(
      SparkSession spark,
      DataSource source,
      NeededColumns needed,
      InputFiles files,
      ParquetManifest manifest) {
    this.spark = spark;
    this.source = source;
    this.needed = needed;
    this.files = files;
    this.manifest = manifest;
    columns =
        InputColumns.of(spark, source, files, ColumnConflicts.of(spark, source, files, manifest));
  }

  /**
   * Lists the files of a data set, and waits for them as its configuration says.
   *
   * @param expressions what is needed of it
   */
  static SideData of(SparkSession spark, DataSource source, List<String> expressions) {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    NeededColumns needed = new NeededColumns(expressions);
    try {
      InputFiles files = InputWait.byClock().until(source, () -> InputFiles.of(hadoop, source));
      ParquetManifest manifest = ParquetManifest.of(hadoop, source, files, needed.mentioned());
      return new SideData(spark, source, needed, files, manifest);
    } catch (IOException e) {
      throw ReadFailure.translate(e);
    }
  }

  /** Resolves an expression that was given under a key. */
  InputColumn resolve(String key, String expression) {
    return InputColumn.resolve(columns.declared(), key, expression);
  }

  /** Returns its rows with the columns that are needed. */
  Dataset<Row> rows() {
    Dataset<Row> rows = columns.rows(needed, null, false, "", "");
    if (manifest != null) {
      ColumnNames names = ColumnNames.of(spark);
      ColumnFaults.heed(spark, manifest, column -> names.find(rows.columns(), column).isPresent());
    }
    return rows;
  }

  DataSource source() {
    return source;
  }

  /** Returns the content of its footers, or null if it has none. */
  ParquetManifest manifest() {
    return manifest;
  }

  /**
   * Returns how many rows its files or its table promise, or null if they do not say. Text files
   * are read for that.
   */
  Long promised() {
    if (manifest != null) {
      return manifest.rows();
    }
    if (columns.table() != null) {
      TableVersion version = columns.table().version();
      return version == null ? null : version.rowsPromised();
    }
    try {
      return TextRows.areIn(source) ? TextRows.count(spark, source, files, needed) : null;
    } catch (IOException e) {
      throw ReadFailure.translate(e);
    }
  }

  /** Returns the table, or null if it is none. */
  PinnedTable table() {
    return columns.table();
  }

  /** Returns its files as they were when they were listed. */
  WatchedFiles watched() {
    return WatchedFiles.of(spark.sparkContext().hadoopConfiguration(), source, files, manifest);
  }
}
