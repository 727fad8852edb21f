// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.name;

import java.util.Set;

/**
 * Between which numbers a metric is known to lie. These are no interval of confidence: of the rows
 * that were read, the metric is nowhere else. A metric such as {@code auc} may have them beside it,
 * as {@code auc_lower_bound} and {@code auc_upper_bound}.
 *
 * @param lower what it is at least
 * @param upper what it is at most
 */
public record MetricBounds(double lower, double upper) {
  /** The metrics that are at least what they are reported as where rows do not list their label. */
  private static final Set<String> OF_LOSSES =
      Set.of(
          MetricNames.LOSS_SUM,
          MetricNames.LOSS_MEAN,
          "loss_min",
          "loss_max",
          "loss_p50",
          "loss_p90",
          "loss_p99",
          "infinite_loss_count",
          MetricNames.PERPLEXITY,
          "normalized_loss");

  /**
   * Returns the bounds of a metric.
   *
   * @param name its name
   * @param value its value
   * @param metrics the metrics of the same rows, or of more rows that these are among
   * @return its bounds, both the value where that is known
   */
  public static MetricBounds of(String name, double value, MetricValues metrics) {
    if (isLowerBound(name, metrics)) {
      return atLeast(value);
    }
    Number lower = metrics.value(MetricNames.lowerBoundOf(name));
    Number upper = metrics.value(MetricNames.upperBoundOf(name));
    return lower == null || upper == null
        ? new MetricBounds(value, value)
        : new MetricBounds(lower.doubleValue(), upper.doubleValue());
  }

  /**
   * Returns the bounds of a metric that is only known to be at least its value.
   *
   * @param value the value
   * @return from there to infinity
   */
  public static MetricBounds atLeast(double value) {
    return new MetricBounds(value, Double.POSITIVE_INFINITY);
  }

  /**
   * Tells whether a metric is only known to be at least its value.
   *
   * @param name its name
   * @param metrics the metrics of the same rows, or of more rows that these are among
   * @return false if it is known, or not there
   */
  public static boolean isLowerBound(String name, MetricValues metrics) {
    Number unlisted = metrics.value(MetricNames.UNLISTED_LABEL_COUNT);
    return unlisted != null && unlisted.longValue() > 0 && OF_LOSSES.contains(name);
  }

  /**
   * Tells whether the metric is known.
   *
   * @return true if both bounds are the same, or NaN
   */
  public boolean isKnown() {
    return !(lower < upper);
  }
}
