// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.evaluation;

import io.github.sparkxent.row.RowStatus;
import io.github.sparkxent.scan.parquet.DoubleLists;
import io.github.sparkxent.scan.parquet.FloatLists;
import io.github.sparkxent.scan.parquet.Lists;

/** Brings the logits of rows into columns: where they are, not themselves. */
final class LogitsReader {
  private static final float[] NONE = new float[0];

  private LogitsReader() {}

  static void read(Argument logits, OrderedRows rows) {
    if (logits.isConstant()) {
      rows.columns.floats = NONE;
      rows.find(RowStatus.NULL_LOGITS);
      return;
    }
    Lists lists = (Lists) logits.column();
    if (lists instanceof FloatLists floats) {
      rows.columns.floats = floats.values();
      rows.columns.doubles = null;
      rows.find(floats, floats.broken(), RowStatus.PACKED_LENGTH);
    } else {
      rows.columns.floats = null;
      rows.columns.doubles = ((DoubleLists) lists).values();
    }
    rows.find(lists, lists.nulls(), RowStatus.NULL_LOGITS);
    int[] starts = lists.starts();
    for (int i = 0; i < rows.size; i++) {
      int at = rows.at(lists, i);
      rows.columns.starts[i] = starts[at];
      rows.columns.numClasses[i] = starts[at + 1] - starts[at];
    }
    if (lists.nullElements() != null) {
      findNullElements(lists.nullElements(), rows);
    }
  }

  private static void findNullElements(boolean[] nulls, OrderedRows rows) {
    for (int i = 0; i < rows.size; i++) {
      int start = rows.columns.starts[i];
      for (int j = start; j < start + rows.columns.numClasses[i]; j++) {
        if (nulls[j]) {
          rows.columns.find(i, RowStatus.NULL_ELEMENT);
          break;
        }
      }
    }
  }
}
