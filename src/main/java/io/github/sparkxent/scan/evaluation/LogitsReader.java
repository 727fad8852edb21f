// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.evaluation;

import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.RowStatus;
import io.github.sparkxent.scan.parquet.DoubleLists;
import io.github.sparkxent.scan.parquet.FloatLists;
import io.github.sparkxent.scan.parquet.Lists;

/** Brings the logits of rows into columns: where they are, not themselves. */
final class LogitsReader {
  private static final float[] NONE = new float[0];

  private LogitsReader() {}

  /**
   * Reads the logits of the taken rows.
   *
   * @param side the columns of the candidate or of its baseline
   */
  static void read(Argument logits, OrderedRows rows, RowColumns side) {
    if (logits.isConstant()) {
      side.floats = NONE;
      rows.find(side, RowStatus.NULL_LOGITS);
      return;
    }
    Lists lists = (Lists) logits.column();
    if (lists instanceof FloatLists floats) {
      side.floats = floats.values();
      side.doubles = null;
      rows.find(side, floats, floats.broken(), RowStatus.PACKED_LENGTH);
    } else {
      side.floats = null;
      side.doubles = ((DoubleLists) lists).values();
    }
    rows.find(side, lists, lists.nulls(), RowStatus.NULL_LOGITS);
    int[] starts = lists.starts();
    for (int i = 0; i < rows.size; i++) {
      int at = rows.at(lists, i);
      side.starts[i] = starts[at];
      side.numClasses[i] = starts[at + 1] - starts[at];
    }
    if (lists.nullElements() != null) {
      findNullElements(lists.nullElements(), rows.size, side);
    }
  }

  private static void findNullElements(boolean[] nulls, int size, RowColumns side) {
    for (int i = 0; i < size; i++) {
      int start = side.starts[i];
      for (int j = start; j < start + side.numClasses[i]; j++) {
        if (nulls[j]) {
          side.find(i, RowStatus.NULL_ELEMENT);
          break;
        }
      }
    }
  }
}
