// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.text;

import static java.util.Comparator.comparing;

import io.github.sparkxent.metric.name.MetricNames;
import io.github.sparkxent.report.SliceReport;
import io.github.sparkxent.report.SplitPart;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.reading.SliceEvidence;
import java.util.ArrayList;
import java.util.List;

/**
 * The slices in {@link ConsoleReport}: the values of each slice and split that are most evidently
 * worse; of many slices only the worst values.
 */
final class ConsoleSlices {
  private static final int OF_SLICE = 5;
  private static final int OF_ALL = 20;
  private static final int NAME_COLUMNS = 30;
  private static final int SPLITS_COLUMNS = 40;

  private ConsoleSlices() {}

  /** A value of a slice and its split. */
  private record Row(String split, SliceEvidence evidence) {}

  /** Returns a title and lines, or none if there are no slices. */
  static List<String> lines(List<SplitReport> splits) {
    List<Row> shown = new ArrayList<>();
    long all = 0;
    for (SplitReport split : splits) {
      all += split.slices().size();
      for (String slice : split.sliceNames()) {
        SliceEvidence.of(split, slice).stream()
            .limit(OF_SLICE)
            .forEach(one -> shown.add(new Row(split.split(), one)));
      }
    }
    if (all == 0) {
      return List.of();
    }
    List<Row> rows = shown.size() > OF_ALL ? worst(shown) : shown;
    List<String> lines = new ArrayList<>();
    lines.add("slices, most evidently worse first");
    lines.addAll(table(rows));
    if (all > rows.size()) {
      lines.add(ReadableNumbers.count(all - rows.size()) + " more values are in metrics.json");
    }
    return lines;
  }

  private static List<Row> worst(List<Row> rows) {
    return rows.stream()
        .sorted(comparing(Row::evidence, SliceEvidence.BY_EVIDENCE))
        .limit(OF_ALL)
        .toList();
  }

  private static List<String> table(List<Row> rows) {
    TextTable table = new TextTable(3);
    table.row(
        List.of(
            "split",
            "slice",
            "value",
            "evaluated",
            "loss_mean",
            "+- 95%",
            "accuracy",
            "beside the others"));
    for (Row row : rows) {
      SliceReport value = row.evidence().value();
      table.row(
          List.of(
              TerminalText.printable(SplitPart.valueText(row.split()), SPLITS_COLUMNS),
              TerminalText.printable(value.slice(), NAME_COLUMNS),
              TerminalText.printable(SplitPart.valueText(value.value()), NAME_COLUMNS),
              ReadableNumbers.count(value.rows().evaluated()),
              ReadableNumbers.lossMean(value.metrics()),
              ReadableNumbers.halfWidth(value.metrics()),
              ReadableNumbers.share(value.metrics().value(MetricNames.ACCURACY)),
              row.evidence().standing().word()));
    }
    return table.lines();
  }
}
