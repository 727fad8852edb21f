// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.hard;

import io.github.sparkxent.numeric.exact.ExactRational;
import io.github.sparkxent.numeric.exact.FixedPoint;
import io.github.sparkxent.numeric.kernel.TwoWordLog;
import io.github.sparkxent.numeric.kernel.TwoWords;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * A sum of exact multiples of logarithms of doubles, rounded once, for the sums that two words do
 * not decide.
 *
 * <p>A double is an odd number m times a power of two. The multiples of log m are added up for each
 * m, and those of log 2, so terms that cancel are gone before a logarithm is taken. The rest lies
 * in an interval, which is made shorter until both ends round to the same double. This ends: a sum
 * of rational multiples of logarithms of rationals is 0 or transcendental (Baker), and so never on
 * a boundary between two doubles. If such a sum is 0 (log 3 + log 5 - log 15), its interval rounds
 * to 0 at about a thousand bits.
 */
public final class ExactLogSum {

  private final Map<Long, ExactRational> multiples = new HashMap<>();
  private ExactRational multipleOfLn2 = ExactRational.ZERO;

  /** Adds a multiple of the logarithm of a positive finite double. */
  public void add(ExactRational multiple, double value) {
    ExactRational parts = ExactRational.of(value);
    long odd = parts.significand().longValueExact();
    multipleOfLn2 = multipleOfLn2.plus(multiple.times(ExactRational.of((long) parts.exponent())));
    if (odd != 1) {
      multiples.merge(odd, multiple, ExactRational::plus);
    }
  }

  /** Returns the double nearest to the sum divided by a positive number. */
  public double dividedBy(ExactRational divisor) {
    multiples.values().removeIf(multiple -> multiple.signum() == 0);
    if (multiples.isEmpty() && multipleOfLn2.signum() == 0) {
      return 0.0;
    }
    double result =
        rounded(ExactLogSum::ofThreeWords, ThreeWordLog.ERROR, ThreeWords.MORE_BITS, divisor);
    for (int bits = ThreeWords.MORE_BITS; Double.isNaN(result); bits *= 2) {
      int places = bits;
      ExactRational error = ExactRational.of(BigInteger.TWO, -bits);
      result = rounded(odd -> ofBits(odd, places), error, bits, divisor);
    }
    return result;
  }

  /** The rounded quotient, or NaN if logarithms with that error do not decide it. */
  private double rounded(
      LongFunction<ExactRational> log, ExactRational error, int bits, ExactRational divisor) {
    ExactRational sum = multipleOfLn2.times(ExactRational.of(FixedPoint.ln2(bits), -bits));
    ExactRational mass = multipleOfLn2.abs();
    for (Map.Entry<Long, ExactRational> term : multiples.entrySet()) {
      sum = sum.plus(term.getValue().times(log.apply(term.getKey())));
      mass = mass.plus(term.getValue().abs());
    }
    ExactRational distance = mass.times(error);
    double first = sum.minus(distance).dividedBy(divisor).doubleValue();
    double last = sum.plus(distance).dividedBy(divisor).doubleValue();
    return first == last ? first : Double.NaN;
  }

  private static ExactRational ofThreeWords(long odd) {
    TwoWords near = new TwoWords();
    TwoWordLog.log(odd, near);
    return ThreeWordLog.log(BigInteger.valueOf(odd), 0, near.high, near.low);
  }

  /** The logarithm with an error below 2 units of 2^-bits. */
  private static ExactRational ofBits(long odd, int bits) {
    int work = bits + 16;
    int octave = Long.SIZE - 1 - Long.numberOfLeadingZeros(odd);
    BigInteger fraction =
        BigInteger.valueOf(odd).shiftLeft(work - octave).subtract(BigInteger.ONE.shiftLeft(work));
    BigInteger octaves = FixedPoint.ln2(work).multiply(BigInteger.valueOf(octave));
    return ExactRational.of(FixedPoint.log1p(fraction, work).add(octaves), -work);
  }
}
