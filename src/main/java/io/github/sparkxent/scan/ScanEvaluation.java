// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan;

import io.github.sparkxent.scan.ScanFile.Source;
import io.github.sparkxent.scan.parquet.ParquetRows;
import io.github.sparkxent.sql.evaluation.EvaluateFunction;
import io.github.sparkxent.sql.evaluation.EvaluationOptions;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.connector.catalog.functions.AggregateFunction;
import org.apache.spark.sql.types.StructType;

/** Evaluates the rows of a task. For one thread. */
final class ScanEvaluation {
  private static final int MOST_ROWS = 256;

  private final AggregateFunction<Serializable, byte[]> evaluate;
  private final RowValues values;
  private Serializable state;

  @SuppressWarnings("unchecked")
  ScanEvaluation(EvaluationOptions options, StructType columns) {
    StructType arguments = columns;
    if (columns.length() > 4 && !columns.apply(4).name().equals(PushedEvaluation.ID)) {
      throw new UnsupportedOperationException("not yet");
    }
    evaluate =
        (AggregateFunction<Serializable, byte[]>) new EvaluateFunction(options).bind(arguments);
    values = new RowValues(columns, arguments, 0);
    state = evaluate.newAggregationState();
  }

  void add(ParquetRows rows, List<Source> sources) throws IOException {
    values.take(rows, sources);
    int count;
    while ((count = rows.next(MOST_ROWS)) > 0) {
      KilledTask.check();
      for (int i = 0; i < count; i++) {
        state = evaluate.update(state, values.row(i));
      }
      rows.advance(count);
    }
  }

  byte[] toByteArray() {
    return evaluate.produceResult(state);
  }
}
