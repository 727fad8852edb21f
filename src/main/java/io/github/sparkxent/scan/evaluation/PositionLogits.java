// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.evaluation;

import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.RowStatus;
import io.github.sparkxent.scan.parquet.DoubleLists;
import io.github.sparkxent.scan.parquet.FloatLists;
import io.github.sparkxent.scan.parquet.Lists;

/**
 * Brings the logits of sequences of one side into columns, position by position: where they are,
 * not themselves.
 */
final class PositionLogits {
  private static final float[] NONE = new float[0];

  private final int numClasses;

  /** Null if all rows have none. */
  private Lists lists;

  /** Of the row: its first list, or where its packed logits start. */
  private int first;

  private int positions;

  /** Of the first position that has any, which the others must have; 0 for none yet. */
  private int classes;

  /**
   * Creates a reader.
   *
   * @param numClasses how many logits each position has; 0 for any if they are lists
   */
  PositionLogits(int numClasses) {
    this.numClasses = numClasses;
  }

  /** Takes the column of a file. */
  void take(Argument logits) {
    lists = logits.isConstant() ? null : (Lists) logits.column();
  }

  /** Sets the arrays that columns refer to. */
  void refer(RowColumns side) {
    side.floats =
        lists == null ? NONE : lists instanceof FloatLists floats ? floats.values() : null;
    side.doubles = lists instanceof DoubleLists doubles ? doubles.values() : null;
  }

  /**
   * Takes a row.
   *
   * @param row a place in the column, or any if there is none
   * @return what is wrong with its logits as a whole, or null
   */
  RowStatus begin(OrderedRows rows, int row) {
    positions = 0;
    classes = 0;
    if (lists == null) {
      return RowStatus.NULL_LOGITS;
    }
    int at = rows.at(lists, row);
    if (lists.nulls() != null && lists.nulls()[at]) {
      return RowStatus.NULL_LOGITS;
    }
    if (lists.lists() != null) {
      first = lists.lists()[at];
      positions = lists.lists()[at + 1] - first;
      return null;
    }
    if (((FloatLists) lists).broken() != null && ((FloatLists) lists).broken()[at]) {
      return RowStatus.PACKED_LENGTH;
    }
    first = lists.starts()[at];
    int logits = lists.starts()[at + 1] - first;
    positions = logits / numClasses;
    return logits % numClasses == 0 ? null : RowStatus.SEQUENCE_LENGTH_MISMATCH;
  }

  /** Returns how many positions the row has logits of. */
  int positions() {
    return positions;
  }

  /**
   * Brings a position into columns, unless something was found of it before.
   *
   * @param index its place, from 0 on
   */
  void read(RowColumns side, int at, int index) {
    int list = first + index;
    boolean isNested = lists != null && lists.lists() != null;
    if (isNested
        && side.statuses[at] == null
        && lists.nullLists() != null
        && lists.nullLists()[list]) {
      side.find(at, RowStatus.NULL_LOGITS);
    }
    side.numClasses[at] = 0;
    if (side.statuses[at] != null) {
      return;
    }
    side.starts[at] = isNested ? lists.starts()[list] : first + index * numClasses;
    side.numClasses[at] = isNested ? lists.starts()[list + 1] - side.starts[at] : numClasses;
    if (isNested && hasNull(side, at)) {
      side.find(at, RowStatus.NULL_ELEMENT);
    }
    requireSame(side, at);
  }

  private boolean hasNull(RowColumns side, int at) {
    boolean[] nulls = lists.nullElements();
    int end = side.starts[at] + side.numClasses[at];
    for (int i = side.starts[at]; nulls != null && i < end; i++) {
      if (nulls[i]) {
        return true;
      }
    }
    return false;
  }

  /** All positions of a sequence have as many logits as the first. */
  private void requireSame(RowColumns side, int at) {
    int found = side.numClasses[at];
    if (classes == 0) {
      classes = found;
    } else if (found != classes && found != 0) {
      side.find(at, RowStatus.NUM_CLASSES_MISMATCH);
    }
  }
}
