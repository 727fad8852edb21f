// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.gate;

import io.github.sparkxent.metric.name.MetricValues;
import io.github.sparkxent.report.ComparisonDetails;
import io.github.sparkxent.report.ComparisonReport;
import io.github.sparkxent.report.MetricDifference;
import io.github.sparkxent.report.RowAccounting;
import io.github.sparkxent.report.SliceCut;
import io.github.sparkxent.report.SliceReport;
import io.github.sparkxent.report.SplitReport;
import java.util.List;
import java.util.TreeMap;

/** Splits and values that are compared with a baseline, by the figures of differences. */
final class ComparedParts {
  private static final double ONE_SIDED = 1.645;
  private static final double TWO_SIDED = 1.96;

  private ComparedParts() {}

  /** A difference whose bounds are as wide as those of the normal distribution. */
  static MetricDifference difference(String metric, Double d, Double error, Double p) {
    boolean isKnown = d != null && error != null;
    return new MetricDifference(
        metric,
        0.3,
        d == null ? null : (Double) (0.3 + d),
        d,
        error,
        isKnown ? (Double) (d - TWO_SIDED * error) : null,
        isKnown ? (Double) (d + TWO_SIDED * error) : null,
        isKnown ? (Double) (d - ONE_SIDED * error) : null,
        isKnown ? (Double) (d + ONE_SIDED * error) : null,
        p,
        1,
        1,
        1);
  }

  static ComparisonReport comparison(
      long rows, ComparisonDetails details, MetricDifference... metrics) {
    return new ComparisonReport(
        rows, new TreeMap<>(), 0, null, 0.95, List.of(metrics), null, null, null, details);
  }

  static RowAccounting rows(long evaluated) {
    return new RowAccounting(evaluated, evaluated, 0, 0, new TreeMap<>());
  }

  static SplitReport split(
      ComparisonReport comparison, List<SliceReport> slices, SliceCut... cuts) {
    MetricValues metrics = MetricValues.builder().put("row_count", 2000).build();
    return new SplitReport("test", rows(2000), metrics, null, slices, List.of(cuts), comparison);
  }

  static SplitReport split(MetricDifference... metrics) {
    return split(comparison(2000, null, metrics), List.of());
  }

  static SliceReport value(String value, long rows, ComparisonReport comparison) {
    MetricValues metrics = MetricValues.builder().put("row_count", rows).build();
    return new SliceReport("digit", value, rows(rows), metrics, comparison);
  }
}
