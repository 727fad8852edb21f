// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric;

import io.github.sparkxent.row.RowStatus;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The figures of one split.
 *
 * @param split the split's name, or null for the rows without one
 * @param read rows read
 * @param evaluated rows with a loss
 * @param ignored rows left out on purpose
 * @param filtered rows that the run is not about
 * @param invalid rows that should not be in the data, by reason, without zeros
 * @param metrics the metrics over the evaluated rows
 * @param slices the figures of each value of each slice, in the order of the slices, then by value,
 *     null last; a slice of many values has only the first ones
 */
public record SplitSummary(
    String split,
    long read,
    long evaluated,
    long ignored,
    long filtered,
    SortedMap<RowStatus, Long> invalid,
    MetricSummary metrics,
    List<SliceSummary> slices) {
  /** Keeps a copy of the list. */
  public SplitSummary {
    slices = List.copyOf(slices);
  }

  /**
   * Returns this split with other metrics.
   *
   * @param others the metrics
   * @return the figures
   */
  public SplitSummary with(MetricSummary others) {
    return new SplitSummary(split, read, evaluated, ignored, filtered, invalid, others, slices);
  }

  /**
   * Returns the number of invalid rows.
   *
   * @return the sum over all reasons
   */
  public long invalidTotal() {
    return read - evaluated - ignored - filtered;
  }

  /**
   * Returns the invalid rows by reason.
   *
   * @return how many rows for each reason, by its name
   */
  public SortedMap<String, Long> invalidByReason() {
    SortedMap<String, Long> byReason = new TreeMap<>();
    invalid.forEach((reason, count) -> byReason.put(reason.reason(), count));
    return byReason;
  }
}
