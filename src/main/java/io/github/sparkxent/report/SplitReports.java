// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import io.github.sparkxent.metric.CalibrationSummary;
import io.github.sparkxent.metric.ClassesSummary;
import io.github.sparkxent.metric.ComparisonSummary;
import io.github.sparkxent.metric.ConfusionCell;
import io.github.sparkxent.metric.ConfusionSummary;
import io.github.sparkxent.metric.LossSummary;
import io.github.sparkxent.metric.MetricSummary;
import io.github.sparkxent.metric.QuantileSummary;
import io.github.sparkxent.metric.SliceSummary;
import io.github.sparkxent.metric.SplitSummary;
import io.github.sparkxent.metric.WorstRowsSummary;
import io.github.sparkxent.metric.cluster.ClusterSummary;
import io.github.sparkxent.metric.name.MetricNames;
import io.github.sparkxent.metric.name.MetricValues;
import io.github.sparkxent.metric.ranking.RankingSummary;
import io.github.sparkxent.report.sequence.SequenceReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;

/** Makes the reports of splits from their figures: what a report adds to them is derived here. */
public final class SplitReports {
  private SplitReports() {}

  /**
   * Returns the report of a split.
   *
   * @param summary the figures of the split
   * @param numClasses the number of classes
   * @param minSliceRows how many evaluated rows a value of a slice needs to have metrics, and how
   *     many compared ones to be compared
   * @param comparisons what makes the reports of comparisons
   * @return its report; of the rows without a split, row counts alone
   */
  public static SplitReport of(
      SplitSummary summary, int numClasses, int minSliceRows, Comparisons comparisons) {
    if (summary.split() == null) {
      return new SplitReport(
          null,
          rows(summary),
          MetricValues.none(),
          null,
          null,
          null,
          null,
          SequenceReport.of(summary.metrics()));
    }
    return new SplitReport(
        summary.split(),
        rows(summary),
        MetricValues.of(summary.metrics()),
        details(summary.metrics(), numClasses),
        summary.slices().stream().map(value -> slice(value, minSliceRows, comparisons)).toList(),
        cuts(summary),
        comparisons.ofSplit(summary.metrics().part(ComparisonSummary.class)),
        SequenceReport.of(summary.metrics()));
  }

  private static RowAccounting rows(SplitSummary summary) {
    return new RowAccounting(
        summary.read(),
        summary.evaluated(),
        summary.ignored(),
        summary.filtered(),
        summary.invalidTotal(),
        summary.invalidByReason());
  }

  private static SplitDetails details(MetricSummary summary, int numClasses) {
    LossSummary loss = summary.loss();
    List<ConfusionCell> cells = list(summary, ConfusionSummary.class, ConfusionSummary::cells);
    return new SplitDetails(
        list(summary, CalibrationSummary.class, CalibrationSummary::bins),
        list(summary, ClassesSummary.class, ClassesSummary::classes),
        cells.isEmpty() ? null : new ConfusionMatrix(numClasses, cells),
        loss.rowCount() == 0
            ? null
            : new LossHistogram(
                loss.infiniteLossCount(), summary.part(QuantileSummary.class).histogram()),
        list(summary, WorstRowsSummary.class, WorstRowsSummary::rows),
        list(summary, RankingSummary.class, RankingSummary::curve));
  }

  /** Returns a list of a part, an empty one if the part is left out. */
  private static <P extends Record, T> List<T> list(
      MetricSummary summary, Class<P> type, Function<P, List<T>> list) {
    P part = summary.part(type);
    return part == null ? List.of() : list.apply(part);
  }

  private static SliceReport slice(SliceSummary value, int minRows, Comparisons comparisons) {
    SplitSummary rows = value.rows();
    MetricValues metrics =
        rows.evaluated() < minRows
            ? MetricValues.builder().put(MetricNames.ROW_COUNT, rows.evaluated()).build()
            : MetricValues.of(rows.metrics());
    return new SliceReport(
        value.slice(),
        value.value(),
        rows(rows),
        metrics,
        comparisons.ofSlice(rows.metrics().part(ComparisonSummary.class), minRows));
  }

  private static List<SliceCut> cuts(SplitSummary split) {
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
    return cuts;
  }

  /**
   * Returns the accounting of the rows whose value is not kept: those of the split without the
   * others, and without the filtered ones, which no slice has.
   */
  private static RowAccounting rest(SplitSummary split, List<SliceSummary> values) {
    long read = split.read() - split.filtered();
    long evaluated = split.evaluated();
    long ignored = split.ignored();
    SortedMap<String, Long> byReason = split.invalidByReason();
    for (SliceSummary value : values) {
      SplitSummary rows = value.rows();
      read -= rows.read();
      evaluated -= rows.evaluated();
      ignored -= rows.ignored();
      rows.invalidByReason()
          .forEach((reason, count) -> byReason.merge(reason, -count, Math::addExact));
    }
    return new RowAccounting(read, evaluated, ignored, read - evaluated - ignored, byReason);
  }

  /**
   * Returns what a reader should know of the slices that are cut.
   *
   * @param splits the reports of all splits
   * @return one warning for each such slice
   */
  public static List<String> warnings(List<SplitReport> splits) {
    Map<String, List<SplitReport>> bySlice = new LinkedHashMap<>();
    for (SplitReport split : splits) {
      for (SliceCut cut : split.sliceCuts()) {
        bySlice.computeIfAbsent(cut.slice(), slice -> new ArrayList<>()).add(split);
      }
    }
    List<String> warnings = new ArrayList<>();
    bySlice.forEach((slice, cut) -> warnings.add(warning(slice, cut)));
    return warnings;
  }

  /**
   * Returns what a reader should know of clusters that are not told apart.
   *
   * @param splits the figures of all splits
   * @return one warning for each split with too many clusters
   */
  public static List<String> clusterWarnings(List<SplitSummary> splits) {
    List<String> warnings = new ArrayList<>();
    for (SplitSummary split : splits) {
      ClusterSummary clusters = split.metrics().part(ClusterSummary.class);
      if (clusters != null && clusters.clustersAreHashed()) {
        warnings.add(
            "split %s has more clusters than comparison.groups: they count as %s groups of whole clusters, by a hash"
                .formatted(split.split(), clusters.clusterCount()));
      }
    }
    return warnings;
  }

  private static String warning(String slice, List<SplitReport> cut) {
    int values = cut.get(0).cutOf(slice).values();
    long rows = cut.stream().mapToLong(split -> split.cutOf(slice).rows().read()).sum();
    return "slice "
        + slice
        + " has more than metrics.max_slice_values = "
        + values
        + " values in "
        + (cut.size() == 1 ? "split " + cut.get(0).split() : cut.size() + " splits")
        + ": "
        + rows
        + " rows have values that come after the first "
        + values
        + " in order and are in none of its figures";
  }
}
