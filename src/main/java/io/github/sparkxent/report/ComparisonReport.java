// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The candidate beside the baseline, over the rows of a split or of a value of a slice that both
 * evaluate. Immutable.
 *
 * @param rows how many rows are compared
 * @param notCompared how many rows only the candidate evaluates, by what the baseline lacks
 * @param infiniteLossCount how many of the compared rows have an infinite loss on a side
 * @param clusters how many clusters the rows form; null without {@code comparison.cluster}
 * @param confidence that of the intervals and of the one-sided bounds
 * @param metrics the metrics, {@code loss_mean} first
 * @param mcnemarP the p-value of McNemar's exact test of the accuracy; null with weights or
 *     clusters
 * @param equalPredictions the share of the rows of the same prediction
 * @param klDivergence the mean of KL(baseline || candidate) in nats; null if it is not asked for
 * @param details the rest, for a split
 */
public record ComparisonReport(
    long rows,
    @JsonInclude(Include.NON_EMPTY) SortedMap<String, Long> notCompared,
    long infiniteLossCount,
    @JsonInclude(Include.NON_NULL) Long clusters,
    double confidence,
    List<MetricDifference> metrics,
    Double mcnemarP,
    Double equalPredictions,
    @JsonInclude(Include.NON_NULL) Double klDivergence,
    @JsonInclude(Include.NON_NULL) ComparisonDetails details) {
  /** Copies. */
  public ComparisonReport {
    notCompared =
        Collections.unmodifiableSortedMap(
            notCompared == null ? new TreeMap<>() : new TreeMap<>(notCompared));
    metrics = List.copyOf(metrics);
  }

  /**
   * Returns one of the metrics.
   *
   * @param name its name
   * @return the metric, or null if it is not compared
   */
  public MetricDifference metric(String name) {
    return metrics.stream().filter(one -> one.metric().equals(name)).findFirst().orElse(null);
  }
}
