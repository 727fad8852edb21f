// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan;

import io.github.sparkxent.scan.parquet.ColumnForm;
import io.github.sparkxent.scan.parquet.ParquetRows;
import io.github.sparkxent.scan.parquet.ScanTask;
import io.github.sparkxent.sql.evaluation.EvaluationArguments;
import io.github.sparkxent.sql.evaluation.EvaluationOptions;
import io.github.sparkxent.sql.evaluation.SequenceTypes;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.types.StructType;

/** Evaluates all rows of a task and gives one row for each of its units: its number, its state. */
final class StateReader implements PartitionReader<InternalRow> {
  private final Iterator<Map.Entry<Long, List<ScanFile>>> units;
  private final StructType columns;
  private final EvaluationOptions options;
  private final ScanTask task;
  private final ColumnForms forms;
  private InternalRow row;

  StateReader(
      ScanPartition partition,
      StructType columns,
      EvaluationOptions options,
      Configuration hadoop) {
    units = partition.units().entrySet().iterator();
    this.columns = columns;
    this.options = ofRows(options, columns);
    task = new ScanTask(hadoop);
    forms = new ColumnForms(task, columns, name -> ColumnForm.packed(options.encoding(name)));
  }

  /** Returns options for the rows that columns hold, which may be sequences. */
  private static EvaluationOptions ofRows(EvaluationOptions options, StructType columns) {
    boolean areSequences =
        SequenceTypes.areIn(
            columns.apply(EvaluationArguments.LOGITS).dataType(),
            columns.apply(EvaluationArguments.LABEL).dataType());
    return areSequences ? options.ofSequences() : options;
  }

  @Override
  public boolean next() throws IOException {
    if (!units.hasNext()) {
      return false;
    }
    Map.Entry<Long, List<ScanFile>> unit = units.next();
    row = new GenericInternalRow(new Object[] {unit.getKey(), state(unit.getValue())});
    return true;
  }

  private byte[] state(List<ScanFile> files) throws IOException {
    ScanEvaluation evaluation = new ScanEvaluation(options, columns.fieldNames());
    for (ScanFile file : files) {
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
