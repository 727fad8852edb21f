// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

/** Decoded rows of a number each. */
public final class Doubles extends DecodedColumn {
  double[] values = new double[0];

  /** Returns a value for each row; that of a null row means nothing. */
  public double[] values() {
    return values;
  }
}
