// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import io.github.sparkxent.metric.CalibrationSummary;
import io.github.sparkxent.metric.ClassSummary;
import io.github.sparkxent.metric.LossSummary;
import io.github.sparkxent.metric.MetricSummary;
import io.github.sparkxent.metric.SplitSummary;
import io.github.sparkxent.metric.TopKAccuracy;
import io.github.sparkxent.report.CalibrationBin;
import io.github.sparkxent.report.ClassMetrics;
import io.github.sparkxent.report.ConfusionMatrix;
import io.github.sparkxent.report.LossHistogram;
import io.github.sparkxent.report.MetricNames;
import io.github.sparkxent.report.MetricValues;
import io.github.sparkxent.report.RowAccounting;
import io.github.sparkxent.report.SplitDetails;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.WorstRow;
import io.github.sparkxent.row.RowStatus;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the report of a split from its figures. */
final class SplitReports {
  private SplitReports() {}

  /**
   * Returns the report of a split.
   *
   * @param classes the names of the classes; empty if they have none
   * @param minSliceRows how many evaluated rows a value of a slice needs to have metrics
   */
  static SplitReport of(
      SplitSummary summary, int numClasses, List<String> classes, int minSliceRows) {
    return summary.split() == null
        ? new SplitReport(null, rows(summary), MetricValues.none())
        : new SplitReport(
            summary.split(),
            rows(summary),
            metrics(summary.metrics()),
            details(summary.metrics(), numClasses, classes),
            SliceReports.of(summary, minSliceRows));
  }

  static RowAccounting rows(SplitSummary summary) {
    SortedMap<String, Long> byReason = new TreeMap<>();
    for (Map.Entry<RowStatus, Long> reason : summary.invalid().entrySet()) {
      byReason.put(reason.getKey().reason(), reason.getValue());
    }
    return new RowAccounting(
        summary.read(), summary.evaluated(), summary.ignored(), summary.invalidTotal(), byReason);
  }

  static MetricValues metrics(MetricSummary summary) {
    LossSummary loss = summary.loss();
    MetricValues.Builder metrics =
        MetricValues.builder()
            .put(MetricNames.ROW_COUNT, loss.rowCount())
            .put(MetricNames.WEIGHT_SUM, loss.weightSum())
            .put(MetricNames.LOSS_SUM, loss.lossSum())
            .put(MetricNames.LOSS_MEAN, loss.lossMean())
            .put(MetricNames.LOSS_STDDEV, loss.lossStddev())
            .put(MetricNames.LOSS_STDERR, loss.lossStderr())
            .put(MetricNames.LOSS_MEAN_CI95_LOW, loss.lossMeanLower95())
            .put(MetricNames.LOSS_MEAN_CI95_HIGH, loss.lossMeanUpper95())
            .put(MetricNames.LOSS_MIN, loss.lossMin())
            .put(MetricNames.LOSS_MAX, loss.lossMax())
            .put(MetricNames.LOSS_P50, summary.lossP50())
            .put(MetricNames.LOSS_P90, summary.lossP90())
            .put(MetricNames.LOSS_P99, summary.lossP99())
            .put(MetricNames.INFINITE_LOSS_COUNT, loss.infiniteLossCount())
            .put(MetricNames.PERPLEXITY, loss.perplexity())
            .put(MetricNames.ACCURACY, summary.accuracy().accuracy())
            .put(MetricNames.BRIER_SCORE, summary.brierScore())
            .put(MetricNames.CLASS_PRIOR_ENTROPY, summary.labelEntropy())
            .put(MetricNames.NORMALIZED_LOSS, summary.normalizedLoss());
    if (loss.infiniteLossCount() > 0) {
      metrics
          .put(MetricNames.FINITE_LOSS_SUM, loss.finiteLossSum())
          .put(MetricNames.FINITE_LOSS_MEAN, loss.finiteLossMean());
    }
    CalibrationSummary calibration = summary.calibration();
    if (calibration != null) {
      metrics
          .put(MetricNames.MEAN_CONFIDENCE, calibration.meanConfidence())
          .put(MetricNames.ECE, calibration.expectedCalibrationError());
    }
    for (TopKAccuracy top : summary.topK()) {
      metrics.put(MetricNames.topAccuracy(top.k()), top.accuracy());
    }
    return metrics.build();
  }

  private static SplitDetails details(MetricSummary summary, int numClasses, List<String> classes) {
    List<ConfusionMatrix.Cell> cells =
        summary.confusion().stream()
            .map(cell -> new ConfusionMatrix.Cell(cell.label(), cell.prediction(), cell.rowCount()))
            .toList();
    return SplitDetails.none()
        .withCalibration(summary.calibration() == null ? List.of() : bins(summary.calibration()))
        .withClasses(summary.classes().stream().map(one -> classMetrics(one, classes)).toList())
        .withConfusion(cells.isEmpty() ? null : new ConfusionMatrix(numClasses, classes, cells))
        .withHistogram(histogram(summary))
        .withWorstRows(worstRows(summary));
  }

  private static LossHistogram histogram(MetricSummary summary) {
    return summary.loss().rowCount() == 0
        ? null
        : new LossHistogram(
            summary.histogram().stream()
                .map(bin -> new LossHistogram.Bin(bin.lower(), bin.upper(), bin.rowCount()))
                .toList(),
            summary.loss().infiniteLossCount());
  }

  private static List<WorstRow> worstRows(MetricSummary summary) {
    return summary.worstRows().stream()
        .map(
            row ->
                new WorstRow(
                    row.id(),
                    Integer.toString(row.label()),
                    Integer.toString(row.prediction()),
                    row.confidence(),
                    row.loss()))
        .toList();
  }

  private static List<CalibrationBin> bins(CalibrationSummary calibration) {
    return calibration.bins().stream()
        .map(
            bin ->
                new CalibrationBin(
                    bin.lower(),
                    bin.upper(),
                    bin.rowCount(),
                    bin.weightSum(),
                    bin.meanConfidence(),
                    bin.accuracy()))
        .toList();
  }

  private static ClassMetrics classMetrics(ClassSummary summary, List<String> classes) {
    return new ClassMetrics(
        summary.classId(),
        classes.isEmpty() ? null : classes.get(summary.classId()),
        summary.labelCount(),
        summary.lossMean(),
        summary.precision(),
        summary.recall(),
        f1(summary.precision(), summary.recall()));
  }

  /** Returns the harmonic mean of precision and recall; null where one is or both are 0. */
  private static Double f1(Double precision, Double recall) {
    return precision == null || recall == null || precision + recall == 0
        ? null
        : (Double) (2 * precision * recall / (precision + recall));
  }
}
