/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.sparkxent.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The report as text for a person: one row a split, one line a verdict, in plain ASCII but for the
 * names in the data. Numbers as {@link ReadableNumbers} has them.
 */
public final class ConsoleReport {
  private static final int NAME_COLUMNS = 40;

  private final boolean colours;

  /**
   * Makes the view.
   *
   * @param colours whether to colour by ANSI escape sequences: the caller knows the terminal
   */
  public ConsoleReport(boolean colours) {
    this.colours = colours;
  }

  /**
   * Renders a report.
   *
   * @param report the report
   * @return lines that each end in a line feed
   */
  public String render(EvaluationReport report) {
    List<String> lines = new ArrayList<>();
    RunInfo run = report.run();
    lines.add(
        styled(Style.BOLD, TerminalText.printable(run.name()))
            + "  run "
            + TerminalText.printable(run.id()));
    for (String warning : run.warnings()) {
      lines.add(styled(Style.YELLOW, "warning") + "  " + TerminalText.printable(warning));
    }
    if (!report.splits().isEmpty()) {
      lines.add("");
      addTable(lines, report.splits());
    }
    addInvalidReasons(lines, report.splits());
    addVerdicts(lines, report.gates());
    return String.join("\n", lines) + "\n";
  }

  private void addTable(List<String> lines, List<SplitReport> splits) {
    boolean all =
        splits.stream().allMatch(split -> split.rows().ignored() + split.rows().invalid() == 0);
    TextTable table = new TextTable(1);
    List<String> header = new ArrayList<>(List.of("split", "rows", "evaluated"));
    if (!all) {
      header.addAll(List.of("ignored", "invalid"));
    }
    header.addAll(List.of("loss_sum", "loss_mean", "+- 95%", "perplexity", "accuracy"));
    table.row(header);
    for (SplitReport split : splits) {
      RowAccounting rows = split.rows();
      List<String> cells = new ArrayList<>();
      cells.add(name(split.split()));
      cells.add(ReadableNumbers.count(rows.read()));
      cells.add(ReadableNumbers.count(rows.evaluated()));
      if (!all) {
        cells.add(ReadableNumbers.count(rows.ignored()));
        cells.add(ReadableNumbers.count(rows.invalid()));
      }
      cells.addAll(numbers(split.metrics()));
      table.row(cells);
    }
    List<String> tableLines = table.lines();
    lines.add(styled(Style.BOLD, tableLines.get(0)));
    lines.addAll(tableLines.subList(1, tableLines.size()));
  }

  private static List<String> numbers(MetricValues metrics) {
    return List.of(
        ReadableNumbers.lossSum(metrics),
        ReadableNumbers.lossMean(metrics),
        ReadableNumbers.halfWidth(metrics),
        ReadableNumbers.perplexity(metrics),
        ReadableNumbers.share(metrics.value(MetricNames.ACCURACY)));
  }

  private void addInvalidReasons(List<String> lines, List<SplitReport> splits) {
    TextTable table = new TextTable(2);
    boolean any = false;
    for (SplitReport split : splits) {
      for (Map.Entry<String, Long> reason : split.rows().invalidByReason().entrySet()) {
        any = true;
        table.row(
            List.of(
                name(split.split()),
                TerminalText.printable(reason.getKey()),
                ReadableNumbers.count(reason.getValue())));
      }
    }
    if (any) {
      lines.add("");
      lines.add(styled(Style.BOLD, "invalid rows"));
      lines.addAll(table.lines());
    }
  }

  private void addVerdicts(List<String> lines, List<Verdict> verdicts) {
    if (!verdicts.isEmpty()) {
      lines.add("");
    }
    for (Verdict verdict : verdicts) {
      String word =
          verdict.passed() ? styled(Style.GREEN, "gate pass") : styled(Style.RED, "gate FAIL");
      lines.add(word + "  " + judged(verdict) + TerminalText.printable(verdict.reason()));
    }
  }

  /** Returns the split, and the rule where no value stands in the reason. */
  private static String judged(Verdict verdict) {
    String split = verdict.split() == null ? "" : name(verdict.split()) + ": ";
    String rule =
        verdict.metric() + " " + verdict.rule() + " " + DoubleText.shortest(verdict.limit()) + ": ";
    return split + (verdict.value() == null ? TerminalText.printable(rule) : "");
  }

  private static String name(String split) {
    return split == null ? "(null)" : TerminalText.printable(split, NAME_COLUMNS);
  }

  private String styled(Style style, String text) {
    return colours ? style.code + text + "\u001b[0m" : text;
  }

  private enum Style {
    BOLD("\u001b[1m"),
    RED("\u001b[1;31m"),
    GREEN("\u001b[32m"),
    YELLOW("\u001b[33m");

    private final String code;

    Style(String code) {
      this.code = code;
    }
  }
}
