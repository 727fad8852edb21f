// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.ranking;

import java.util.List;

/**
 * How well the scores of a split rank its rows. All but the figures at the threshold are null
 * unless rows of both labels have a weight.
 *
 * <p>Each figure is that of the bins of the scores, all rows of one bin taken for tied, and has two
 * bounds that no order of the rows within their bins exceeds.
 *
 * @param auc the area under the ROC curve, from 0 to 1
 * @param aucLowerBound its lower bound
 * @param aucUpperBound its upper bound
 * @param averagePrecision the average precision, from 0 to 1
 * @param averagePrecisionLowerBound its lower bound
 * @param averagePrecisionUpperBound its upper bound
 * @param ks the Kolmogorov-Smirnov statistic, from 0 to 1
 * @param ksLowerBound its lower bound
 * @param ksUpperBound its upper bound
 * @param atThreshold the figures of the predictions
 * @param open what the bins leave open of the area; null without both labels
 * @param curve points of the curves, from the highest threshold to the lowest
 */
public record RankingSummary(
    Double auc,
    Double aucLowerBound,
    Double aucUpperBound,
    Double averagePrecision,
    Double averagePrecisionLowerBound,
    Double averagePrecisionUpperBound,
    Double ks,
    Double ksLowerBound,
    Double ksUpperBound,
    ThresholdSummary atThreshold,
    OpenBins open,
    List<CurvePoint> curve) {
  /** Keeps a copy of the points. */
  public RankingSummary {
    curve = List.copyOf(curve);
  }

  static RankingSummary undefined(ThresholdSummary atThreshold) {
    return new RankingSummary(
        null, null, null, null, null, null, null, null, null, atThreshold, null, List.of());
  }

  /**
   * Returns these figures with the exact area under the ROC curve.
   *
   * @param exact the area, between the bounds
   * @return the figures, whose bounds of the area are the area
   */
  public RankingSummary withAuc(double exact) {
    return new RankingSummary(
        exact,
        exact,
        exact,
        averagePrecision,
        averagePrecisionLowerBound,
        averagePrecisionUpperBound,
        ks,
        ksLowerBound,
        ksUpperBound,
        atThreshold,
        open,
        curve);
  }

  static RankingSummary of(RankedBins bins, ThresholdSummary atThreshold) {
    Bounded auc = AreaUnderRoc.of(bins);
    Bounded precision = AveragePrecision.of(bins);
    Bounded ks = LargestGap.of(bins);
    return new RankingSummary(
        auc.value(),
        auc.lower(),
        auc.upper(),
        precision.value(),
        precision.lower(),
        precision.upper(),
        ks.value(),
        ks.lower(),
        ks.upper(),
        atThreshold,
        OpenBins.of(bins),
        CurvePoint.of(bins));
  }
}
