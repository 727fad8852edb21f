// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.hard;

import io.github.sparkxent.numeric.exact.ExactRational;
import io.github.sparkxent.numeric.kernel.Coefficients;
import io.github.sparkxent.numeric.kernel.Logits;

/** What the exact arithmetic does for a row, for the tests of losses. */
public final class HardRows {

  private HardRows() {}

  /** How many exponentials on integers the exact loss of an evaluated row takes. */
  public static int exponentials(Logits row, Coefficients coefficients) {
    ExactLogarithm logarithm = new ExactLogarithm(row);
    ExactLoss.of(logarithm, row, coefficients);
    return logarithm.exponentials();
  }

  /** log(1 + S) of an evaluated row to some 256 bits. */
  public static ExactRational logarithm(Logits row) {
    return new ExactLogarithm(row).interval(3).above();
  }
}
