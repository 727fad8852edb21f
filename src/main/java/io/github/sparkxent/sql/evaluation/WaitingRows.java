// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import io.github.sparkxent.metric.state.RowBlock;
import io.github.sparkxent.metric.state.SplitAccumulator;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.DataType;

/** Rows that {@code evaluate_row} left to the aggregate, with their splits and ids. */
final class WaitingRows {
  private final RowBlock block = new RowBlock();
  private final SplitAccumulator[] splits = new SplitAccumulator[RowBlock.SIZE];
  private final RowId[] ids = new RowId[RowBlock.SIZE];

  WaitingRows(DataType idType, int idIndex) {
    for (int i = 0; i < ids.length; i++) {
      ids[i] = new RowId(idType, idIndex);
    }
  }

  /** Adds a row; evaluates those that wait first, if they are enough or of another length. */
  void add(ArrayData row, SplitAccumulator split, InternalRow input) {
    if (!block.hasRoom(EvaluationRow.numClasses(row))) {
      evaluate();
    }
    splits[block.size()] = split;
    ids[block.size()].keep(input);
    EvaluationRow.read(row, block);
  }

  /** Adds the rows that wait to their splits. */
  void evaluate() {
    int count = block.evaluate();
    for (int i = 0; i < count; i++) {
      block.addTo(i, splits[i], ids[i].orNull());
    }
  }
}
