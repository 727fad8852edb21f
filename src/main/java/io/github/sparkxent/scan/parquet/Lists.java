// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import io.github.sparkxent.scan.parquet.page.ByteSource;
import io.github.sparkxent.scan.parquet.page.ListLevels;
import io.github.sparkxent.scan.parquet.page.NestedLevels;
import io.github.sparkxent.scan.parquet.page.PageFault;
import io.github.sparkxent.scan.parquet.page.RowLevels;
import java.io.IOException;

/**
 * Decoded rows of a list each, or of a list of lists. Rows that are lists of lists have their lists
 * one after the other, and what is said of a row's elements is said of a list's.
 */
public abstract sealed class Lists extends DecodedColumn
    permits FloatLists, DoubleLists, LongLists {
  /** So many values are decoded at once; more only for a row that has more. */
  private static final int VALUES_AT_ONCE = 1 << 18;

  private static final int LONG_ROW = 1 << 22;

  private RowLevels levels;
  private LeafColumn ofLevels;
  int[] starts = new int[1];
  private int[] lists;
  private boolean[] nullLists;
  boolean[] nullElements;

  Lists(ScanTask task) {
    super(task);
  }

  /**
   * Returns where the elements of rows are: row i has those from {@code starts[i]} to {@code
   * starts[i + 1]}; none if it is null.
   */
  public final int[] starts() {
    return starts;
  }

  /**
   * Returns where the lists of rows are, if rows are lists of lists: row i has those from {@code
   * lists[i]} to {@code lists[i + 1]}; null if each row has one list, at its own index.
   */
  public final int[] lists() {
    return lists;
  }

  /** Returns which lists of lists are null; null if none of them is. */
  public final boolean[] nullLists() {
    return nullLists;
  }

  /** Returns which elements are null, by index as their values; null if none of them is. */
  public final boolean[] nullElements() {
    return nullElements;
  }

  @Override
  void start(ByteSource source, long bytes, ColumnChunk chunk, long rowsOfGroup) throws PageFault {
    super.start(source, bytes, chunk, rowsOfGroup);
    if (!leaf().equals(ofLevels)) {
      ofLevels = leaf();
      levels = levels(ofLevels);
    }
    levels.reset();
  }

  private static RowLevels levels(LeafColumn leaf) {
    return leaf.isNested()
        ? new NestedLevels(leaf.maxDefinition(), leaf.listDefinition(), leaf.elementDefinition())
        : new ListLevels(leaf.maxDefinition(), leaf.elementDefinition());
  }

  @Override
  void more() throws IOException {
    keepUnfinished();
    int whole;
    do {
      toValues();
      int count = Math.min(pageLeft, VALUES_AT_ONCE);
      int before = levels.elements();
      int present = levels.read(page, count);
      int elements = levels.elements();
      room(elements, before);
      read(present, before);
      if (present < elements - before) {
        spread(before, present, levels.nullElements(), elements);
      }
      decoded(count, levels.begun());
      boolean finished = pageLeft == 0 && pages.isComplete();
      whole = levels.rows() - (finished ? 0 : 1);
    } while (whole == 0);
    starts = levels.starts();
    lists = levels.lists();
    nullLists = levels.nullLists();
    nulls = levels.nullRows();
    nullElements = levels.nullElements();
    handOn(whole);
  }

  /** Moves the row that may go on with the next values to the front. */
  private void keepUnfinished() {
    int elements = levels.elements();
    int first = levels.firstElement(rows);
    if (first > 0 && first < elements) {
      move(first, elements - first);
    }
    levels.forget(rows);
  }

  /** Returns a length with room for the next rows, less where a row alone takes much. */
  static int roomy(int elements) {
    return elements + (elements >> (elements > LONG_ROW ? 3 : 1));
  }

  /** Makes room for elements, of which the first ones are kept. */
  abstract void room(int elements, int kept);

  /** Moves elements to the front. */
  abstract void move(int from, int count);

  /** Reads values that are there. */
  abstract void read(int count, int at) throws PageFault;

  /** Moves the values that are there to where they are among null ones. */
  abstract void spread(int at, int present, boolean[] nullAt, int end);
}
