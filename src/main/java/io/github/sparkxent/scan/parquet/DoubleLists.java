// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

/** Decoded rows of a list of doubles each. */
public final class DoubleLists extends Lists {
  double[] values = new double[0];

  /** Returns the elements of all rows; that of a null one means nothing. */
  public double[] values() {
    return values;
  }
}
