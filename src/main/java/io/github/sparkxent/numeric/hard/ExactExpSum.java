// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.hard;

import io.github.sparkxent.numeric.exact.Dyadic;
import io.github.sparkxent.numeric.exact.FixedPoint;
import io.github.sparkxent.numeric.kernel.Logits;
import java.math.BigInteger;

/** An interval around the sum of exp(z_j - z_k) over the classes other than the largest one. */
public final class ExactExpSum {

  private static final int SPARE_BITS = 64;
  private static final double LN2 = 0.6932;
  private static final double LOG2_E = 1.4427;

  private final BigInteger value;
  private final BigInteger error;
  private final int bits;
  private final boolean isItsLogarithm;

  private ExactExpSum(BigInteger value, BigInteger error, int bits, boolean isItsLogarithm) {
    this.value = value;
    this.error = error;
    this.bits = bits;
    this.isItsLogarithm = isItsLogarithm;
  }

  /**
   * Returns the sum over all logits but one largest, masked ones left out.
   *
   * @param row a row with at least two finite logits
   * @param relativeBits how many bits of the sum are wanted
   * @param lastShift the sum is cut off at so many bits below 2^-lastShift
   */
  public static ExactExpSum of(Logits row, int relativeBits, int lastShift) {
    int shift = shift(row.max(), row.secondLargest(), lastShift);
    // A term below this is less than a unit, even if there are as many as there can be.
    double least = -(shift * LN2 + relativeBits + SPARE_BITS);
    BigInteger sum = BigInteger.ZERO;
    Dyadic largest = Dyadic.of(row.max());
    for (int j = 0; j < row.classes(); j++) {
      if (j != row.maxIndex() && row.logit(j) - row.max() > least) {
        Dyadic difference = Dyadic.of(row.logit(j)).minus(largest);
        sum = sum.add(FixedPoint.exp(difference, relativeBits, shift));
      }
    }
    return new ExactExpSum(
        sum,
        BigInteger.valueOf(row.classes() + 4L),
        relativeBits + shift,
        shift > relativeBits + SPARE_BITS);
  }

  /** How many bits of exp(second - max) after the point are certainly 0, but about one. */
  public static int shift(double max, double second, int lastShift) {
    return (int) Math.min(lastShift, Math.max(0.0, (max - second) * LOG2_E - 1.0));
  }

  /** The middle of the interval in units of {@code 2^-bits()}. */
  public BigInteger value() {
    return value;
  }

  /** How far the sum, and the logarithm computed from it, may be from the truth, in such units. */
  BigInteger error() {
    return error;
  }

  int bits() {
    return bits;
  }

  /** Whether the sum is so small that log(1 + S) is S but for less than a unit. */
  boolean isItsLogarithm() {
    return isItsLogarithm;
  }
}
