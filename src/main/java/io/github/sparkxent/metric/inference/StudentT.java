// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.inference;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Student's t distribution with a whole number of degrees of freedom.
 *
 * <p><b>Method.</b> The distribution function is that of Apache Commons Statistics, but for one
 * degree of freedom, where that loses the digits of small values: there it is an arc tangent. Its
 * quantile is good to 1e-9 only, so Newton steps on the distribution function follow, in the tail
 * that the probability is in.
 *
 * <p><b>Accuracy.</b> Results are those of real arithmetic rounded to 12 significant digits, but
 * for the last digit of values next to the middle of two such numbers: tested from 1 to 10^7
 * degrees of freedom against an integral of the density.
 */
public final class StudentT {
  /** Newton doubles the good digits with each step; from 1e-9 two are enough. */
  private static final int MOST_STEPS = 8;

  private static final double HALF = 0.5;

  private StudentT() {}

  /**
   * Returns the value below which the variable lies with a probability.
   *
   * @param probability above 0 and below 1
   * @param degreesOfFreedom at least 1
   * @return the quantile; that of 1 - p is its negative, and that of 0.5 is 0
   * @throws IllegalArgumentException for another probability or degrees of freedom
   */
  public static double quantile(double probability, long degreesOfFreedom) {
    if (!(probability > 0 && probability < 1)) {
      throw new IllegalArgumentException(
          "probability is " + probability + "; expected above 0 and below 1");
    }
    TDistribution distribution = distribution(degreesOfFreedom);
    if (probability == HALF) {
      return 0;
    }
    boolean isUpper = probability > HALF;
    // Exact: half of 1 and more is taken from 1.
    double tail = isUpper ? 1 - probability : probability;
    double quantile = SignificantDigits.rounded(upperQuantile(distribution, tail));
    return isUpper ? quantile : -quantile;
  }

  /** Returns the value above which the variable lies with a probability below one half. */
  private static double upperQuantile(TDistribution distribution, double tail) {
    double quantile = distribution.inverseSurvivalProbability(tail);
    for (int step = 0; step < MOST_STEPS; step++) {
      double missed = above(quantile, distribution) - tail;
      double next = quantile + missed / distribution.density(quantile);
      if (!(Math.abs(next - quantile) > Math.ulp(quantile)) || !Double.isFinite(next)) {
        return quantile;
      }
      quantile = next;
    }
    return quantile;
  }

  /**
   * Returns the probability of a value at least as far from 0.
   *
   * @param t any value but NaN
   * @param degreesOfFreedom at least 1
   * @return the two-sided p-value; 1 for 0, and 0 for an infinity
   * @throws IllegalArgumentException for NaN or other degrees of freedom
   */
  public static double twoSidedP(double t, long degreesOfFreedom) {
    if (Double.isNaN(t)) {
      throw new IllegalArgumentException("t is NaN; expected a number");
    }
    return SignificantDigits.rounded(2 * above(Math.abs(t), distribution(degreesOfFreedom)));
  }

  /** Returns the probability above a value that is not negative. */
  private static double above(double t, TDistribution distribution) {
    return distribution.getDegreesOfFreedom() == 1
        ? StrictMath.atan2(1, t) / Math.PI
        : distribution.survivalProbability(t);
  }

  private static TDistribution distribution(long degreesOfFreedom) {
    if (degreesOfFreedom < 1) {
      throw new IllegalArgumentException(
          degreesOfFreedom + " degrees of freedom; expected at least 1");
    }
    return TDistribution.of(degreesOfFreedom);
  }
}
