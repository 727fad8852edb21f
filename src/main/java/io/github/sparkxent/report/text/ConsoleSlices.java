// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.text;

import io.github.sparkxent.metric.name.MetricNames;
import io.github.sparkxent.report.SliceReport;
import io.github.sparkxent.report.SplitPart;
import io.github.sparkxent.report.SplitReport;
import java.util.ArrayList;
import java.util.List;

/**
 * The slices in {@link ConsoleReport}: the values of each slice and split that are most evidently
 * worse; of many slices only the worst values.
 */
final class ConsoleSlices {
  private static final int NAME_COLUMNS = 30;
  private static final int SPLITS_COLUMNS = 40;

  private ConsoleSlices() {}

  /** Returns a title and lines, or none if there are no slices. */
  static List<String> lines(List<SplitReport> splits) {
    ShownSlices shown = ShownSlices.of(splits);
    if (shown.rows().isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add("slices, most evidently worse first");
    lines.addAll(table(shown.rows()));
    if (shown.others() > 0) {
      lines.add(ReadableNumbers.count(shown.others()) + " more values are in metrics.json");
    }
    return lines;
  }

  private static List<String> table(List<ShownSlices.Row> rows) {
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
    for (ShownSlices.Row row : rows) {
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
