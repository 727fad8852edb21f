// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

/** Decoded rows of some bytes each. */
public final class Binaries extends DecodedColumn {
  byte[] bytes = new byte[0];
  int[] starts = new int[1];

  /** Returns the bytes of all rows. */
  public byte[] bytes() {
    return bytes;
  }

  /** Returns where they are: row i has those from {@code starts[i]} to {@code starts[i + 1]}. */
  public int[] starts() {
    return starts;
  }
}
