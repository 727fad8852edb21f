// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.hard;

import io.github.sparkxent.numeric.exact.Dyadic;
import io.github.sparkxent.numeric.exact.FixedPoint;
import io.github.sparkxent.numeric.kernel.Logits;
import java.math.BigInteger;

/**
 * An interval around the sum of exp(z_j - z_k) over the classes but the largest, by three words.
 */
public final class ThreeWordSum {

  /** An exponential so far below the largest is less than a unit. */
  private static final double LEAST_DIFFERENCE = -130.0;

  /** Below 2^-20 the logarithm is a short series. */
  private static final int SERIES_LIMIT = -20;

  private final BigInteger value;
  private final BigInteger error;
  private final int bits;

  private ThreeWordSum(BigInteger value, BigInteger error, int bits) {
    this.value = value;
    this.error = error;
    this.bits = bits;
  }

  /**
   * Returns the sum over all logits but one largest, masked ones left out.
   *
   * @param row a row with at least two finite logits
   * @param second the largest logit but one, at most {@link ThreeWordExp#GREATEST_DISTANCE} below
   *     the largest
   */
  public static ThreeWordSum of(Logits row, double second) {
    ThreeWordExp exponential = new ThreeWordExp(row.max(), 0.0);
    exponential.exp(second);
    int octave = exponential.octave();
    ThreeWords sum = new ThreeWords();
    long above = 0;
    for (int j = 0; j < row.classes(); j++) {
      if (j != row.maxIndex() && row.logit(j) - second >= LEAST_DIFFERENCE) {
        exponential.exp(row.logit(j));
        ThreeWords term = exponential.value();
        term.shiftRight(octave - exponential.octave());
        sum.add(term);
        above += sum.high >> ThreeWords.WORD_BITS;
        sum.high &= ThreeWords.WORD;
      }
    }
    return new ThreeWordSum(
        sum.units().add(BigInteger.valueOf(above).shiftLeft(ThreeWords.BITS)),
        BigInteger.valueOf((long) ThreeWordExp.ERROR * row.classes()),
        ThreeWords.BITS - octave);
  }

  /** The middle of the interval in units of {@code 2^-bits()}. */
  public BigInteger value() {
    return value;
  }

  /** How far the sum may be from the truth, in such units. */
  public BigInteger error() {
    return error;
  }

  public int bits() {
    return bits;
  }

  /**
   * The interval around log(1 + S).
   *
   * @param near something near to it, by which it is found the faster
   */
  ExactLogarithm.Interval log1p(double near, double nearLow) {
    if (value.bitLength() - bits <= SERIES_LIMIT) {
      BigInteger logarithm = FixedPoint.log1p(value, bits);
      return ExactLogarithm.Interval.around(
          new Dyadic(logarithm, -bits), new Dyadic(error.add(BigInteger.ONE), -bits));
    }
    BigInteger total = BigInteger.ONE.shiftLeft(bits).add(value);
    return ExactLogarithm.Interval.around(
        ThreeWordLog.log(total, bits, near, nearLow),
        new Dyadic(error, -bits).plus(ThreeWordLog.ERROR));
  }
}
