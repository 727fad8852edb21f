// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

/** Decoded rows of a list each. */
public abstract sealed class Lists extends DecodedColumn permits FloatLists, DoubleLists {
  int[] starts = new int[1];
  boolean[] nullElements;

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
}
