// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan;

import io.github.sparkxent.scan.parquet.ColumnForm;
import io.github.sparkxent.scan.parquet.ParquetRows;
import io.github.sparkxent.scan.parquet.ScanTask;
import io.github.sparkxent.sql.evaluation.EvaluationOptions;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.types.StructType;

/** Evaluates all rows of a task and gives one row: the unit and the state. */
final class StateReader implements PartitionReader<InternalRow> {
  private final ScanPartition partition;
  private final StructType columns;
  private final EvaluationOptions options;
  private final ScanTask task;
  private InternalRow row;

  StateReader(
      ScanPartition partition,
      StructType columns,
      EvaluationOptions options,
      Configuration hadoop) {
    this.partition = partition;
    this.columns = columns;
    this.options = options;
    task = new ScanTask(hadoop);
  }

  @Override
  public boolean next() throws IOException {
    if (row != null) {
      return false;
    }
    row = new GenericInternalRow(new Object[] {partition.unit(), state()});
    return true;
  }

  private byte[] state() throws IOException {
    ScanEvaluation evaluation = new ScanEvaluation(options, columns.fieldNames());
    ColumnForms forms = new ColumnForms(task, columns, ColumnForm.PACKED);
    for (ScanFile file : partition.files()) {
      KilledTask.check();
      try (ParquetRows rows = forms.open(file)) {
        evaluation.add(rows, file.sources());
      }
    }
    return evaluation.toByteArray();
  }

  @Override
  public InternalRow get() {
    return row;
  }

  @Override
  public CustomTaskMetric[] currentMetricsValues() {
    return TaskMetrics.of(task.counters());
  }

  @Override
  public void close() {
    task.close();
  }
}
