// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan;

import io.github.sparkxent.scan.parquet.ColumnForm;
import io.github.sparkxent.scan.parquet.ParquetRows;
import io.github.sparkxent.scan.parquet.ScanTask;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.types.StructType;

/** Gives the rows of a task as they are, for queries that are not pushed. */
final class RowsReader implements PartitionReader<InternalRow> {
  /** So few that a killed task ends soon, however wide the rows are. */
  private static final int MOST_ROWS = 1024;

  private final ScanTask task;
  private final ScanPartition partition;
  private final ColumnForms forms;
  private final RowValues values;
  private ParquetRows rows;
  private int opened;
  private int decoded;
  private int next;

  RowsReader(ScanPartition partition, StructType columns, StructType schema, Configuration hadoop) {
    task = new ScanTask(hadoop);
    this.partition = partition;
    forms = new ColumnForms(task, columns, name -> ColumnForm.BINARIES);
    values = new RowValues(columns, schema);
  }

  @Override
  public boolean next() throws IOException {
    if (++next < decoded) {
      return true;
    }
    next = 0;
    decoded = decodeMore();
    return decoded > 0;
  }

  /** Returns how many rows were decoded; 0 behind the last one. */
  private int decodeMore() throws IOException {
    KilledTask.check();
    if (rows != null) {
      rows.advance(decoded);
    }
    while (true) {
      int more = rows == null ? 0 : rows.next(MOST_ROWS);
      if (more > 0) {
        return more;
      }
      close(rows);
      rows = null;
      if (opened == partition.files().size()) {
        return 0;
      }
      KilledTask.check();
      ScanFile file = partition.files().get(opened);
      rows = forms.open(file);
      values.take(rows, file.sources(), partition.unit(opened));
      opened++;
    }
  }

  @Override
  public InternalRow get() {
    return values.row(next);
  }

  @Override
  public CustomTaskMetric[] currentMetricsValues() {
    return TaskMetrics.of(task.counters());
  }

  @Override
  public void close() throws IOException {
    try (task) {
      close(rows);
    }
  }

  private static void close(ParquetRows rows) throws IOException {
    if (rows != null) {
      rows.close();
    }
  }
}
