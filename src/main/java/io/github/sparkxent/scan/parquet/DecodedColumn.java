// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

/**
 * Some decoded rows of a column. Arrays may be longer than the rows need, are used again, and may
 * be others after each {@link ParquetRows#next}; what lies outside the decoded rows means nothing.
 */
public abstract sealed class DecodedColumn permits Lists, Longs, Doubles, Texts, Binaries {
  int row;
  int rows;
  boolean[] nulls;

  /** Returns the index of the next row in the arrays of this column. */
  public final int row() {
    return row;
  }

  /** Returns how many rows are decoded from {@link #row} on. */
  public final int left() {
    return rows - row;
  }

  /** Returns which rows are null, by index as {@link #row}; null if none of them is. */
  public final boolean[] nulls() {
    return nulls;
  }
}
