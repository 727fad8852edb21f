// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.hard;

import io.github.sparkxent.numeric.exact.ExactRational;
import io.github.sparkxent.numeric.exact.FixedPoint;
import java.math.BigInteger;

/** The logarithm in three words: one in two words, corrected by what its exponential misses. */
final class ThreeWordLog {

  /** How far a logarithm below 40 may be from the truth, if its argument is exact. */
  static final ExactRational ERROR = ExactRational.of(BigInteger.ONE, 8 - ThreeWords.BITS);

  private static final int WORK = 192;

  private ThreeWordLog() {}

  /**
   * Returns log(x), near to {@link #ERROR}.
   *
   * @param x 1 or more, in units of 2^-bits
   * @param near the logarithm to 60 bits or so, and what is left of it to a double
   */
  static ExactRational log(BigInteger x, int bits, double near, double nearLow) {
    FixedInterval inverse = new ThreeWordExp(near, nearLow).interval(0.0);
    // log x = near + log(x exp(-near)), and that is small.
    BigInteger product =
        ExactRational.of(x.multiply(inverse.value()), -inverse.bits() - bits).toFixed(WORK);
    BigInteger rest =
        FixedPoint.log1pSeries(product.subtract(BigInteger.ONE.shiftLeft(WORK)), WORK);
    return ExactRational.of(rest, -WORK)
        .plus(ExactRational.of(near))
        .plus(ExactRational.of(nearLow));
  }
}
