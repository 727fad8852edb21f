// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.listed;

import io.github.sparkxent.metric.AccuracySummary;
import io.github.sparkxent.metric.BrierSummary;
import io.github.sparkxent.metric.LossSummary;
import io.github.sparkxent.metric.MarginSummary;
import io.github.sparkxent.metric.QuantileSummary;
import io.github.sparkxent.metric.TopKAccuracy;
import io.github.sparkxent.metric.cluster.ClusterSummary;
import io.github.sparkxent.metric.tally.LogarithmicBins;

/**
 * Which figures are known of rows that list the log-probabilities of some classes only: it turns
 * those that are not into null.
 *
 * <p>Where a row does not list its label, its loss is the least that it can be. Then sums and means
 * of the loss are lower bounds and stay; of a quantile the lower end of its bin is one; deviations,
 * errors and intervals are not known, nor is which losses are finite. What needs the probability of
 * each class is never known.
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
    if (part instanceof QuantileSummary quantiles) {
      return listed.unlistedLabelCount() == 0 ? quantiles : lowerBounds(quantiles);
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

  private static QuantileSummary lowerBounds(QuantileSummary quantiles) {
    return new QuantileSummary(
        lowerBound(quantiles.lossP50()),
        lowerBound(quantiles.lossP90()),
        lowerBound(quantiles.lossP99()),
        quantiles.histogram());
  }

  /** Returns the lower end of the bin that a quantile is the middle of. */
  private static Double lowerBound(Double quantile) {
    if (quantile == null || quantile == 0 || Double.isInfinite(quantile)) {
      return quantile;
    }
    return quantile > 0
        ? LogarithmicBins.lower(LogarithmicBins.of(quantile))
        : -LogarithmicBins.lower(LogarithmicBins.of(-quantile) + 1);
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
