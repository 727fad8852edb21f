// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.sparkxent.metric.name.MetricValues;
import io.github.sparkxent.report.sequence.SequenceReport;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The result of one dataset split. Immutable.
 *
 * @param split the name of the split; null for the rows without one
 * @param rows all rows by outcome
 * @param metrics the metrics of the evaluated rows; empty for the rows without a split
 * @param details the results that are more than a number
 * @param slices one entry a value of a slice: in the order of the slices, then by value, null last
 * @param sliceCuts one entry a slice of which values are left out
 * @param comparison the comparison with the baseline, or null
 * @param sequences the rows, if they are sequences: {@code rows} are their positions then; or null
 */
public record SplitReport(
    String split,
    RowAccounting rows,
    MetricValues metrics,
    @JsonInclude(Include.NON_NULL) SplitDetails details,
    @JsonInclude(Include.NON_EMPTY) List<SliceReport> slices,
    @JsonInclude(Include.NON_EMPTY) List<SliceCut> sliceCuts,
    @JsonInclude(Include.NON_NULL) ComparisonReport comparison,
    @JsonInclude(Include.NON_NULL) SequenceReport sequences) {
  /** Copies; refuses a value of a slice that stands twice, and nulls but for the name. */
  public SplitReport {
    Objects.requireNonNull(rows, "rows");
    Objects.requireNonNull(metrics, "metrics");
    details = details == null ? SplitDetails.none() : details;
    slices = copyOf(slices);
    sliceCuts = copyOf(sliceCuts);
    Set<List<String>> met = new HashSet<>();
    for (SliceReport value : slices) {
      // A text that differs from null.
      String key = value.value() == null ? "null" : "=" + value.value();
      if (!met.add(List.of(value.slice(), key))) {
        throw new IllegalArgumentException(
            "value '" + value.value() + "' of slice '" + value.slice() + "' is reported twice");
      }
    }
  }

  /**
   * Makes the result of a split that has neither details nor slices.
   *
   * @param split the name of the split; null for the rows without one
   * @param rows all rows by outcome
   * @param metrics the metrics of the evaluated rows
   */
  public SplitReport(String split, RowAccounting rows, MetricValues metrics) {
    this(split, rows, metrics, null, null, null);
  }

  /**
   * Makes the result of a split whose rows are no sequences.
   *
   * @param split the name of the split; null for the rows without one
   * @param rows all rows by outcome
   * @param metrics the metrics of the evaluated rows
   * @param details the results that are more than a number
   * @param slices one entry a value of a slice
   * @param sliceCuts one entry a slice of which values are left out
   * @param comparison the comparison with the baseline, or null
   */
  public SplitReport(
      String split,
      RowAccounting rows,
      MetricValues metrics,
      SplitDetails details,
      List<SliceReport> slices,
      List<SliceCut> sliceCuts,
      ComparisonReport comparison) {
    this(split, rows, metrics, details, slices, sliceCuts, comparison, null);
  }

  /**
   * Makes the result of a split without a baseline.
   *
   * @param split the name of the split; null for the rows without one
   * @param rows all rows by outcome
   * @param metrics the metrics of the evaluated rows
   * @param details the results that are more than a number
   * @param slices one entry a value of a slice
   * @param sliceCuts one entry a slice of which values are left out
   */
  public SplitReport(
      String split,
      RowAccounting rows,
      MetricValues metrics,
      SplitDetails details,
      List<SliceReport> slices,
      List<SliceCut> sliceCuts) {
    this(split, rows, metrics, details, slices, sliceCuts, null);
  }

  /** Returns the rows of the input by outcome: where these are sequences, the sequences. */
  public RowAccounting inputRows() {
    return sequences == null ? rows : sequences.rows();
  }

  static <T> List<T> copyOf(List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  @JsonProperty("details")
  private SplitDetails detailsOrNull() {
    return details.equals(SplitDetails.none()) ? null : details;
  }

  /**
   * Returns the names of the slices.
   *
   * @return each name once, in order
   */
  public List<String> sliceNames() {
    return slices.stream().map(SliceReport::slice).distinct().toList();
  }

  /**
   * Returns the values of one slice.
   *
   * @param slice its name
   * @return its entries, in order
   */
  public List<SliceReport> valuesOf(String slice) {
    return slices.stream().filter(value -> value.slice().equals(slice)).toList();
  }

  /**
   * Returns the cut of a slice.
   *
   * @param slice its name
   * @return its cut, or null if it is whole
   */
  public SliceCut cutOf(String slice) {
    return sliceCuts.stream().filter(cut -> cut.slice().equals(slice)).findFirst().orElse(null);
  }
}
