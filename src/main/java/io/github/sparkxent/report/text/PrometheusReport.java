// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.text;

import io.github.sparkxent.metric.name.MetricNames;
import io.github.sparkxent.report.ComparisonReport;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.MetricDifference;
import io.github.sparkxent.report.RowAccounting;
import io.github.sparkxent.report.RunInfo;
import io.github.sparkxent.report.SliceReport;
import io.github.sparkxent.report.SplitPart;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.Verdict;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The report in the text format of Prometheus 0.0.4, for the textfile collector of the node
 * exporter or a push gateway: gauges named {@code sparkxent_<metric>} with the labels name and
 * split.
 *
 * <p>Undefined metrics are left out, and so are details: one series for each class or bin would be
 * too many. Slices have the main metrics, as {@code sparkxent_slice_<metric>} with the labels slice
 * and value. A comparison with a baseline is {@code sparkxent_comparison_difference} and so on,
 * with the label metric.
 */
public final class PrometheusReport {
  private static final String RUN_INFO = "What ran; the value is always 1.";
  private static final long SECONDS_OF_DAY = 86_400;

  /** The figures of a comparison, and what each is. */
  private static final Map<String, String> DIFFERENCES = new LinkedHashMap<>();

  static {
    DIFFERENCES.put("baseline", "The metric of the baseline, over the rows that are compared.");
    DIFFERENCES.put("difference", "The metric of the candidate minus that of the baseline.");
    DIFFERENCES.put("stderr", "The standard error of the difference.");
    DIFFERENCES.put("lower_bound", "The one-sided lower bound of the difference.");
    DIFFERENCES.put("upper_bound", "The one-sided upper bound of the difference.");
  }

  /** Makes the view; it has no state. */
  public PrometheusReport() {}

  /**
   * Renders a report.
   *
   * @param report the report
   * @return lines that each end in a line feed, the samples of a family together; no time stamps
   */
  public String render(EvaluationReport report) {
    Families families = new Families(report.run().name());
    addRun(families, report.run());
    report.splits().forEach(split -> addRows(families, split));
    report.splits().forEach(split -> addMetrics(families, split));
    report.splits().forEach(split -> addComparison(families, split));
    report.splits().forEach(split -> addSlices(families, split));
    report.splits().forEach(split -> addSliceComparisons(families, split));
    report.gates().forEach(verdict -> addVerdict(families, verdict));
    return families.text();
  }

  /**
   * Renders the end of a run without a report, so that no alert sleeps on the figures of an earlier
   * one.
   *
   * @param name the name of the evaluation
   * @param runId the run id
   * @param started when the evaluation began
   * @param finished when it ended
   * @param exitCode the exit code, or null if a signal ended it
   * @return the text, without any figure
   */
  public static String ofFailure(
      String name, String runId, Instant started, Instant finished, Integer exitCode) {
    Families families = new Families(name);
    families.add("run_info", RUN_INFO, Map.of("run_id", runId), "1");
    addEnding(families, started, finished, true);
    if (exitCode != null) {
      families.add("run_exit_code", "The exit code of the program.", Map.of(), exitCode.toString());
    }
    return families.text();
  }

  private static void addEnding(
      Families families, Instant started, Instant finished, boolean hasFailed) {
    families.add(
        "run_started_seconds",
        "When the evaluation began, in seconds since 1970.",
        Map.of(),
        seconds(started));
    families.add(
        "run_finished_seconds",
        "When its results were complete, in seconds since 1970.",
        Map.of(),
        seconds(finished));
    families.add(
        "run_failed",
        "1 if the run ended without a report, 0 if it published one, whatever its gates said.",
        Map.of(),
        hasFailed ? "1" : "0");
  }

  private static void addRun(Families families, RunInfo run) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("run_id", run.id());
    run.versions()
        .forEach((name, version) -> labels.putIfAbsent("version_" + label(name), version));
    families.add("run_info", RUN_INFO, labels, "1");
    if (!run.tags().isEmpty()) {
      Map<String, String> tags = new LinkedHashMap<>();
      run.tags().forEach((name, text) -> tags.put("tag_" + label(name), text));
      families.add("run_tags_info", "The tags of the run; the value is always 1.", tags, "1");
    }
    if (run.dataDate() != null) {
      families.add(
          "run_data_date_seconds",
          "The day that the data are of, its beginning in UTC, in seconds since 1970.",
          Map.of(),
          Long.toString(run.dataDate().toEpochDay() * SECONDS_OF_DAY));
    }
    addEnding(families, run.started(), run.finished(), false);
  }

  /** Returns a name as a part of a label's. */
  private static String label(String name) {
    return name.replaceAll("[^a-zA-Z0-9_]", "_");
  }

  private static void addRows(Families families, SplitReport split) {
    RowAccounting rows = split.rows();
    if (split.split() == null) {
      String help = "The rows read that have no split.";
      long others = rows.read() - rows.filtered();
      if (others > 0) {
        families.add("rows_without_split", help, Map.of(), Long.toString(others));
      }
      if (rows.filtered() > 0) {
        families.add(
            "filtered_rows_without_split",
            "The rows that input.where leaves out, of no split or of one without other rows.",
            Map.of(),
            Long.toString(rows.filtered()));
      }
      return;
    }
    String help = "The rows read, by outcome.";
    families.add("rows", help, labels(split, "outcome", "evaluated"), "" + rows.evaluated());
    families.add("rows", help, labels(split, "outcome", "ignored"), "" + rows.ignored());
    if (rows.filtered() > 0) {
      families.add("rows", help, labels(split, "outcome", "filtered"), "" + rows.filtered());
    }
    families.add("rows", help, labels(split, "outcome", "invalid"), "" + rows.invalid());
    rows.invalidByReason()
        .forEach(
            (reason, count) ->
                families.add(
                    "invalid_rows",
                    "The rows that could not be evaluated, by reason.",
                    labels(split, "reason", reason),
                    count.toString()));
  }

  private static void addMetrics(Families families, SplitReport split) {
    if (split.split() == null) {
      return;
    }
    for (String name : split.metrics().names()) {
      Number value = split.metrics().value(name);
      if (value != null) {
        String help = MetricNames.description(name);
        families.add(name, help, Map.of("split", split.split()), number(value));
      }
    }
  }

  /** Adds families of their own: a sum over a family must not count a row twice. */
  private static void addSlices(Families families, SplitReport split) {
    if (split.split() == null) {
      return;
    }
    for (SliceReport value : split.slices()) {
      for (String name : MetricNames.SLICE_METRICS) {
        Number number = value.metrics().value(name);
        if (number != null) {
          Map<String, String> labels = new LinkedHashMap<>();
          labels.put("split", split.split());
          putPart(labels, SplitPart.value(value.slice(), value.value()));
          String help = "Of the rows with one value of a slice: " + MetricNames.description(name);
          families.add("slice_" + name, help, labels, number(number));
        }
      }
    }
  }

  private static void addComparison(Families families, SplitReport split) {
    if (split.split() == null || split.comparison() == null) {
      return;
    }
    Map<String, String> labels = Map.of("split", split.split());
    ComparisonReport comparison = split.comparison();
    families.add(
        "comparison_rows",
        "The rows that are compared with the baseline.",
        labels,
        Long.toString(comparison.rows()));
    for (MetricDifference metric : comparison.metrics()) {
      addDifference(families, "comparison_", "", labels, metric);
    }
  }

  private static void addSliceComparisons(Families families, SplitReport split) {
    for (SliceReport value : split.slices()) {
      if (split.split() != null && value.comparison() != null) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("split", split.split());
        putPart(labels, SplitPart.value(value.slice(), value.value()));
        String of = "Of the rows with one value of a slice: ";
        for (String name : List.of(MetricNames.LOSS_MEAN, MetricNames.ACCURACY)) {
          MetricDifference metric = value.comparison().metric(name);
          if (metric != null) {
            addDifference(families, "slice_comparison_", of, labels, metric);
          }
        }
      }
    }
  }

  private static void addDifference(
      Families families,
      String prefix,
      String of,
      Map<String, String> part,
      MetricDifference metric) {
    Map<String, String> labels = new LinkedHashMap<>(part);
    labels.put("metric", metric.metric());
    Map<String, Number> figures = metric.figures();
    DIFFERENCES.forEach(
        (name, help) -> {
          Number value = figures.get(name);
          if (value != null) {
            families.add(prefix + name, of + help, labels, number(value));
          }
        });
  }

  /** Adds the labels of a part. An empty label means no label, so null needs a label of its own. */
  private static void putPart(Map<String, String> labels, SplitPart part) {
    if (part.slice() != null) {
      labels.put("slice", part.slice());
    }
    if (part.isValue()) {
      labels.put("value", part.value() == null ? "(null)" : part.value());
    }
    if (part.isValue() && part.value() == null) {
      labels.put("is_null", "true");
    }
    if (part.label() != null) {
      labels.put("class", part.label());
    }
    if (part.className() != null) {
      labels.put("class_name", part.className());
    }
  }

  private static void addVerdict(Families families, Verdict verdict) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("split", verdict.split() == null ? "" : verdict.split());
    putPart(labels, verdict.part());
    labels.put("metric", verdict.metric());
    labels.put("rule", verdict.rule());
    labels.put("limit", number(verdict.limit()));
    families.add(
        "gate_passed", "1 if the gate passed, 0 if not.", labels, verdict.passed() ? "1" : "0");
    if (verdict.outcome() == Verdict.Outcome.INCONCLUSIVE) {
      families.add(
          "gate_inconclusive", "1 where the rows did not tell how to judge a gate.", labels, "1");
    }
  }

  private static Map<String, String> labels(SplitReport split, String name, String value) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("split", split.split());
    labels.put(name, value);
    return labels;
  }

  private static String number(Number value) {
    if (value instanceof Double number) {
      return Double.isInfinite(number)
          ? (number > 0 ? "+Inf" : "-Inf")
          : DoubleText.shortest(number);
    }
    return value.toString();
  }

  private static String seconds(Instant instant) {
    long millis = instant.toEpochMilli();
    return millis / 1000 + "." + String.format(Locale.ROOT, "%03d", millis % 1000);
  }

  /** The samples by family, one for each set of labels. */
  private static final class Families {
    private final String name;
    private final Map<String, Map<String, String>> samples = new LinkedHashMap<>();
    private final Map<String, String> helps = new LinkedHashMap<>();

    Families(String name) {
      this.name = name;
    }

    void add(String family, String help, Map<String, String> labels, String value) {
      StringBuilder text = new StringBuilder("{name=").append(quoted(name));
      labels.forEach(
          (label, content) -> text.append(',').append(label).append('=').append(quoted(content)));
      helps.putIfAbsent(family, help);
      samples.computeIfAbsent(family, f -> new LinkedHashMap<>()).putIfAbsent(text + "}", value);
    }

    String text() {
      StringBuilder text = new StringBuilder();
      samples.forEach(
          (family, values) -> {
            String full = "sparkxent_" + family;
            text.append("# HELP ").append(full).append(' ').append(helps.get(family)).append('\n');
            text.append("# TYPE ").append(full).append(" gauge\n");
            values.forEach(
                (labels, value) ->
                    text.append(full).append(labels).append(' ').append(value).append('\n'));
          });
      return text.toString();
    }

    /** The format has an escape for a line feed alone; other control characters are shown. */
    private static String quoted(String value) {
      String shown =
          Arrays.stream(value.split("\n", -1))
              .map(TerminalText::printable)
              .collect(Collectors.joining("\n"));
      return '"' + shown.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
  }
}
