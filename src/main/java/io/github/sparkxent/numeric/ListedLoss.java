// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

/**
 * The loss of a row that lists the log-probabilities of some classes only: that of a listed class
 * is known, and of any other the least that it can be.
 *
 * <p><b>Method.</b> The listed l_1 ... l_k are the floats, or doubles, nearest to the logarithms of
 * the probabilities q_1 ... q_k; with h_i half a unit in the last place of l_i, log(q_i) is within
 * h_i of l_i. That a logarithm of softmax is the nearest float holds if it was computed in double
 * and rounded, not if it was computed in floats. What they leave to all other classes is
 *
 * <pre>
 * 1 - sum of q_i  &lt;=  1 - sum of exp(l_i - h_i)  &lt;=  1 - sum of exp(l_i) + sum of h_i exp(l_i)
 * </pre>
 *
 * <p>since exp(-h) is at least 1 - h. No other class has more than that, so its loss is at least
 * the negative logarithm of it. Nothing is asked of the order of the list, nor that it has the
 * largest.
 *
 * <p><b>Rounding.</b> It can only make the result less. With e_i the exponentials in floating point
 * and s their sum, the exact sum of exp(l_i) is at least s (1 - (k + 1) 2^-53): each e_i is within
 * a unit in its last place, each of the k - 1 additions within half a unit. As s is at most 2, that
 * is within (k + 1) 2^-52 of s. The sum of h_i e_i is short by a factor of less than 1 + 2^-20. The
 * difference 1 - s and two more additions are within 2^-53 each. So what is left is at most
 *
 * <pre>
 * u = (1 - s) + (sum of h_i e_i) (1 + 2^-20) + (k + 4) 2^-52
 * </pre>
 *
 * <p>The logarithm is within a unit in its last place; two units are taken off.
 *
 * <p><b>Special cases.</b> 0 where everything is left to the other classes. Where u is not above 0,
 * the listed are not rounded as said. Then the result is the lesser of -log(t), with t the
 * tolerance within which they sum to 1, and the loss of the least probable of them. It holds if the
 * sum of the listed is within t of that of their q_i, for then no other class has more than t, and
 * also if the list is that of the most probable.
 */
public final class ListedLoss {
  private static final double HALF = 0.5;
  private static final double UNIT = 0x1p-52;
  private static final double MORE = 1 + 0x1p-20;

  private ListedLoss() {}

  /**
   * Returns the loss of a listed class.
   *
   * @param logProbability as it is listed
   * @param weight the class weight, finite, 0 or more
   * @return -weight * logProbability in nats, rounded once; 0 where the weight is 0
   */
  public static double ofListed(double logProbability, double weight) {
    return LogProbabilityLoss.ofClass(logProbability, weight);
  }

  /**
   * Returns the least loss of a class that is not listed.
   *
   * @param logProbabilities the listed ones, shape [k], k of at least 1; none NaN or +Infinity; not
   *     modified
   * @param areFloats whether they were rounded to floats, else to doubles
   * @param tolerance how far from 1 their sum may be, 0 or more
   * @param weight the class weight, finite, 0 or more
   * @return a number in nats that is not above weight times the true loss, 0 or more
   * @throws IllegalArgumentException if nothing is listed
   */
  public static double ofUnlisted(
      double[] logProbabilities, boolean areFloats, double tolerance, double weight) {
    double least = atLeast(logProbabilities, areFloats, tolerance);
    if (weight == 1.0 || weight == 0.0 || least == 0.0 || Double.isInfinite(least)) {
      return weight == 0.0 ? 0.0 : weight * least;
    }
    return Math.max(0.0, Math.nextDown(weight * least));
  }

  private static double atLeast(double[] logProbabilities, boolean areFloats, double tolerance) {
    double left = atMostLeft(logProbabilities, areFloats);
    if (left > 0) {
      return lossOfAtMost(left);
    }
    double leastProbable = Double.POSITIVE_INFINITY;
    for (double listed : logProbabilities) {
      leastProbable = Math.min(leastProbable, listed);
    }
    return Math.max(0.0, Math.min(-leastProbable, lossOfAtMost(tolerance)));
  }

  /** Returns what the loss of a class is at least that has no more than some probability. */
  private static double lossOfAtMost(double probability) {
    return probability >= 1
        ? 0.0
        : Math.max(0.0, Math.nextDown(Math.nextDown(-StrictMath.log(probability))));
  }

  /** Returns u, which may be negative. */
  static double atMostLeft(double[] logProbabilities, boolean areFloats) {
    if (logProbabilities.length == 0) {
      throw new IllegalArgumentException("no log-probability is listed, expected 1 or more");
    }
    double sum = 0.0;
    double rounding = 0.0;
    for (double listed : logProbabilities) {
      double probability = StrictMath.exp(listed);
      sum += probability;
      rounding += probability == 0.0 ? 0.0 : HALF * unit(listed, areFloats) * probability;
    }
    return (1.0 - sum) + rounding * MORE + (logProbabilities.length + 4) * UNIT;
  }

  private static double unit(double listed, boolean areFloats) {
    return areFloats ? Math.ulp((float) listed) : Math.ulp(listed);
  }
}
