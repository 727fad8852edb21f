// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.gate;

import io.github.sparkxent.metric.ClassSummary;
import io.github.sparkxent.metric.name.MetricBounds;
import io.github.sparkxent.metric.name.MetricNames;
import io.github.sparkxent.metric.name.MetricValues;
import io.github.sparkxent.report.ClassComparison;
import io.github.sparkxent.report.ComparisonReport;
import io.github.sparkxent.report.MetricDifference;
import io.github.sparkxent.report.SliceReport;
import io.github.sparkxent.report.SplitPart;
import io.github.sparkxent.report.SplitReport;
import java.util.List;

/**
 * A split, or a part of one, that a gate is set for, with its figures, or the reason why there are
 * none.
 *
 * @param split the name of the split; null if a gate for every split found none
 * @param part the part of it
 * @param rows the evaluated rows
 * @param metrics the metrics of these; null if there is a reason
 * @param hasTooFewRows whether it is a value of a slice with too few rows for more metrics
 * @param ofSplit the metrics of the whole split
 * @param compared what is compared with the baseline, or null
 * @param absent why it cannot be judged, or null
 * @param isMissing whether it is not in the data at all
 */
record JudgedPart(
    String split,
    SplitPart part,
    long rows,
    MetricValues metrics,
    boolean hasTooFewRows,
    MetricValues ofSplit,
    Compared compared,
    String absent,
    boolean isMissing) {
  /**
   * The comparison of a part with the baseline.
   *
   * @param rows the compared rows
   * @param confidence that of the bounds
   * @param differences the metrics; null if there are too few rows for them
   */
  record Compared(long rows, double confidence, List<MetricDifference> differences) {
    private static Compared of(ComparisonReport report) {
      return report == null
          ? null
          : new Compared(report.rows(), report.confidence(), report.metrics());
    }

    /** Returns a metric, or null if it is not compared. */
    MetricDifference metric(String name) {
      return differences.stream().filter(one -> one.metric().equals(name)).findFirst().orElse(null);
    }

    /** Returns the names of the metrics that are compared. */
    List<String> names() {
      return differences.stream().map(MetricDifference::metric).toList();
    }
  }

  static JudgedPart of(SplitReport split) {
    return new JudgedPart(
        split.split(),
        SplitPart.whole(),
        split.rows().evaluated(),
        split.metrics(),
        false,
        split.metrics(),
        Compared.of(split.comparison()),
        null,
        false);
  }

  static JudgedPart of(SplitReport split, SliceReport value) {
    ComparisonReport ofSplit = split.comparison();
    Compared compared = Compared.of(value.comparison());
    if (compared == null && ofSplit != null) {
      compared = new Compared(value.rows().evaluated(), ofSplit.confidence(), null);
    }
    return new JudgedPart(
        split.split(),
        SplitPart.value(value.slice(), value.value()),
        value.rows().evaluated(),
        value.metrics(),
        value.hasTooFewRows(),
        split.metrics(),
        compared,
        null,
        false);
  }

  static JudgedPart of(SplitReport split, ClassSummary one, String name) {
    MetricValues metrics = MetricValues.of(one, MetricNames.OF_CLASS);
    SplitPart part = SplitPart.ofClass(Integer.toString(one.label()), name);
    return new JudgedPart(
        split.split(), part, one.count(), metrics, false, split.metrics(), null, null, false);
  }

  static JudgedPart of(SplitReport split, ClassComparison one, String name) {
    Compared compared = new Compared(one.count(), split.comparison().confidence(), one.metrics());
    SplitPart part = SplitPart.ofClass(Integer.toString(one.label()), name);
    return new JudgedPart(
        split.split(),
        part,
        one.count(),
        MetricValues.none(),
        false,
        MetricValues.none(),
        compared,
        null,
        false);
  }

  /** Returns the bounds of a metric that it has. */
  MetricBounds bounds(String metric) {
    double value = metrics.value(metric).doubleValue();
    return isLowerBound(metric)
        ? MetricBounds.atLeast(value)
        : MetricBounds.of(metric, value, metrics);
  }

  /**
   * Tells whether a metric that it has is only known to be at least its value. Of a class the split
   * tells: how many of its own rows do not list their label is not known.
   */
  boolean isLowerBound(String metric) {
    return MetricBounds.isLowerBound(metric, part.label() == null ? metrics : ofSplit);
  }

  /** Returns a part that is not in the data. */
  static JudgedPart missing(String split, SplitPart part, String reason) {
    return new JudgedPart(split, part, 0, null, false, null, null, reason, true);
  }

  /** Returns a part that is there, but of which there are no figures. */
  static JudgedPart unknown(String split, SplitPart part, String reason) {
    return new JudgedPart(split, part, 0, null, false, null, null, reason, false);
  }
}
