// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;

/** What exact results must be, by {@link BigDecimal}. */
public final class ExactOracle {
  private ExactOracle() {}

  /** Returns the double nearest to a decimal, zero as +0.0. */
  public static double nearest(BigDecimal exact) {
    return Double.parseDouble(exact.toString()) + 0.0;
  }

  /** Asserts that a finite double is the one nearest to a quotient, ties to even. */
  public static void assertNearest(double actual, BigDecimal numerator, BigDecimal denominator) {
    BigDecimal error = error(actual, numerator, denominator);
    boolean odd = (Double.doubleToRawLongBits(actual) & 1) == 1;
    for (double neighbour : new double[] {Math.nextUp(actual), Math.nextDown(actual)}) {
      int comparison = error.compareTo(error(neighbour, numerator, denominator));
      assertThat(comparison)
          .as("%s against its neighbour %s for %s / %s", actual, neighbour, numerator, denominator)
          .isLessThanOrEqualTo(odd ? -1 : 0);
    }
  }

  private static BigDecimal error(double x, BigDecimal numerator, BigDecimal denominator) {
    return new BigDecimal(x).multiply(denominator).subtract(numerator).abs();
  }
}
