// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.inference;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Rounds what Commons Statistics computes to 12 significant digits.
 *
 * <p>It calls {@code Math.exp} and its like, whose last bit one JVM may give otherwise than
 * another. Its results are good to some 1e-14, so the first 12 digits are the same everywhere,
 * unless a value lies that close to the middle between two numbers of 12 digits: one in about a
 * thousand does so, and of these the last digit may differ where the JVMs differ.
 */
final class SignificantDigits {
  private static final MathContext TWELVE = new MathContext(12, RoundingMode.HALF_EVEN);

  private SignificantDigits() {}

  /** Returns the double next to a finite value rounded to 12 significant digits. */
  static double rounded(double value) {
    return value == 0 ? 0 : new BigDecimal(value).round(TWELVE).doubleValue();
  }
}
