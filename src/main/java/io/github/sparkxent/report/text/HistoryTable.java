// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.text;

import io.github.sparkxent.report.history.ChangedKey;
import io.github.sparkxent.report.history.HistoryPoint;
import io.github.sparkxent.report.history.HistoryReport;
import io.github.sparkxent.report.history.HistoryRun;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The runs of an evaluation as text for a person: one row a run, the last one at the end. A value
 * on which a gate failed has a mark.
 */
public final class HistoryTable {
  private static final int DIGITS = 6;
  private static final int NAME_COLUMNS = 40;
  private static final int CHANGED_COLUMNS = 60;

  /** Makes the view; it has no state. */
  public HistoryTable() {}

  /**
   * Renders a history.
   *
   * @param history the history
   * @return lines that each end in a line feed
   */
  public String render(HistoryReport history) {
    List<String> lines = new ArrayList<>();
    int runs = history.runs().size();
    lines.add(
        TerminalText.printable(history.name())
            + (runs == 1 ? "  1 published run" : "  " + runs + " published runs"));
    for (String warning : history.warnings()) {
      lines.add("warning  left out: " + TerminalText.printable(warning));
    }
    if (runs > 0) {
      lines.add("");
      lines.addAll(table(history));
    }
    return String.join("\n", lines) + "\n";
  }

  private static List<String> table(HistoryReport history) {
    TextTable table = new TextTable(5);
    List<String> header =
        new ArrayList<>(List.of("started", "run", "verdict", "accepted", "changed"));
    for (String split : history.splits()) {
      history
          .metrics()
          .forEach(
              metric -> header.add(TerminalText.printable(split, NAME_COLUMNS) + " " + metric));
    }
    table.row(header);
    for (HistoryRun run : history.runs()) {
      List<String> cells = new ArrayList<>();
      cells.add(run.started().truncatedTo(ChronoUnit.SECONDS).toString());
      cells.add(TerminalText.printable(run.id(), NAME_COLUMNS));
      cells.add(run.verdict());
      cells.add((run.accepted() ? "yes" : "no") + (run.overruled() == null ? "" : ", by hand"));
      cells.add(changed(run));
      for (String split : history.splits()) {
        history.metrics().forEach(metric -> cells.add(cell(run.point(split, metric))));
      }
      table.row(cells);
    }
    return table.lines();
  }

  /** Returns the keys that decide figures and changed. */
  private static String changed(HistoryRun run) {
    String keys =
        run.changed().stream()
            .filter(ChangedKey::decides)
            .map(ChangedKey::key)
            .collect(Collectors.joining(", "));
    return TerminalText.printable(keys, CHANGED_COLUMNS);
  }

  private static String cell(HistoryPoint point) {
    if (point == null || point.value() == null) {
      return "-";
    }
    return (point.passed() ? "" : "! ") + ReadableNumbers.significant(point.value(), DIGITS);
  }
}
