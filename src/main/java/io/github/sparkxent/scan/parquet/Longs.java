// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

/** Decoded rows of an integer each. */
public final class Longs extends DecodedColumn {
  long[] values = new long[0];

  /**
   * Returns a value for each row; that of a null row means nothing. An unsigned integer beyond
   * {@link Long#MAX_VALUE} is that.
   */
  public long[] values() {
    return values;
  }
}
