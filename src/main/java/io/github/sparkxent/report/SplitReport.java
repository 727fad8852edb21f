// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import java.util.Objects;

/**
 * The result of one dataset split. Immutable.
 *
 * @param split the name of the split; null for the rows that have none
 * @param rows what became of every row
 * @param metrics the metrics of the evaluated rows; empty for the rows without a split
 * @param details the results that are more than a number
 * @param slices the results of parts of the split
 */
public record SplitReport(
    String split,
    RowAccounting rows,
    MetricValues metrics,
    SplitDetails details,
    SplitSlices slices) {
  /** Refuses nulls but for the name. */
  public SplitReport {
    Objects.requireNonNull(rows, "rows");
    Objects.requireNonNull(metrics, "metrics");
    Objects.requireNonNull(details, "details");
    Objects.requireNonNull(slices, "slices");
  }

  /**
   * Makes the result of a split without details.
   *
   * @param split the name of the split; null for the rows that have none
   * @param rows what became of every row
   * @param metrics the metrics of the evaluated rows
   */
  public SplitReport(String split, RowAccounting rows, MetricValues metrics) {
    this(split, rows, metrics, SplitDetails.none());
  }

  /**
   * Makes the result of a split without slices.
   *
   * @param split the name of the split; null for the rows that have none
   * @param rows what became of every row
   * @param metrics the metrics of the evaluated rows
   * @param details the results that are more than a number
   */
  public SplitReport(String split, RowAccounting rows, MetricValues metrics, SplitDetails details) {
    this(split, rows, metrics, details, SplitSlices.none());
  }
}
