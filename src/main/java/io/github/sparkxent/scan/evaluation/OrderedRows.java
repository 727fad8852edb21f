// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.evaluation;

import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.RowStatus;
import io.github.sparkxent.scan.parquet.DecodedColumn;
import io.github.sparkxent.scan.parquet.Texts;
import java.util.Arrays;

/** A batch of decoded rows in the order of their splits, and some of them brought into columns. */
final class OrderedRows {
  /** Enough for the metrics to work on columns, and few enough for the nearest cache. */
  private static final int MOST_TAKEN = 256;

  /** The rows that are taken: their arguments, then also their figures. */
  final RowColumns columns = new RowColumns(MOST_TAKEN);

  /** How many rows are taken. */
  int size;

  /** The rows of the batch in order, each as its distance from the first. */
  private int[] order = new int[0];

  private int count;
  private int next;

  /**
   * Creates columns without rows.
   *
   * @param haveBaseline whether rows have a baseline
   */
  OrderedRows(boolean haveBaseline) {
    columns.baseline = haveBaseline ? new RowColumns(MOST_TAKEN) : null;
  }

  /** For each split, null first, where the next of its rows goes. */
  private int[] places = new int[0];

  /** Starts with a batch of rows, in the order that they have. */
  void start(int rows) {
    reserve(rows);
    for (int i = 0; i < rows; i++) {
      order[i] = i;
    }
  }

  /** Starts with a batch of rows, in the order of a text. */
  void start(int rows, Texts texts) {
    reserve(rows);
    int values = texts.table().size() + 1; // null is the first
    if (places.length < values + 1) {
      places = new int[2 * (values + 1)];
    }
    Arrays.fill(places, 0, values + 1, 0);
    int[] ids = texts.ids();
    int first = texts.row();
    for (int i = first; i < first + rows; i++) {
      places[ids[i] + 2]++;
    }
    for (int value = 1; value < values; value++) {
      places[value] += places[value - 1];
    }
    for (int i = 0; i < rows; i++) {
      order[places[ids[first + i] + 1]++] = i;
    }
  }

  private void reserve(int rows) {
    count = rows;
    next = 0;
    size = 0;
    if (order.length < rows) {
      order = new int[rows];
    }
  }

  /** Takes the rows that come next, of which nothing is known; false if there are none left. */
  boolean take() {
    next += size;
    size = Math.min(MOST_TAKEN, count - next);
    columns.clear(0, size);
    if (columns.baseline != null) {
      columns.baseline.clear(0, size);
    }
    return size > 0;
  }

  /** Returns the index that a taken row has in a column. */
  int at(DecodedColumn column, int i) {
    return column.row() + order[next + i];
  }

  /** Gives a status to the taken rows that are marked in a column, if any are. */
  void find(DecodedColumn column, boolean[] marks, RowStatus status) {
    find(columns, column, marks, status);
  }

  /** The same for rows of one side, the candidate or its baseline. */
  void find(RowColumns side, DecodedColumn column, boolean[] marks, RowStatus status) {
    for (int i = 0; marks != null && i < size; i++) {
      if (marks[at(column, i)]) {
        side.find(i, status);
      }
    }
  }

  /** Gives a status to all taken rows. */
  void find(RowStatus status) {
    find(columns, status);
  }

  /** The same for rows of one side. */
  void find(RowColumns side, RowStatus status) {
    for (int i = 0; i < size; i++) {
      side.find(i, status);
    }
  }
}
