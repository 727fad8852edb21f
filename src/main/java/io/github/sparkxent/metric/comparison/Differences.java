// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.comparison;

import io.github.sparkxent.metric.PairedDifference;
import io.github.sparkxent.metric.cluster.Clusters;
import io.github.sparkxent.metric.tally.MeanMoments;
import io.github.sparkxent.numeric.exact.ExactRational;

/** The one way from exact sums to a {@link PairedDifference}. */
final class Differences {
  private Differences() {}

  /** Returns the moments by clusters of the rows if there are clusters, else those given. */
  static MeanMoments moments(MeanMoments rows, Clusters clusters, int figure) {
    return clusters == null ? rows : clusters.moments(figure);
  }

  /**
   * Makes the difference of two means.
   *
   * @param baseline the baseline's mean, null without
   * @param candidate the candidate's
   * @param moments those of the differences; null if there is none
   */
  static PairedDifference of(
      Double baseline, Double candidate, MeanMoments moments, long better, long worse, long equal) {
    boolean hasError = moments != null && moments.hasError();
    return new PairedDifference(
        baseline,
        candidate,
        moments == null ? null : moments.mean(),
        hasError ? moments.standardError() : null,
        hasError ? moments.units() - 1 : 0,
        better,
        worse,
        equal);
  }

  /** Returns a quotient, rounded once; null by 0. */
  static Double quotient(ExactRational sum, ExactRational weight) {
    return weight.signum() == 0 ? null : (Double) sum.dividedBy(weight).doubleValue();
  }
}
