// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.kernel;

/**
 * Decides whether a result in two words, with a known error bound, determines the nearest double.
 *
 * <p>The bounds are proved in docs/numerics.md, section "Proof".
 */
public final class Rounding {

  /** The relative error of log(1 + S), and of sums of positive multiples of it and of logits. */
  public static final double ERROR = 0x1.8p-72;

  /** The same of what comes from {@link Kernel}, for rows of any length. */
  static final double QUICK_ERROR = 0x1p-63;

  /** The quick S of n terms has this error only if it is at least n times this. */
  static final double QUICK_LEAST_TERM = 0x1p-35;

  /** The part of the error of a row of n classes beyond {@link #ERROR}, divided by n^2. */
  public static final double ERROR_OF_LENGTH = 0x1p-104;

  /** Outside of this range low words may have been lost to underflow, or products to overflow. */
  public static final double LEAST = 0x1p-900;

  private static final double GREATEST = 0x1p1000;

  /** Factors below this could lose bits of a product to underflow. */
  public static final double LEAST_FACTOR = 0x1p-500;

  private Rounding() {}

  /**
   * Returns whether all numbers within {@code error} of {@code high + low} round to high, where
   * high is the double nearest to high + low. False for anything that is not a normal finite
   * number.
   */
  public static boolean decides(double high, double low, double error) {
    double magnitude = Math.abs(high);
    return magnitude >= LEAST
        && magnitude <= GREATEST
        && high + (low + error) == high
        && high + (low - error) == high;
  }
}
