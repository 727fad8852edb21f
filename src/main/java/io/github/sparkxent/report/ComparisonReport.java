// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /**
   * Returns all numbers for views in long form.
   *
   * @return the numbers by name, such as {@code rows} and {@code loss_mean.difference}, null where
   *     one is undefined; those that are not asked for are left out
   */
  public Map<String, Number> figures() {
    Map<String, Number> figures = new LinkedHashMap<>();
    figures.put("rows", rows);
    figures.put("rows_not_compared", notCompared.values().stream().mapToLong(n -> n).sum());
    figures.put("infinite_loss_count", infiniteLossCount);
    if (clusters != null) {
      figures.put("clusters", clusters);
    }
    metrics.forEach(
        metric ->
            metric
                .figures()
                .forEach((name, value) -> figures.put(metric.metric() + "." + name, value)));
    figures.put("mcnemar_p", mcnemarP);
    figures.put("equal_predictions", equalPredictions);
    if (klDivergence != null) {
      figures.put("kl_divergence", klDivergence);
    }
    return figures;
  }
}
