// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.hard;

import io.github.sparkxent.numeric.exact.Dyadic;
import io.github.sparkxent.numeric.exact.FixedPoint;
import java.math.BigInteger;

/** The logarithm in three words: one in two words, corrected by what its exponential misses. */
final class ThreeWordLog {

  /** How far a logarithm below 40 may be from the truth, if its argument is exact. */
  static final Dyadic ERROR = new Dyadic(BigInteger.ONE, 8 - ThreeWords.BITS);

  private static final int WORK = 192;

  private ThreeWordLog() {}

  /**
   * Returns log(x), near to {@link #ERROR}.
   *
   * @param x 1 or more, in units of 2^-bits
   * @param near the logarithm to 60 bits or so, and what is left of it to a double
   */
  static Dyadic log(BigInteger x, int bits, double near, double nearLow) {
    ThreeWordExp inverse = new ThreeWordExp(near, nearLow);
    inverse.exp(0.0);
    // log x = near + log(x exp(-near)), and that is small.
    Dyadic product =
        new Dyadic(x.multiply(inverse.value().units()), inverse.octave() - ThreeWords.BITS - bits);
    BigInteger rest = product.toFixed(WORK).subtract(BigInteger.ONE.shiftLeft(WORK));
    return new Dyadic(FixedPoint.log1pSeries(rest, WORK), -WORK)
        .plus(Dyadic.of(near))
        .plus(Dyadic.of(nearLow));
  }
}
