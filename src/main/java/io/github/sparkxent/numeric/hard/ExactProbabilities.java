// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.hard;

import io.github.sparkxent.numeric.exact.ExactRational;
import io.github.sparkxent.numeric.kernel.Logits;
import java.math.BigInteger;
import java.util.function.IntFunction;

/** The correctly rounded probabilities of a row that two words do not decide. */
public final class ExactProbabilities {

  /** A probability below 2^-1100 rounds to 0, not to the smallest double. */
  private static final int LEAST_BITS = 1100;

  private ExactProbabilities() {}

  /** Replaces NaN by results from three words, then from integers of more and more bits. */
  public static void decide(Logits row, double[] result) {
    double second = row.secondLargest();
    boolean decided = false;
    if (row.max() - second <= ThreeWordExp.GREATEST_DISTANCE) {
      ThreeWordExp exponential = new ThreeWordExp(row.max(), 0.0);
      FixedInterval others = ExactExpSum.ofThreeWords(row, second);
      decided = decide(others, i -> exponential.interval(row.logit(i)), result);
    }
    for (int bits = ThreeWords.MORE_BITS; !decided; bits *= 2) {
      int places = bits;
      FixedInterval others = ExactExpSum.ofIntegers(row, bits, 0);
      decided = decide(others, i -> ExactExpSum.ofClass(row, i, places, LEAST_BITS), result);
    }
  }

  /** Puts in what is NaN and these intervals decide; false if something is left. */
  private static boolean decide(
      FixedInterval others, IntFunction<FixedInterval> exponential, double[] result) {
    FixedInterval total = others.plusOne();
    boolean decided = true;
    for (int i = 0; i < result.length; i++) {
      if (Double.isNaN(result[i])) {
        FixedInterval power = exponential.apply(i);
        BigInteger least = power.least().shiftLeft(total.bits()).divide(total.most());
        BigInteger most = power.most().shiftLeft(total.bits()).divide(total.least());
        double low = ExactRational.of(least, -power.bits()).doubleValue();
        double high = ExactRational.of(most.add(BigInteger.ONE), -power.bits()).doubleValue();
        result[i] = low == high ? low : Double.NaN;
        decided &= low == high;
      }
    }
    return decided;
  }
}
