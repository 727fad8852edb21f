// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.sequence;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.github.sparkxent.metric.MetricSummary;
import io.github.sparkxent.metric.sequence.SequenceAccounting;
import io.github.sparkxent.metric.sequence.SequenceSummary;
import io.github.sparkxent.metric.sequence.WorstSequence;
import io.github.sparkxent.report.RowAccounting;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rows of a split that are sequences; all else that is said of rows there is of their
 * positions. Immutable.
 *
 * @param rows the sequences by outcome: evaluated if a position is, else invalid if it or a
 *     position is, else ignored
 * @param partlyInvalidByReason the evaluated sequences that have invalid positions too, by the
 *     first reason
 * @param maskedPositions the positions that the mask leaves out: some of the ignored ones
 * @param worst the sequences of the largest losses, the largest first
 */
public record SequenceReport(
    RowAccounting rows,
    @JsonInclude(Include.NON_EMPTY) SortedMap<String, Long> partlyInvalidByReason,
    long maskedPositions,
    @JsonInclude(Include.NON_EMPTY) List<WorstSequence> worst) {
  /** Keeps copies. */
  public SequenceReport {
    partlyInvalidByReason =
        partlyInvalidByReason == null
            ? Collections.emptySortedMap()
            : Collections.unmodifiableSortedMap(new TreeMap<>(partlyInvalidByReason));
    worst = worst == null ? List.of() : List.copyOf(worst);
  }

  /** Makes the report of what was found; null if rows are no sequences. */
  public static SequenceReport of(MetricSummary found) {
    SequenceAccounting accounting = found.part(SequenceAccounting.class);
    if (accounting == null) {
      return null;
    }
    return new SequenceReport(
        new RowAccounting(
            accounting.read(),
            accounting.evaluated(),
            accounting.ignored(),
            accounting.filtered(),
            accounting.invalidTotal(),
            SequenceAccounting.byReason(accounting.invalid())),
        SequenceAccounting.byReason(accounting.partlyInvalid()),
        accounting.maskedPositions(),
        found.part(SequenceSummary.class).worst());
  }
}
