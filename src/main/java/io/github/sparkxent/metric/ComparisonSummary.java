// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric;

import io.github.sparkxent.row.RowStatus;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A candidate and a baseline over the rows that both evaluate.
 *
 * @param rows how many rows are compared
 * @param notCompared how many rows only the candidate evaluates, by what the baseline's side is
 * @param otherLabels how many rows the baseline has with another label than the candidate's
 * @param otherLabelIds the ids of the first five of these, in order
 * @param infiniteLosses how many of the compared rows have an infinite loss on a side
 * @param clusters how many clusters the rows form, G; null without
 * @param clustersAreHashed whether there were too many, so that some stand for several
 * @param loss the mean loss
 * @param accuracy the accuracy
 * @param topK the top-k accuracies
 * @param brierScore the Brier score
 * @param equalPredictions the share of the rows, weighed by r, of the same prediction; null without
 *     weight
 * @param divergence the mean of KL(baseline || candidate), weighed by r, in nats; null if it is not
 *     asked for
 * @param classes the rows of each label; empty if there are too many classes
 * @param better the rows whose loss is less by most with the candidate, these first
 * @param worse the rows whose loss is more by most
 * @param baseline the baseline's own metrics that views show beside the candidate's; null in slices
 */
public record ComparisonSummary(
    long rows,
    SortedMap<RowStatus, Long> notCompared,
    long otherLabels,
    List<String> otherLabelIds,
    long infiniteLosses,
    Long clusters,
    boolean clustersAreHashed,
    PairedDifference loss,
    PairedDifference accuracy,
    List<TopKDifference> topK,
    PairedDifference brierScore,
    Double equalPredictions,
    Double divergence,
    List<ClassDifference> classes,
    List<ChangedRow> better,
    List<ChangedRow> worse,
    MetricSummary baseline) {
  /** Keeps copies. */
  public ComparisonSummary {
    notCompared = Collections.unmodifiableSortedMap(new TreeMap<>(notCompared));
    otherLabelIds = List.copyOf(otherLabelIds);
    topK = List.copyOf(topK);
    classes = List.copyOf(classes);
    better = List.copyOf(better);
    worse = List.copyOf(worse);
  }

  /**
   * Returns the rows that are not compared by reason.
   *
   * @return how many rows for each reason, by its name
   */
  public SortedMap<String, Long> notComparedByReason() {
    SortedMap<String, Long> byReason = new TreeMap<>();
    notCompared.forEach((status, rows) -> byReason.put(status.reason(), rows));
    return byReason;
  }
}
