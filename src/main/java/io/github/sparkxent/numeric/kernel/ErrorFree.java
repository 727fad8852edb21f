// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.kernel;

/**
 * The error-free steps: each gives exactly what one rounded operation has lost, for the caller to
 * keep in a low word.
 */
public final class ErrorFree {

  private ErrorFree() {}

  /** Returns a + b - sum, where sum is a + b rounded: Knuth's two-sum. */
  public static double twoSum(double a, double b, double sum) {
    double part = sum - a;
    return (a - (sum - part)) + (b - part);
  }

  /** Returns the same in fewer steps if |large| is not below |small|: Dekker's fast two-sum. */
  static double fastTwoSum(double large, double small, double sum) {
    return (large - sum) + small;
  }

  /** Returns a * b - product, where product is a * b rounded, if neither underflows. */
  public static double twoProduct(double a, double b, double product) {
    return Math.fma(a, b, -product);
  }
}
