// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.text;

import io.github.sparkxent.metric.name.MetricNames;
import io.github.sparkxent.metric.name.MetricValues;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.RowAccounting;
import io.github.sparkxent.report.RunInfo;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.TableVersion;
import io.github.sparkxent.report.Verdict;
import io.github.sparkxent.report.reading.Remarks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The report as text for a person: one row a split, one line a verdict, in plain ASCII except for
 * names in the data. Numbers are those of {@link ReadableNumbers}.
 */
public final class ConsoleReport {
  private static final int NAME_COLUMNS = 40;
  private static final int PART_COLUMNS = 60;
  private static final int FAILED_SHOWN = 50;

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
    if (!run.subject().isEmpty()) {
      lines.add(TerminalText.printable(run.subject()));
    }
    if (run.input().reader() != null) {
      lines.add("read by " + TerminalText.printable(run.input().shownReader()));
    }
    if (run.input().mergedFrom() != null) {
      lines.add(
          "merged from "
              + TerminalText.printable(String.join(", ", run.input().mergedFrom()))
              + ": states of "
              + run.input().files().size()
              + " files");
    }
    for (TableVersion table : run.input().tables()) {
      lines.add(TerminalText.printable(table.key() + ": " + table.shown()));
    }
    if (run.input().states() != null) {
      lines.add("files: " + run.input().states().shown());
    }
    for (String warning : run.warnings()) {
      lines.add(styled(Style.YELLOW, "warning") + "  " + TerminalText.printable(warning));
    }
    if (!report.splits().isEmpty()) {
      lines.add("");
      addTable(lines, report.splits());
    }
    addRemarks(lines, report);
    addInvalidReasons(lines, report.splits());
    addSection(lines, ConsoleComparison.lines(report.splits()));
    addSection(lines, ConsoleSlices.lines(report.splits()));
    addSection(lines, ConsoleComparison.sliceLines(report.splits()));
    addVerdicts(lines, report.gates());
    return String.join("\n", lines) + "\n";
  }

  private void addTable(List<String> lines, List<SplitReport> splits) {
    boolean all = splits.stream().allMatch(split -> isEvaluatedWhole(split.rows()));
    boolean filtered = splits.stream().anyMatch(split -> split.inputRows().filtered() > 0);
    TextTable table = new TextTable(1);
    boolean ofSequences = splits.stream().anyMatch(split -> split.sequences() != null);
    boolean byBytes =
        splits.stream().anyMatch(split -> split.metrics().contains(MetricNames.BITS_PER_BYTE));
    List<String> header = new ArrayList<>(List.of("split"));
    header.addAll(ofSequences ? List.of("sequences", "positions") : List.of("rows"));
    header.add("evaluated");
    if (!all) {
      header.addAll(List.of("ignored", "invalid"));
    }
    if (filtered) {
      header.add("filtered");
    }
    header.addAll(List.of("loss_sum", "loss_mean", "+- 95%", "perplexity"));
    if (byBytes) {
      header.add("bits/byte");
    }
    header.add("accuracy");
    boolean ranks = splits.stream().anyMatch(ConsoleReport::ranks);
    if (ranks) {
      header.add(MetricNames.AUC);
    }
    table.row(header);
    for (SplitReport split : splits) {
      RowAccounting rows = split.rows();
      List<String> cells = new ArrayList<>();
      cells.add(name(split.split()));
      if (ofSequences) {
        cells.add(ReadableNumbers.count(split.inputRows().read()));
      }
      cells.add(ReadableNumbers.count(rows.read()));
      cells.add(ReadableNumbers.count(rows.evaluated()));
      if (!all) {
        cells.add(ReadableNumbers.count(rows.ignored()));
        cells.add(ReadableNumbers.count(rows.invalid()));
      }
      if (filtered) {
        cells.add(ReadableNumbers.count(split.inputRows().filtered()));
      }
      cells.addAll(numbers(split.metrics(), byBytes));
      if (ranks) {
        cells.add(ReadableNumbers.bounded(split.metrics(), MetricNames.AUC));
      }
      table.row(cells);
    }
    List<String> tableLines = table.lines();
    lines.add(styled(Style.BOLD, tableLines.get(0)));
    lines.addAll(tableLines.subList(1, tableLines.size()));
  }

  private static boolean ranks(SplitReport split) {
    return split.metrics().contains(MetricNames.AUC);
  }

  /** Tells whether all rows that the run is about are evaluated. */
  private static boolean isEvaluatedWhole(RowAccounting rows) {
    return rows.ignored() + rows.invalid() == 0;
  }

  private static List<String> numbers(MetricValues metrics, boolean byBytes) {
    List<String> numbers = new ArrayList<>();
    numbers.add(ReadableNumbers.lossSum(metrics));
    numbers.add(ReadableNumbers.lossMean(metrics));
    numbers.add(ReadableNumbers.halfWidth(metrics));
    numbers.add(ReadableNumbers.perplexity(metrics));
    if (byBytes) {
      numbers.add(ReadableNumbers.bitsPerByte(metrics));
    }
    numbers.add(ReadableNumbers.share(metrics.value(MetricNames.ACCURACY)));
    return numbers;
  }

  private void addRemarks(List<String> lines, EvaluationReport report) {
    Remarks.of(report)
        .forEach(
            (kind, remarks) ->
                lines.add(
                    styled(Style.YELLOW, "remark")
                        + "  "
                        + kind.title()
                        + ": "
                        + Remarks.shown(remarks, ConsoleReport::name)));
  }

  private void addInvalidReasons(List<String> lines, List<SplitReport> splits) {
    boolean ofSequences = splits.stream().anyMatch(split -> split.sequences() != null);
    addReasons(
        lines,
        ofSequences ? "invalid positions" : "invalid rows",
        splits,
        split -> split.rows().invalidByReason());
    addReasons(
        lines,
        "invalid sequences",
        splits,
        split -> split.sequences() == null ? Map.of() : split.inputRows().invalidByReason());
  }

  private void addReasons(
      List<String> lines,
      String title,
      List<SplitReport> splits,
      Function<SplitReport, Map<String, Long>> reasons) {
    TextTable table = new TextTable(2);
    boolean any = false;
    for (SplitReport split : splits) {
      for (Map.Entry<String, Long> reason : reasons.apply(split).entrySet()) {
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
      lines.add(styled(Style.BOLD, title));
      lines.addAll(table.lines());
    }
  }

  /** Adds a title and lines, if there are any. */
  private void addSection(List<String> lines, List<String> section) {
    if (!section.isEmpty()) {
      lines.add("");
      lines.add(styled(Style.BOLD, section.get(0)));
      lines.addAll(section.subList(1, section.size()));
    }
  }

  private void addVerdicts(List<String> lines, List<Verdict> verdicts) {
    if (!verdicts.isEmpty()) {
      lines.add("");
    }
    long failed = 0;
    long parts = 0;
    long inconclusive = 0;
    for (Verdict verdict : verdicts) {
      if (verdict.passed() && !verdict.part().isWhole()) {
        parts++;
        inconclusive += verdict.outcome() == Verdict.Outcome.INCONCLUSIVE ? 1 : 0;
      } else if (verdict.passed() || failed++ < FAILED_SHOWN) {
        lines.add(
            word(verdict) + "  " + judged(verdict) + TerminalText.printable(verdict.reason()));
      }
    }
    if (failed > FAILED_SHOWN) {
      lines.add(failedWord("FAIL") + "  " + (failed - FAILED_SHOWN) + " more, see metrics.json");
    }
    if (parts > 0) {
      lines.add(
          styled(Style.GREEN, "gate pass")
              + "  "
              + parts
              + " on slices and classes"
              + (inconclusive == 0 ? "" : ", " + inconclusive + " of them inconclusive"));
    }
  }

  private String word(Verdict verdict) {
    boolean isInconclusive = verdict.outcome() == Verdict.Outcome.INCONCLUSIVE;
    if (!verdict.passed()) {
      return failedWord(isInconclusive ? "INCONCLUSIVE" : "FAIL");
    }
    return isInconclusive
        ? styled(Style.YELLOW, "gate inconclusive")
        : styled(Style.GREEN, "gate pass");
  }

  private String failedWord(String word) {
    return styled(Style.RED, "gate " + word);
  }

  /** Returns what is judged, and the rule if the reason has no comparison. */
  private static String judged(Verdict verdict) {
    String subject = verdict.split() == null ? "" : name(verdict.split());
    String part = TerminalText.printable(verdict.part().text(), PART_COLUMNS);
    subject += subject.isEmpty() || part.isEmpty() ? part : ", " + part;
    String rule = verdict.metric() + " " + VerdictText.asked(verdict) + ": ";
    boolean isCompared =
        verdict.comparison() != null
            || (verdict.value() != null && verdict.outcome() != Verdict.Outcome.INCONCLUSIVE);
    return (subject.isEmpty() ? "" : subject + ": ")
        + (isCompared ? "" : TerminalText.printable(rule));
  }

  /**
   * Returns the verdicts for which a run fails, for a log.
   *
   * @param report the report
   * @return one line a verdict; of many only the first, and the number of the others
   */
  public static List<String> failures(EvaluationReport report) {
    List<Verdict> failed = report.gates().stream().filter(gate -> !gate.passed()).toList();
    List<String> lines = new ArrayList<>();
    for (Verdict verdict : failed.stream().limit(FAILED_SHOWN).toList()) {
      boolean isFail = verdict.outcome() == Verdict.Outcome.FAIL;
      String subject = (verdict.split() == null ? "each split" : "split ") + verdict.subject();
      String text =
          (isFail ? "gate failed: " : "gate inconclusive: ")
              + subject
              + ": "
              + (isFail || verdict.comparison() != null ? "" : verdict.metric() + ": ")
              + verdict.reason();
      lines.add(TerminalText.printable(text));
    }
    if (failed.size() > FAILED_SHOWN) {
      lines.add(failed.size() - FAILED_SHOWN + " more gates failed");
    }
    return lines;
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
