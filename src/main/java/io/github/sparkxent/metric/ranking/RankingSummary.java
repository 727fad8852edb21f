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
    List<CurvePoint> curve) {
  /** Keeps a copy of the points. */
  public RankingSummary {
    curve = List.copyOf(curve);
  }

  static RankingSummary undefined(ThresholdSummary atThreshold) {
    return new RankingSummary(
        null, null, null, null, null, null, null, null, null, atThreshold, List.of());
  }

  static RankingSummary of(
      Bounded auc,
      Bounded precision,
      Bounded ks,
      ThresholdSummary atThreshold,
      List<CurvePoint> c) {
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
        c);
  }
}
