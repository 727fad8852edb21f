// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import io.github.sparkxent.metric.SliceSummary;
import io.github.sparkxent.metric.SplitSummary;
import io.github.sparkxent.report.MetricNames;
import io.github.sparkxent.report.MetricValues;
import io.github.sparkxent.report.RowAccounting;
import io.github.sparkxent.report.SliceCut;
import io.github.sparkxent.report.SliceReport;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.SplitSlices;
import io.github.sparkxent.row.RowStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the report of the slices of a split from their figures. */
final class SliceReports {
  private SliceReports() {}

  /**
   * Returns the slices of a split.
   *
   * @param minRows how many evaluated rows a value needs to have metrics
   */
  static SplitSlices of(SplitSummary split, int minRows) {
    Map<String, List<SliceSummary>> bySlice = new LinkedHashMap<>();
    for (SliceSummary value : split.slices()) {
      bySlice.computeIfAbsent(value.slice(), slice -> new ArrayList<>()).add(value);
    }
    List<SliceCut> cuts = new ArrayList<>();
    bySlice.forEach(
        (slice, values) -> {
          RowAccounting rest = rest(split, values);
          if (rest.read() > 0) {
            int named = (int) values.stream().filter(value -> value.value() != null).count();
            cuts.add(new SliceCut(slice, named, rest));
          }
        });
    return new SplitSlices(
        split.slices().stream().map(value -> report(value, minRows)).toList(), cuts);
  }

  private static SliceReport report(SliceSummary value, int minRows) {
    SplitSummary rows = value.rows();
    MetricValues metrics =
        rows.evaluated() < minRows
            ? MetricValues.builder().put(MetricNames.ROW_COUNT, rows.evaluated()).build()
            : SplitReports.metrics(rows.metrics());
    return new SliceReport(value.slice(), value.value(), SplitReports.rows(rows), metrics);
  }

  /** Returns what became of the rows whose value is not kept: those of the split but the others. */
  private static RowAccounting rest(SplitSummary split, List<SliceSummary> values) {
    long read = split.read();
    long evaluated = split.evaluated();
    long ignored = split.ignored();
    SortedMap<String, Long> byReason = new TreeMap<>(SplitReports.rows(split).invalidByReason());
    for (SliceSummary value : values) {
      SplitSummary rows = value.rows();
      read -= rows.read();
      evaluated -= rows.evaluated();
      ignored -= rows.ignored();
      for (Map.Entry<RowStatus, Long> reason : rows.invalid().entrySet()) {
        byReason.merge(reason.getKey().reason(), -reason.getValue(), Math::addExact);
      }
    }
    return new RowAccounting(read, evaluated, ignored, read - evaluated - ignored, byReason);
  }

  /** Returns one warning for each slice that is cut. */
  static List<String> warnings(List<SplitReport> splits) {
    Map<String, List<String>> bySlice = new LinkedHashMap<>();
    Map<String, Long> rows = new LinkedHashMap<>();
    Map<String, Integer> values = new LinkedHashMap<>();
    for (SplitReport split : splits) {
      for (SliceCut cut : split.slices().cuts()) {
        bySlice.computeIfAbsent(cut.slice(), slice -> new ArrayList<>()).add(split.split());
        rows.merge(cut.slice(), cut.rows().read(), Math::addExact);
        values.put(cut.slice(), cut.values());
      }
    }
    List<String> warnings = new ArrayList<>();
    bySlice.forEach(
        (slice, names) ->
            warnings.add(
                "slice "
                    + slice
                    + " has more than metrics.max_slice_values = "
                    + values.get(slice)
                    + " values in "
                    + (names.size() == 1 ? "split " + names.get(0) : names.size() + " splits")
                    + ": "
                    + rows.get(slice)
                    + " rows have values that come after the first "
                    + values.get(slice)
                    + " in order and are in none of its figures"));
    return warnings;
  }
}
