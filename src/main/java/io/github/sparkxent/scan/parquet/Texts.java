// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

/** Decoded rows of a text each. */
public final class Texts extends DecodedColumn {
  int[] ids = new int[0];
  TextTable table;

  /** Returns a place in {@link #table} for each row, -1 for a null one. */
  public int[] ids() {
    return ids;
  }

  /** Returns the texts. */
  public TextTable table() {
    return table;
  }
}
