// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.github.sparkxent.metric.name.MetricNames;
import io.github.sparkxent.metric.name.MetricValues;
import java.util.Objects;
import java.util.Set;

/**
 * The result of one value of a slice within a split. Immutable.
 *
 * @param slice the name of the slice
 * @param value the value; null for rows whose expression is null
 * @param rows the rows of the split with this value, by outcome
 * @param metrics the metrics of the evaluated ones; only {@code row_count} if these are too few
 * @param comparison the comparison with the baseline, or null
 */
public record SliceReport(
    String slice,
    String value,
    RowAccounting rows,
    MetricValues metrics,
    @JsonInclude(Include.NON_NULL) ComparisonReport comparison) {
  /** Refuses nulls, except for the value. */
  public SliceReport {
    Objects.requireNonNull(slice, "slice");
    Objects.requireNonNull(rows, "rows");
    Objects.requireNonNull(metrics, "metrics");
  }

  /**
   * Makes the result without a baseline.
   *
   * @param slice the name of the slice
   * @param value the value; null for rows whose expression is null
   * @param rows the rows of the split with this value, by outcome
   * @param metrics the metrics of the evaluated ones
   */
  public SliceReport(String slice, String value, RowAccounting rows, MetricValues metrics) {
    this(slice, value, rows, metrics, null);
  }

  /**
   * Tells whether there are too few evaluated rows for metrics.
   *
   * @return true if there is at most a row count
   */
  public boolean hasTooFewRows() {
    return Set.of(MetricNames.ROW_COUNT).containsAll(metrics.names());
  }
}
