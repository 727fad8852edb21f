// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

/** Decoded rows of a list of floats each. */
public final class FloatLists extends Lists {
  float[] values = new float[0];
  boolean[] broken;

  /** Returns the elements of all rows; that of a null one means nothing. */
  public float[] values() {
    return values;
  }

  /**
   * Returns which rows have bytes that are no whole number of floats, by index as {@link #row};
   * such a row has no elements. Null if none of them is so.
   */
  public boolean[] broken() {
    return broken;
  }
}
