/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
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
