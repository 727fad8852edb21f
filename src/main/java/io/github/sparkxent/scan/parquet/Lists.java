// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import io.github.sparkxent.scan.parquet.page.ByteSource;
import io.github.sparkxent.scan.parquet.page.ListLevels;
import io.github.sparkxent.scan.parquet.page.PageFault;
import java.io.IOException;

/** Decoded rows of a list each. */
public abstract sealed class Lists extends DecodedColumn permits FloatLists, DoubleLists {
  /** So many values are decoded at once; more only for a row that has more. */
  private static final int VALUES_AT_ONCE = 1 << 18;

  private final ListLevels levels = new ListLevels();
  int[] starts = new int[1];
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

  /** Returns which elements are null, by index as their values; null if none of them is. */
  public final boolean[] nullElements() {
    return nullElements;
  }

  @Override
  void start(ByteSource source, long bytes, ColumnChunk chunk, long rowsOfGroup) throws PageFault {
    super.start(source, bytes, chunk, rowsOfGroup);
    levels.reset();
  }

  @Override
  void more() throws IOException {
    keepUnfinished();
    int whole;
    do {
      toValues();
      int count = Math.min(pageLeft, VALUES_AT_ONCE);
      int before = levels.elements();
      int present = levels.read(page, count, leaf().maxDefinition(), leaf().elementDefinition());
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
    nulls = levels.nullRows();
    nullElements = levels.nullElements();
    handOn(whole);
  }

  /** Moves the row that may go on with the next values to the front. */
  private void keepUnfinished() {
    int elements = levels.elements();
    int first = rows < levels.rows() ? levels.starts()[rows] : elements;
    if (first > 0 && first < elements) {
      move(first, elements - first);
    }
    levels.forget(rows);
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
