// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.text;

import io.github.sparkxent.report.history.RunLine;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** A list of runs as text for a person: one row a run, the last one at the end. */
public final class RunsTable {
  private static final int NAME_COLUMNS = 60;
  private static final String UNKNOWN = "-";

  /** Makes the view; it has no state. */
  public RunsTable() {}

  /**
   * Renders a list.
   *
   * @param name the name of the evaluation
   * @param runs the runs
   * @param removed the ids of the runs that were removed just now
   * @return lines that each end in a line feed
   */
  public String render(String name, List<RunLine> runs, List<String> removed) {
    List<String> lines = new ArrayList<>();
    removed.forEach(id -> lines.add("removed  " + TerminalText.printable(id, NAME_COLUMNS)));
    int count = runs.size();
    lines.add(TerminalText.printable(name) + (count == 1 ? "  1 run" : "  " + count + " runs"));
    if (count > 0) {
      lines.add("");
      lines.addAll(table(runs));
    }
    return String.join("\n", lines) + "\n";
  }

  private static List<String> table(List<RunLine> runs) {
    TextTable table = new TextTable(5);
    table.row(
        List.of(
            "started",
            "run",
            "data_date",
            "state",
            "",
            "passed",
            "failed",
            "inconclusive",
            "rows",
            "evaluated"));
    for (RunLine run : runs) {
      table.row(
          List.of(
              seconds(run.started()),
              TerminalText.printable(run.id(), NAME_COLUMNS),
              run.dataDate() == null ? UNKNOWN : TerminalText.printable(run.dataDate()),
              TerminalText.printable(run.state()),
              run.isLatest() ? "latest" : "",
              count(run.passed()),
              count(run.failed()),
              count(run.inconclusive()),
              count(run.rowsRead()),
              count(run.rowsEvaluated())));
    }
    return table.lines();
  }

  private static String seconds(String started) {
    try {
      return Instant.parse(started).truncatedTo(ChronoUnit.SECONDS).toString();
    } catch (DateTimeException e) {
      return TerminalText.printable(started);
    }
  }

  private static String count(Long number) {
    return number == null ? UNKNOWN : ReadableNumbers.count(number);
  }
}
