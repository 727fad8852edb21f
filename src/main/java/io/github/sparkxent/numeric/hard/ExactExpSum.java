// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.hard;

import io.github.sparkxent.numeric.exact.ExactRational;
import io.github.sparkxent.numeric.exact.FixedPoint;
import io.github.sparkxent.numeric.kernel.Logits;
import java.math.BigInteger;

/**
 * Intervals around the sum of exp(z_j - z_k) over the classes but the largest one, masked ones left
 * out: by three words, or by integers of any number of bits.
 */
final class ExactExpSum {

  /** An exponential so far below the largest is less than a unit of three words. */
  private static final double LEAST_DIFFERENCE = -130.0;

  private static final int SPARE_BITS = 64;
  private static final double LN2 = 0.6932;
  private static final double LOG2_E = 1.4427;

  private ExactExpSum() {}

  /**
   * Returns the sum by three words.
   *
   * @param row a row with at least two finite logits
   * @param second the largest logit but one, at most {@link ThreeWordExp#GREATEST_DISTANCE} below
   *     the largest
   */
  static FixedInterval ofThreeWords(Logits row, double second) {
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
    return new FixedInterval(
        sum.units().add(BigInteger.valueOf(above).shiftLeft(ThreeWords.BITS)),
        BigInteger.valueOf((long) ThreeWordExp.ERROR * row.classes()),
        ThreeWords.BITS - octave);
  }

  /**
   * Returns the sum by integers.
   *
   * @param row a row with at least two finite logits
   * @param relativeBits how many bits of the sum are needed
   * @param lastShift the sum is cut off at that number of bits below 2^-lastShift
   */
  static FixedInterval ofIntegers(Logits row, int relativeBits, int lastShift) {
    int shift = shift(row.max(), row.secondLargest(), lastShift);
    // Terms below this are less than a unit together, for any number of classes.
    double least = -(shift * LN2 + relativeBits + SPARE_BITS);
    BigInteger sum = BigInteger.ZERO;
    for (int j = 0; j < row.classes(); j++) {
      if (j != row.maxIndex() && row.logit(j) - row.max() > least) {
        sum = sum.add(FixedPoint.exp(difference(row, j), relativeBits, shift));
      }
    }
    return new FixedInterval(sum, BigInteger.valueOf(row.classes() + 4L), relativeBits + shift);
  }

  /** Returns one exponential, of an unmasked class, by integers. */
  static FixedInterval ofClass(Logits row, int index, int relativeBits, int lastShift) {
    int shift = shift(row.max(), row.logit(index), lastShift);
    BigInteger power = FixedPoint.exp(difference(row, index), relativeBits, shift);
    return new FixedInterval(power, BigInteger.ONE, relativeBits + shift);
  }

  private static ExactRational difference(Logits row, int index) {
    return ExactRational.of(row.logit(index)).minus(ExactRational.of(row.max()));
  }

  /** How many bits of exp(second - max) after the point are certainly 0, up to about one. */
  private static int shift(double max, double second, int lastShift) {
    return (int) Math.min(lastShift, Math.max(0.0, (max - second) * LOG2_E - 1.0));
  }
}
