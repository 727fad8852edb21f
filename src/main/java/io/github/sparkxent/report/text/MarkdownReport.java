// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.text;

import io.github.sparkxent.metric.name.MetricNames;
import io.github.sparkxent.metric.name.MetricValues;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.MetricDifference;
import io.github.sparkxent.report.SliceReport;
import io.github.sparkxent.report.SplitPart;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.TableVersion;
import io.github.sparkxent.report.Verdict;
import io.github.sparkxent.report.reading.Remarks;
import io.github.sparkxent.report.reading.ShareIntervals;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The report in Markdown, for comments on pull requests and for summaries of builds: the verdict,
 * what failed, the splits, the comparison with a baseline, the values of slices that are most
 * evidently worse.
 *
 * <p>It is at most {@value #MOST_BYTES} bytes of UTF-8, as such places have a limit: what does not
 * fit is left out at the end, and a line says so. Text from data stays text.
 */
public final class MarkdownReport {
  /** The most bytes. */
  public static final int MOST_BYTES = 60_000;

  private static final int OPEN_GATES = 50;
  private static final String CUT =
      "\n*The rest is cut at " + MOST_BYTES / 1000 + " kB; all of it is in metrics.json.*\n";

  private final List<String> lines = new ArrayList<>();

  /** Makes the view; use one for each report. */
  public MarkdownReport() {}

  /**
   * Renders a report.
   *
   * @param report the report
   * @return lines that each end in a line feed
   */
  public String render(EvaluationReport report) {
    lines.clear();
    addHead(report);
    addOpenGates(report.gates());
    addSplits(report);
    addComparison(report.splits());
    addSlices(ShownSlices.of(report.splits()));
    add("");
    String filter = report.run().input().filter();
    if (filter != null) {
      add("- input.where of rows: " + Markdown.name(filter));
      add("");
    }
    for (TableVersion table : report.run().input().tables()) {
      add("- " + table.key() + ": " + Markdown.text(table.shown()));
    }
    if (!report.run().input().tables().isEmpty()) {
      add("");
    }
    add(
        "Run "
            + Markdown.name(report.run().id())
            + ", spark-xent "
            + Markdown.text(report.run().versions().getOrDefault("spark_xent", ""))
            + ". Losses are in nats; \u00b1 and intervals have 95 % confidence.");
    return fitted();
  }

  private void add(String line) {
    lines.add(line);
  }

  private void addHead(EvaluationReport report) {
    String name = Markdown.name(report.run().name());
    if (report.gates().isEmpty()) {
      add("## " + name);
      add("");
      add("No gates were set, so nothing was judged.");
    } else {
      add("## " + (report.passed() ? "\u2705 Passed: " : "\u274c Failed: ") + name);
      add("");
      add("**" + VerdictText.count(report.gates()) + ".**");
    }
    if (!report.run().subject().isEmpty()) {
      add("");
      add(Markdown.text(report.run().subject()));
    }
    add("");
    Remarks.of(report)
        .forEach(
            (kind, remarks) ->
                add(
                    "- \u26a0 **"
                        + kind.title()
                        + ".** "
                        + Remarks.shown(remarks, Markdown::name)));
    report.run().warnings().forEach(warning -> add("- \u26a0 " + Markdown.text(warning)));
  }

  private void addOpenGates(List<Verdict> verdicts) {
    List<Verdict> open =
        verdicts.stream().filter(one -> one.outcome() != Verdict.Outcome.PASS).toList();
    if (open.isEmpty()) {
      return;
    }
    addTable("Gates that failed or are inconclusive", "Verdict", "Of", "Asked", "Reason");
    List<Verdict> shown = VerdictText.byWeight(open).stream().limit(OPEN_GATES).toList();
    for (Verdict verdict : shown) {
      String word = verdict.outcome().word();
      String subject = verdict.subject().isEmpty() ? "every split" : verdict.subject();
      addRow(
          verdict.passed() ? word : "**" + word + "**",
          Markdown.name(subject),
          Markdown.text(verdict.metric() + " " + VerdictText.asked(verdict)),
          Markdown.text(verdict.reason()));
    }
    if (open.size() > OPEN_GATES) {
      add("");
      add(ReadableNumbers.count(open.size() - OPEN_GATES) + " more are in metrics.json.");
    }
  }

  private void addSplits(EvaluationReport report) {
    if (report.splits().isEmpty()) {
      return;
    }
    ShareIntervals intervals = ShareIntervals.of(report.run());
    boolean filtered = report.splits().stream().anyMatch(split -> split.rows().filtered() > 0);
    List<String> columns = new ArrayList<>(List.of("Split", "Read"));
    if (filtered) {
      columns.add("Filtered");
    }
    columns.addAll(List.of("Evaluated", "Invalid", "Mean loss", "\u00b1", "Accuracy", "Interval"));
    boolean ranks = report.splits().stream().anyMatch(MarkdownReport::ranks);
    if (ranks) {
      columns.add("AUC");
    }
    addTable("Splits", columns.toArray(String[]::new));
    for (SplitReport split : report.splits()) {
      List<String> cells = cells(split, intervals, filtered);
      if (ranks) {
        cells.add(ReadableNumbers.bounded(split.metrics(), MetricNames.AUC));
      }
      addRow(cells.toArray(String[]::new));
    }
    String ofSequences = SequenceText.of(report.splits());
    if (ofSequences != null) {
      add("");
      add(ofSequences);
    }
  }

  private static List<String> cells(SplitReport split, ShareIntervals intervals, boolean filtered) {
    MetricValues metrics = split.metrics();
    List<String> cells = new ArrayList<>();
    cells.add(Markdown.name(SplitPart.valueText(split.split())));
    cells.add(ReadableNumbers.count(split.rows().read()));
    if (filtered) {
      cells.add(ReadableNumbers.count(split.rows().filtered()));
    }
    cells.add(ReadableNumbers.count(split.rows().evaluated()));
    cells.add(ReadableNumbers.count(split.rows().invalid()));
    cells.add(ReadableNumbers.lossMean(metrics));
    cells.add(ReadableNumbers.halfWidth(metrics));
    cells.add(ReadableNumbers.share(metrics.value(MetricNames.ACCURACY)));
    cells.add(ReadableNumbers.interval(intervals.accuracy(metrics)));
    return cells;
  }

  private static boolean ranks(SplitReport split) {
    return split.metrics().contains(MetricNames.AUC);
  }

  private void addComparison(List<SplitReport> splits) {
    List<SplitReport> compared =
        splits.stream().filter(split -> split.comparison() != null).toList();
    if (compared.isEmpty()) {
      return;
    }
    addTable(
        "Comparison with the baseline",
        "Split",
        "Metric",
        "Baseline",
        "Candidate",
        "Difference",
        "Interval",
        "p");
    for (SplitReport split : compared) {
      for (MetricDifference metric : split.comparison().metrics()) {
        addRow(
            Markdown.name(SplitPart.valueText(split.split())),
            Markdown.name(metric.metric()),
            ReadableDifference.baseline(metric),
            ReadableDifference.candidate(metric),
            "**" + ReadableDifference.signed(metric) + "**",
            ReadableDifference.interval(metric),
            ReadableDifference.p(metric.p()));
      }
    }
  }

  private void addSlices(ShownSlices shown) {
    if (shown.rows().isEmpty()) {
      return;
    }
    addTable(
        "Slices, most evidently worse first",
        "Split",
        "Slice",
        "Value",
        "Evaluated",
        "Mean loss",
        "\u00b1",
        "Accuracy",
        "Beside the others");
    for (ShownSlices.Row row : shown.rows()) {
      SliceReport value = row.evidence().value();
      addRow(
          Markdown.name(SplitPart.valueText(row.split())),
          Markdown.name(value.slice()),
          Markdown.name(SplitPart.valueText(value.value())),
          ReadableNumbers.count(value.rows().evaluated()),
          ReadableNumbers.lossMean(value.metrics()),
          ReadableNumbers.halfWidth(value.metrics()),
          ReadableNumbers.share(value.metrics().value(MetricNames.ACCURACY)),
          row.evidence().standing().word());
    }
    if (shown.others() > 0) {
      add("");
      add(ReadableNumbers.count(shown.others()) + " more values are in metrics.json.");
    }
  }

  private void addTable(String title, String... columns) {
    add("");
    add("### " + title);
    add("");
    addRow(columns);
    addRow(Collections.nCopies(columns.length, "---").toArray(String[]::new));
  }

  private void addRow(String... cells) {
    add("| " + String.join(" | ", cells) + " |");
  }

  private String fitted() {
    StringBuilder text = new StringBuilder();
    int bytes = CUT.getBytes(StandardCharsets.UTF_8).length;
    for (String line : lines) {
      bytes += line.getBytes(StandardCharsets.UTF_8).length + 1;
      if (bytes > MOST_BYTES) {
        return text + CUT;
      }
      text.append(line).append('\n');
    }
    return text.toString();
  }
}
