// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.reading;

import io.github.sparkxent.metric.ClassSummary;
import io.github.sparkxent.metric.inference.ShareInterval;
import io.github.sparkxent.metric.name.MetricNames;
import io.github.sparkxent.metric.name.MetricValues;
import io.github.sparkxent.report.RunInfo;
import java.util.Map;

/**
 * The 95 % intervals of shares: Wilson's where each row counts once and for itself; where rows form
 * clusters, those that the report has; where rows have weights, none.
 */
public final class ShareIntervals {
  /** Bins and values of slices with fewer rows are shown as what tells little. */
  public static final int FEW_ROWS = 30;

  private final boolean isUnweighted;
  private final boolean isWithoutClusters;

  private ShareIntervals(boolean isUnweighted, boolean isWithoutClusters) {
    this.isUnweighted = isUnweighted;
    this.isWithoutClusters = isWithoutClusters;
  }

  /**
   * Returns the intervals of a run.
   *
   * @param run the run, whose configuration says whether there are weights and clusters
   * @return its intervals
   */
  public static ShareIntervals of(RunInfo run) {
    return new ShareIntervals(
        isUnset(run, "columns", "weight"), isUnset(run, "comparison", "cluster"));
  }

  private static boolean isUnset(RunInfo run, String group, String key) {
    return !(run.configuration().get(group) instanceof Map<?, ?> keys) || keys.get(key) == null;
  }

  /** Tells whether each row counts once. */
  boolean rowsAreUnweighted() {
    return isUnweighted;
  }

  /**
   * Returns the interval of the accuracy.
   *
   * @param metrics the metrics of a split or of a value of a slice
   * @return the interval, or null if there is none
   */
  public ShareInterval accuracy(MetricValues metrics) {
    Number low = metrics.value(MetricNames.ACCURACY_CI95_LOW);
    Number high = metrics.value(MetricNames.ACCURACY_CI95_HIGH);
    if (low != null && high != null) {
      return new ShareInterval(Math.max(0, low.doubleValue()), Math.min(1, high.doubleValue()));
    }
    Number rows = metrics.value(MetricNames.ROW_COUNT);
    return rows == null ? null : of(metrics.value(MetricNames.ACCURACY), rows.longValue());
  }

  /**
   * Returns the interval of a share of rows.
   *
   * @param share the share; null if it is undefined
   * @param rows the rows that it is a share of
   * @return the interval, or null if there is none
   */
  public ShareInterval of(Number share, long rows) {
    if (!isUnweighted || !isWithoutClusters || share == null || rows < 1) {
      return null;
    }
    double value = share.doubleValue();
    return value >= 0 && value <= 1 ? ShareInterval.wilson(Math.round(value * rows), rows) : null;
  }

  /**
   * Returns the interval of the recall of a class.
   *
   * @param metrics the figures of the class
   * @return the interval, or null if there is none
   */
  public ShareInterval recall(ClassSummary metrics) {
    return of(metrics.recall(), metrics.count());
  }

  /**
   * Returns the interval of the precision of a class.
   *
   * @param metrics the figures of the class
   * @return the interval, or null if there is none, as where no prediction of the class is right:
   *     the figures do not say then how many there are
   */
  public ShareInterval precision(ClassSummary metrics) {
    if (metrics.recall() == null || metrics.precision() == null || !(metrics.precision() > 0)) {
      return null;
    }
    double right = Math.rint(metrics.recall() * metrics.count());
    return of(metrics.precision(), Math.round(right / metrics.precision()));
  }
}
