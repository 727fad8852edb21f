// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.ranking;

import io.github.sparkxent.numeric.exact.ExactSum;
import java.math.BigInteger;

/**
 * The average precision: the mean over the rows of label 1, by weight, of the precision at their
 * score, which is the share of label 1 among the rows of this score or a higher one.
 *
 * <p><b>Bounds.</b> Take a bin with the weights p of label 1 and n of label 0, below bins with A of
 * label 1 and B of label 0. Precision x / (x + y) rises with x, the weight of label 1, and falls
 * with y, that of label 0. Of a row of label 1 in this bin x is at most A + p and y at least B, so
 * that
 *
 * <pre>upper bound: p (A + p) / (A + p + B)</pre>
 *
 * which all rows of label 1 reach if they are tied above those of label 0. Let t be the weight of
 * label 1 in this bin up to the row and with it, in the order of the scores, tied rows in any
 * order. Then x is at least A + t and y at most D = B + n, so that the precision is at least f(t) =
 * (A + t) / (A + t + D). As f rises, the sum over the rows of weight times f(t) is at least the
 * integral of f from 0 to p. If all rows weigh 1, t is 1, 2, ..., p; as f is concave, f(t) is at
 * least its mean from t - 1/2 to t + 1/2 (Hermite and Hadamard), and the sum at least the integral
 * from 1/2 to p + 1/2. With u = 1/2 then, else 0, the integral is
 *
 * <pre>lower bound: p - D log(1 + p / (A + u + D))</pre>
 *
 * The value takes all rows of a bin for tied: p (A + p) / (A + p + D).
 *
 * <p><b>Accuracy.</b> Each term has a relative error of its p of less than 2^-49, and the bounds
 * are moved outwards by 2^-48 of p; a term with D = 0, or B = 0 for the upper bound, is p itself
 * but for the rounding of p to double. Terms are added exactly; p, the sum, the weight of label 1
 * and the quotient of these are each rounded to double, together by less than 2^-51 of the result,
 * and the bounds are moved outwards by four units in the last place.
 *
 * <p><b>Scale.</b> Weights are integers of one unit that may have thousands of bits. They are cut
 * below 2^-900 of the weight of label 1, which the last four units hold. Where label 0 weighs 2^100
 * times more than that, a term is less than 2^-90 of p, which 2^-48 of p holds: its lower bound is
 * then 0.
 *
 * <p><b>Source.</b> The definition is that of Zhu (2004), Recall, Precision and Average Precision,
 * without interpolation.
 */
final class AveragePrecision {
  private static final double OUTWARDS = 0x1p-48;

  /** How many bits the weight of label 1 has at most; the doubles have room for more above it. */
  private static final int MOST_BITS = 900;

  /** From here on D is too large for the lower bound of a term, and may be infinite. */
  private static final double LARGE = 0x1p1010;

  private static final int UNITS = 4;

  private AveragePrecision() {}

  static Bounded of(RankedBins bins) {
    int shift = Math.max(0, bins.positiveSum().bitLength() - MOST_BITS);
    BigInteger half = bins.areCounts() ? BigInteger.ONE : BigInteger.ZERO;
    BigInteger ones = BigInteger.ZERO;
    BigInteger zeros = BigInteger.ZERO;
    ExactSum value = new ExactSum();
    ExactSum lower = new ExactSum();
    ExactSum upper = new ExactSum();
    boolean isExact = true;
    for (int i = 0; i < bins.size(); i++) {
      BigInteger before = zeros;
      zeros = zeros.add(bins.negatives(i));
      if (bins.positives(i).signum() == 0) {
        continue;
      }
      double p = number(bins.positives(i), shift);
      double d = number(zeros, shift);
      double b = number(before, shift);
      double start = number(ones.add(zeros).shiftLeft(1).add(half), shift) / 2;
      ones = ones.add(bins.positives(i));
      double end = number(ones, shift);
      isExact &= zeros.signum() == 0;
      value.add(d == 0 ? p : p * (end / (end + d)));
      lower.add(d == 0 ? p : atLeast(p, d, start));
      upper.add(b == 0 ? p : Math.min(p, p * (end / (end + b)) + p * OUTWARDS));
    }
    return isExact
        ? new Bounded(1, 1, 1)
        : quotient(value.value(), lower.value(), upper.value(), number(bins.positiveSum(), shift));
  }

  /** Returns the lower bound of a term, of p, D and A + u + D. */
  private static double atLeast(double p, double d, double start) {
    return d > LARGE ? 0 : Math.max(0, p - d * StrictMath.log1p(p / start) - p * OUTWARDS);
  }

  private static Bounded quotient(double value, double lower, double upper, double all) {
    double least = lower / all;
    double most = upper / all;
    return new Bounded(
        Math.min(1, value / all),
        Math.max(0, least - UNITS * Math.ulp(least)),
        Math.min(1, most + UNITS * Math.ulp(most)));
  }

  private static double number(BigInteger weight, int shift) {
    return weight.shiftRight(shift).doubleValue();
  }
}
