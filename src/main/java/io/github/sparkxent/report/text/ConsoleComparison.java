// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.text;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import io.github.sparkxent.metric.name.MetricNames;
import io.github.sparkxent.report.ComparisonReport;
import io.github.sparkxent.report.MetricDifference;
import io.github.sparkxent.report.SliceReport;
import io.github.sparkxent.report.SplitPart;
import io.github.sparkxent.report.SplitReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The comparison with a baseline in {@link ConsoleReport}: a line for each split and metric, then
 * the values of slices whose mean loss differs most evidently.
 */
final class ConsoleComparison {
  private static final int SPLITS_SHOWN = 20;
  private static final int OF_SLICE = 5;
  private static final int OF_ALL = 20;
  private static final int NAME_COLUMNS = 30;
  private static final int DIGITS = 4;

  /** The same figures as those of the accuracy. */
  private static final String ACCURACY_AGAIN = MetricNames.topAccuracy(1);

  private ConsoleComparison() {}

  /** A value of a slice, and its split. */
  private record Row(String split, SliceReport value) {
    MetricDifference loss() {
      return value.comparison() == null ? null : value.comparison().metric(MetricNames.LOSS_MEAN);
    }
  }

  /** Returns a title and lines, or none without a baseline. */
  static List<String> lines(List<SplitReport> splits) {
    List<SplitReport> compared =
        splits.stream().filter(split -> split.comparison() != null).toList();
    if (compared.isEmpty()) {
      return List.of();
    }
    List<SplitReport> shown = compared.stream().limit(SPLITS_SHOWN).toList();
    List<String> lines = new ArrayList<>();
    lines.add("compared with the baseline");
    lines.addAll(table(shown));
    shown.forEach(split -> lines.add(note(split.split(), split.comparison())));
    addMore(lines, compared.size() - shown.size(), "splits");
    return lines;
  }

  private static void addMore(List<String> lines, long more, String of) {
    if (more > 0) {
      lines.add(ReadableNumbers.count(more) + " more " + of + " are in metrics.json");
    }
  }

  private static String interval(double confidence) {
    return ReadableDifference.percent(confidence) + " interval";
  }

  private static List<String> table(List<SplitReport> splits) {
    TextTable table = new TextTable(2);
    String interval = interval(splits.get(0).comparison().confidence());
    table.row(
        List.of(
            "split",
            "metric",
            "baseline",
            "candidate",
            "difference",
            interval,
            "p",
            "better",
            "worse",
            "equal"));
    for (SplitReport split : splits) {
      for (MetricDifference metric : split.comparison().metrics()) {
        if (metric.metric().equals(ACCURACY_AGAIN)) {
          continue;
        }
        List<String> cells = new ArrayList<>();
        cells.add(name(split.split()));
        cells.add(TerminalText.printable(metric.metric()));
        cells.addAll(figures(metric));
        cells.add(ReadableNumbers.count(metric.better()));
        cells.add(ReadableNumbers.count(metric.worse()));
        cells.add(ReadableNumbers.count(metric.equal()));
        table.row(cells);
      }
    }
    return table.lines();
  }

  private static List<String> figures(MetricDifference metric) {
    return List.of(
        ReadableDifference.baseline(metric),
        ReadableDifference.candidate(metric),
        ReadableDifference.signed(metric),
        ReadableDifference.interval(metric),
        ReadableDifference.p(metric.p()));
  }

  /** Returns what of a comparison is in no column. */
  private static String note(String split, ComparisonReport of) {
    List<String> parts = new ArrayList<>();
    parts.add(ReadableNumbers.count(of.rows()) + " rows compared");
    for (Map.Entry<String, Long> reason : of.notCompared().entrySet()) {
      parts.add(
          ReadableNumbers.count(reason.getValue())
              + " not ("
              + TerminalText.printable(reason.getKey())
              + ")");
    }
    if (of.infiniteLossCount() > 0) {
      parts.add(ReadableNumbers.count(of.infiniteLossCount()) + " of an infinite loss");
    }
    if (of.clusters() != null) {
      parts.add(ReadableNumbers.count(of.clusters()) + " clusters");
    }
    if (of.equalPredictions() != null) {
      parts.add("equal predictions " + ReadableNumbers.share(of.equalPredictions()));
    }
    if (of.mcnemarP() != null) {
      parts.add("McNemar p " + ReadableDifference.p(of.mcnemarP()));
    }
    if (of.klDivergence() != null) {
      parts.add("KL divergence " + ReadableNumbers.significant(of.klDivergence(), DIGITS));
    }
    return name(split) + ": " + String.join(", ", parts);
  }

  /** Returns a title and lines on values of slices, or none if no value is compared. */
  static List<String> sliceLines(List<SplitReport> splits) {
    List<Row> all = new ArrayList<>();
    List<Row> shown = new ArrayList<>();
    for (SplitReport split : splits) {
      for (String slice : split.sliceNames()) {
        List<Row> rows =
            split.valuesOf(slice).stream()
                .map(value -> new Row(split.split(), value))
                .filter(row -> row.loss() != null)
                .toList();
        all.addAll(rows);
        shown.addAll(mostEvident(rows, OF_SLICE));
      }
    }
    if (all.isEmpty()) {
      return List.of();
    }
    List<Row> rows = shown.size() > OF_ALL ? mostEvident(shown, OF_ALL) : shown;
    List<String> lines = new ArrayList<>();
    lines.add("slices compared by loss_mean, most evident first");
    lines.addAll(sliceTable(rows));
    addMore(lines, (long) all.size() - rows.size(), "values");
    return lines;
  }

  private static List<Row> mostEvident(List<Row> rows, int count) {
    Comparator<Row> byP = comparing(row -> row.loss().p(), nullsLast(naturalOrder()));
    Comparator<Row> bySize = comparing(ConsoleComparison::size, Comparator.reverseOrder());
    return rows.stream().sorted(byP.thenComparing(bySize)).limit(count).toList();
  }

  private static double size(Row row) {
    Double difference = row.loss().difference();
    return difference == null ? 0 : Math.abs(difference);
  }

  private static List<String> sliceTable(List<Row> rows) {
    TextTable table = new TextTable(3);
    String interval = interval(rows.get(0).value().comparison().confidence());
    table.row(
        List.of(
            "split",
            "slice",
            "value",
            "compared",
            "baseline",
            "candidate",
            "difference",
            interval,
            "p"));
    for (Row row : rows) {
      SliceReport value = row.value();
      List<String> cells = new ArrayList<>();
      cells.add(name(row.split()));
      cells.add(name(value.slice()));
      cells.add(name(value.value()));
      cells.add(ReadableNumbers.count(value.comparison().rows()));
      cells.addAll(figures(row.loss()));
      table.row(cells);
    }
    return table.lines();
  }

  private static String name(String text) {
    return TerminalText.printable(SplitPart.valueText(text), NAME_COLUMNS);
  }
}
