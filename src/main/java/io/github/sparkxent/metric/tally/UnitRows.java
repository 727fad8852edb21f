// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.tally;

import java.util.Arrays;

/**
 * How many rows of weight 1 each class has that are not in the exact states yet: nearly all rows
 * weigh 1, and a count costs less than an exact sum.
 */
public final class UnitRows {
  private static final long[] NONE = {};

  /** Takes the rows of a class. */
  @FunctionalInterface
  public interface Receiver {
    void add(int classId, long rows);
  }

  private long[] rows = NONE;

  public void add(int classId) {
    if (classId >= rows.length) {
      rows = Arrays.copyOf(rows, Math.max(classId + 1, 2 * rows.length));
    }
    rows[classId]++;
  }

  /** Hands over all rows; there are none then. */
  public void moveTo(Receiver receiver) {
    for (int c = 0; c < rows.length; c++) {
      if (rows[c] > 0) {
        receiver.add(c, rows[c]);
      }
    }
    rows = NONE;
  }
}
