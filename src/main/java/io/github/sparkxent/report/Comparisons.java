// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import io.github.sparkxent.metric.CalibrationBin;
import io.github.sparkxent.metric.CalibrationSummary;
import io.github.sparkxent.metric.ClassDifference;
import io.github.sparkxent.metric.ComparisonSummary;
import io.github.sparkxent.metric.LossSummary;
import io.github.sparkxent.metric.MetricSummary;
import io.github.sparkxent.metric.PairedDifference;
import io.github.sparkxent.metric.QuantileSummary;
import io.github.sparkxent.metric.inference.McNemarTest;
import io.github.sparkxent.metric.inference.StudentT;
import io.github.sparkxent.metric.name.MetricNames;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the report of a comparison from its figures: what may be concluded from them.
 *
 * <p><b>Method.</b> With the difference D, its standard error se, and quantiles q of Student's t of
 * its degrees of freedom at the confidence c:
 *
 * <pre>
 * interval         D - q se to D + q se, q at (1 + c) / 2
 * one-sided bounds D - q se and D + q se, q at c, each by itself
 * p                P(|T| >= |D| / se)
 * </pre>
 *
 * <p><b>Special cases.</b> With se = 0 the interval and the bounds are D itself, and p is 1 for D =
 * 0, else 0. Without a standard error, of fewer than two rows or clusters, they are null.
 *
 * @param confidence that of the intervals and of the bounds, above 0.5 and below 1
 * @param hasWeights whether rows have weights, with which there is no McNemar's test
 */
public record Comparisons(double confidence, boolean hasWeights) {
  /**
   * Returns the report of the comparison of a split.
   *
   * @param summary its figures; null without a baseline
   * @return the report, with details; null without a baseline
   */
  ComparisonReport ofSplit(ComparisonSummary summary) {
    return summary == null ? null : of(summary, details(summary));
  }

  /**
   * Returns the report of the comparison of a value of a slice.
   *
   * @param summary its figures; null without a baseline
   * @param minRows how many compared rows it needs
   * @return the report, without details; null without a baseline, or with fewer rows
   */
  ComparisonReport ofSlice(ComparisonSummary summary, int minRows) {
    return summary == null || summary.rows() < minRows ? null : of(summary, null);
  }

  private ComparisonReport of(ComparisonSummary summary, ComparisonDetails details) {
    List<MetricDifference> metrics = new ArrayList<>();
    metrics.add(difference(MetricNames.LOSS_MEAN, summary.loss()));
    metrics.add(difference(MetricNames.ACCURACY, summary.accuracy()));
    summary
        .topK()
        .forEach(top -> metrics.add(difference(MetricNames.topAccuracy(top.k()), top.accuracy())));
    metrics.add(difference(MetricNames.BRIER_SCORE, summary.brierScore()));
    boolean isCounted = !hasWeights && summary.clusters() == null && summary.rows() > 0;
    PairedDifference accuracy = summary.accuracy();
    return new ComparisonReport(
        summary.rows(),
        summary.notComparedByReason(),
        summary.infiniteLosses(),
        summary.clusters(),
        confidence,
        metrics,
        isCounted ? McNemarTest.p(accuracy.better(), accuracy.worse()) : null,
        summary.equalPredictions(),
        summary.divergence(),
        details);
  }

  private MetricDifference difference(String metric, PairedDifference of) {
    Double d = of.difference();
    Double error = of.standardError();
    boolean isKnown = d != null && error != null;
    double half = isKnown ? halfWidth((1 + confidence) / 2, of) : 0;
    double reach = isKnown ? halfWidth(confidence, of) : 0;
    return new MetricDifference(
        metric,
        of.baseline(),
        of.candidate(),
        d,
        error,
        isKnown ? (Double) (d - half) : null,
        isKnown ? (Double) (d + half) : null,
        isKnown ? (Double) (d - reach) : null,
        isKnown ? (Double) (d + reach) : null,
        isKnown ? (Double) p(of) : null,
        of.better(),
        of.worse(),
        of.equal());
  }

  private static double halfWidth(double probability, PairedDifference of) {
    return of.standardError() == 0
        ? 0
        : StudentT.quantile(probability, of.degreesOfFreedom()) * of.standardError();
  }

  private static double p(PairedDifference of) {
    double d = of.difference();
    if (of.standardError() == 0) {
      return d == 0 ? 1 : 0;
    }
    return StudentT.twoSidedP(d / of.standardError(), of.degreesOfFreedom());
  }

  private ComparisonDetails details(ComparisonSummary summary) {
    MetricSummary baseline = summary.baseline();
    return new ComparisonDetails(
        summary.classes().stream().map(this::ofClass).toList(),
        summary.better(),
        summary.worse(),
        baseline == null ? null : bins(baseline.part(CalibrationSummary.class)),
        baseline == null || summary.rows() == 0 ? null : histogram(baseline));
  }

  private ClassComparison ofClass(ClassDifference one) {
    return new ClassComparison(
        one.label(),
        one.count(),
        List.of(difference(MetricNames.LOSS_MEAN, one.loss()), difference("recall", one.recall())));
  }

  private static List<CalibrationBin> bins(CalibrationSummary of) {
    return of == null ? null : of.bins();
  }

  private static LossHistogram histogram(MetricSummary baseline) {
    QuantileSummary losses = baseline.part(QuantileSummary.class);
    LossSummary loss = baseline.loss();
    return losses == null
        ? null
        : new LossHistogram(loss == null ? 0 : loss.infiniteLossCount(), losses.histogram());
  }
}
