// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import io.github.sparkxent.metric.name.MetricValues;
import java.util.ArrayList;
import java.util.List;

/**
 * One metric of a split, or of a value of a slice of it: a line of a report in long form.
 *
 * <p>The rows by outcome are among the metrics, as {@code rows_read} and so on, and so is the
 * comparison with a baseline, as {@code comparison.loss_mean.difference} and so on.
 *
 * @param split the split, or null
 * @param slice the name of the slice; null for the whole split
 * @param sliceValue the value of the slice, may be null
 * @param metric the name of the metric
 * @param value its value; null if it is undefined
 */
public record MetricLine(
    String split, String slice, String sliceValue, String metric, Double value) {

  /**
   * Returns the lines of a report: of each split, and then of each value of its slices.
   *
   * @param report the report
   * @return one line a metric
   */
  public static List<MetricLine> of(EvaluationReport report) {
    List<MetricLine> lines = new ArrayList<>();
    for (SplitReport split : report.splits()) {
      Part whole = new Part(lines, split.split(), null, null);
      whole.add(split.rows(), split.metrics(), split.comparison());
      for (SliceReport value : split.slices()) {
        Part part = new Part(lines, split.split(), value.slice(), value.value());
        part.add(value.rows(), value.metrics(), value.comparison());
      }
    }
    return lines;
  }

  /** The subject of some lines. */
  private record Part(List<MetricLine> lines, String split, String slice, String sliceValue) {
    void add(RowAccounting rows, MetricValues metrics, ComparisonReport comparison) {
      add("rows_read", rows.read());
      add("rows_evaluated", rows.evaluated());
      add("rows_ignored", rows.ignored());
      if (rows.filtered() > 0) {
        add("rows_filtered", rows.filtered());
      }
      add("rows_invalid", rows.invalid());
      metrics.names().forEach(metric -> add(metric, metrics.value(metric)));
      if (comparison != null) {
        comparison.figures().forEach((name, value) -> add("comparison." + name, value));
      }
    }

    private void add(String metric, Number value) {
      lines.add(
          new MetricLine(
              split, slice, sliceValue, metric, value == null ? null : value.doubleValue()));
    }
  }
}
