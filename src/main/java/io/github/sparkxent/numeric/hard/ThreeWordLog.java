// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.hard;

import io.github.sparkxent.numeric.exact.ExactRational;
import io.github.sparkxent.numeric.exact.FixedPoint;
import java.math.BigInteger;

/** The logarithm in three words: one in two words, corrected by the error of its exponential. */
final class ThreeWordLog {

  /** The error bound of a logarithm below 40 with an exact argument. */
  static final ExactRational ERROR = ExactRational.of(BigInteger.ONE, 8 - ThreeWords.BITS);

  private static final int WORK = 192;

  private ThreeWordLog() {}

  /**
   * Returns log(x), with an error below {@link #ERROR}.
   *
   * @param x 1 or more, in units of 2^-bits
   * @param near the logarithm to about 60 bits, and the rest as a double
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
