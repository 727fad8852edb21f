// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.inference;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * McNemar's exact test: whether of two classifiers one is right more often where just one of them
 * is.
 *
 * <p><b>Method.</b> If both were as good, the wins among n = won + lost rows would be binomial with
 * probability 1/2. The p-value is twice the probability of at most min(won, lost) of them, and at
 * most 1: up to 50 rows a sum of whole numbers, as some of these values lie in the very middle of
 * two numbers of 12 digits; above, the distribution function of the beta distribution, which is the
 * binomial's and has no limit on n.
 *
 * <p><b>Accuracy.</b> As {@link StudentT}; tested against sums of whole numbers.
 */
public final class McNemarTest {
  private static final int FEW_ROWS = 50;

  private McNemarTest() {}

  /**
   * Returns the two-sided p-value.
   *
   * @param won how many rows the one classifier alone has right
   * @param lost how many rows the other alone has right
   * @return at most 1; 1 if both are 0
   * @throws IllegalArgumentException if one is negative
   */
  public static double p(long won, long lost) {
    if (won < 0 || lost < 0) {
      throw new IllegalArgumentException(
          "won " + won + " and lost " + lost + " rows; expected no negative");
    }
    if (won == lost) {
      return 1;
    }
    long less = Math.min(won, lost);
    long more = Math.max(won, lost);
    double atMost =
        more <= FEW_ROWS - less
            ? ofFewRows((int) less, (int) more)
            : BetaDistribution.of(more, less + 1.0).cumulativeProbability(0.5);
    return SignificantDigits.rounded(Math.min(1, 2 * atMost));
  }

  /** Returns the probability of at most the lesser number of wins, exactly. */
  private static double ofFewRows(int less, int more) {
    int rows = less + more;
    long ways = 1;
    long sum = 1;
    for (int wins = 1; wins <= less; wins++) {
      ways = ways * (rows - wins + 1) / wins;
      sum += ways;
    }
    return Math.scalb((double) sum, -rows);
  }
}
