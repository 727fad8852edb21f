// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.listed;

import io.github.sparkxent.metric.AccuracySummary;
import io.github.sparkxent.metric.BrierSummary;
import io.github.sparkxent.metric.LossSummary;
import io.github.sparkxent.metric.MarginSummary;
import io.github.sparkxent.metric.TopKAccuracy;
import io.github.sparkxent.metric.cluster.ClusterSummary;

/**
 * Which figures are known of rows that list the log-probabilities of some classes only: it turns
 * those that are not into null.
 *
 * <p>Where a row does not list its label, its loss is the least that it can be. Then sums, means
 * and quantiles of the loss are lower bounds and stay; deviations, errors and intervals are not
 * known, nor is which losses are finite. What needs the probability of each class is never known.
 */
public final class KnownFigures {
  private final ListedSummary listed;
  private final int numClasses;

  /**
   * Makes the judge of the figures of some rows.
   *
   * @param listed what their lists leave open
   * @param numClasses the number of classes
   */
  public KnownFigures(ListedSummary listed, int numClasses) {
    this.listed = listed;
    this.numClasses = numClasses;
  }

  /**
   * Returns what is known of some figures.
   *
   * @param part figures as they are without regard to what is known
   * @return the same, with null for what is not known
   */
  public Record of(Record part) {
    if (part instanceof LossSummary loss) {
      return listed.unlistedLabelCount() == 0 ? loss : lowerBounds(loss);
    }
    if (part instanceof AccuracySummary accuracy) {
      return new AccuracySummary(
          accuracy.accuracy(), accuracy.topK().stream().map(this::known).toList());
    }
    if (part instanceof MarginSummary) {
      return listed.unknownMarginCount() == 0 ? part : new MarginSummary(null, null);
    }
    if (part instanceof ClusterSummary clusters) {
      return withoutBrierScore(clusters);
    }
    return part instanceof BrierSummary ? new BrierSummary(null) : part;
  }

  private static LossSummary lowerBounds(LossSummary loss) {
    return new LossSummary(
        loss.rowCount(),
        loss.weightSum(),
        loss.lossSum(),
        loss.lossMean(),
        null,
        null,
        null,
        null,
        loss.lossMin(),
        loss.lossMax(),
        loss.infiniteLossCount(),
        null,
        null,
        loss.perplexity());
  }

  private TopKAccuracy known(TopKAccuracy top) {
    return listed.knowsTop(top.k(), numClasses)
        ? top
        : new TopKAccuracy(top.k(), top.hitCount(), null);
  }

  private static ClusterSummary withoutBrierScore(ClusterSummary clusters) {
    return new ClusterSummary(
        clusters.clusterCount(),
        clusters.clustersAreHashed(),
        clusters.accuracyStderr(),
        clusters.accuracyCi95Low(),
        clusters.accuracyCi95High(),
        null,
        null,
        null);
  }
}
