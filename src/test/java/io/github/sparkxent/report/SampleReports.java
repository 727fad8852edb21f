// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import static io.github.sparkxent.metric.name.MetricNames.ACCURACY;
import static io.github.sparkxent.metric.name.MetricNames.LOSS_MEAN;
import static io.github.sparkxent.metric.name.MetricNames.LOSS_MEAN_CI95_HIGH;
import static io.github.sparkxent.metric.name.MetricNames.LOSS_MEAN_CI95_LOW;
import static io.github.sparkxent.metric.name.MetricNames.LOSS_STDERR;
import static io.github.sparkxent.metric.name.MetricNames.LOSS_SUM;
import static io.github.sparkxent.metric.name.MetricNames.PERPLEXITY;
import static io.github.sparkxent.metric.name.MetricNames.ROW_COUNT;

import io.github.sparkxent.metric.ClassSummary;
import io.github.sparkxent.metric.ConfusionCell;
import io.github.sparkxent.metric.WorstRow;
import io.github.sparkxent.metric.name.MetricValues;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reports to render. */
public final class SampleReports {
  private SampleReports() {}

  /** Train, validation, test and rows without a split; two gates, one of them failed. */
  public static EvaluationReport mnist() {
    return new EvaluationReport(
        run("mnist-mlp"),
        List.of(
            split(null, rows(2, 0, 0, Map.of("null_split", 2L)), MetricValues.none()),
            split("validation", rows(5000, 5000, 0, Map.of()), losses(5000, 0.2313, 0.0041)),
            split("train", rows(55000, 54990, 10, Map.of()), losses(54990, 0.0412, 0.00087)),
            split(
                "test",
                rows(10000, 9995, 0, Map.of("nan_logit", 3L, "null_label", 2L)),
                losses(9995, 0.261784, 0.0123))),
        List.of(
            new Verdict(
                "test", LOSS_MEAN, "max", 0.25, 0.261784, false, "loss_mean 0.261784 > max 0.25"),
            new Verdict(
                "validation", ACCURACY, "min", 0.9, 0.9312, true, "accuracy 0.9312 >= min 0.9")));
  }

  /** One evaluated row, and some verdicts. */
  public static EvaluationReport run(List<Verdict> gates) {
    return new EvaluationReport(
        run("sample"), List.of(split("all", rows(1, 1, 0, Map.of()), MetricValues.none())), gates);
  }

  /** One split with the metrics given, no gates. */
  public static EvaluationReport of(MetricValues metrics) {
    return new EvaluationReport(
        run("sample"), List.of(split("all", rows(1, 1, 0, Map.of()), metrics)), List.of());
  }

  /** The MNIST report with every kind of details on the test split. */
  public static EvaluationReport detailed() {
    return withDetails(mnist(), "test", SampleDetails.of(10));
  }

  /** The report with the details of one split. */
  public static EvaluationReport withDetails(
      EvaluationReport report, String split, SplitDetails details) {
    List<SplitReport> splits =
        report.splits().stream()
            .map(
                s ->
                    split.equals(s.split())
                        ? new SplitReport(split, s.rows(), s.metrics(), details, null, null)
                        : s)
            .toList();
    return new EvaluationReport(report.run(), splits, report.gates());
  }

  /** The MNIST report with what read its rows: the scan, or Spark's reader for a reason. */
  public static EvaluationReport readBy(String why) {
    EvaluationReport mnist = mnist();
    RunInfo run = mnist.run();
    RunInfo read =
        new RunInfo(
            run.id(),
            run.name(),
            run.started(),
            run.finished(),
            run.versions(),
            run.configuration(),
            run.input().readBy(why),
            run.warnings());
    return new EvaluationReport(read, mnist.splits(), mnist.gates());
  }

  /** The MNIST report of a day's data, with two tags. */
  public static EvaluationReport tagged() {
    EvaluationReport mnist = mnist();
    RunInfo run = mnist.run();
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put("model", "mlp-7");
    tags.put("git.commit", "9fceb02");
    RunInfo tagged =
        new RunInfo(
            run.id(),
            run.name(),
            run.started(),
            run.finished(),
            LocalDate.parse("2026-01-30"),
            tags,
            run.versions(),
            run.configuration(),
            run.input(),
            run.warnings());
    return new EvaluationReport(tagged, mnist.splits(), mnist.gates());
  }

  public static RunInfo run(String name) {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("spark_xent", "0.1.0");
    versions.put("spark", "4.2.0");
    versions.put("java", "17.0.15");
    Map<String, Object> loss = new LinkedHashMap<>();
    loss.put("label_smoothing", 0.0);
    loss.put("ignore_index", -100L);
    loss.put("class_weights", null);
    Map<String, Object> configuration = new LinkedHashMap<>();
    configuration.put("name", name);
    configuration.put("loss", loss);
    configuration.put("metrics", Map.of("top_k", List.of(1L, 5L)));
    return new RunInfo(
        "20260131T120000Z-1a2b",
        name,
        Instant.parse("2026-01-31T12:00:00Z"),
        Instant.parse("2026-01-31T12:00:41.250Z"),
        versions,
        configuration,
        new InputManifest(
            List.of(
                new InputFile("data/mnist/part-00001.parquet", 2_000_400, 30_002L),
                new InputFile("data/mnist/part-00000.parquet", 2_600_000, 40_000L)),
            70_002L,
            "verified"),
        List.of());
  }

  public static SplitReport split(String name, RowAccounting rows, MetricValues metrics) {
    return new SplitReport(name, rows, metrics);
  }

  public static RowAccounting rows(
      long read, long evaluated, long ignored, Map<String, Long> byReason) {
    return new RowAccounting(
        read, evaluated, ignored, read - evaluated - ignored, new TreeMap<>(byReason));
  }

  public static MetricValues losses(long rows, double mean, double error) {
    return MetricValues.builder()
        .put(ROW_COUNT, rows)
        .put("weight_sum", (double) rows)
        .put(LOSS_SUM, mean * rows)
        .put(LOSS_MEAN, mean)
        .put(LOSS_STDERR, error)
        .put(LOSS_MEAN_CI95_LOW, mean - 1.959963984540054 * error)
        .put(LOSS_MEAN_CI95_HIGH, mean + 1.959963984540054 * error)
        .put("infinite_loss_count", 0)
        .put(PERPLEXITY, StrictMath.exp(mean))
        .put(ACCURACY, 0.9312)
        .build();
  }

  /** The report with another run's name, id, warnings. */
  public static EvaluationReport withRun(EvaluationReport report, RunInfo run) {
    return new EvaluationReport(run, report.splits(), report.gates());
  }

  public static RunInfo withWarnings(RunInfo run, String... warnings) {
    List<String> all = new ArrayList<>(run.warnings());
    all.addAll(List.of(warnings));
    return new RunInfo(
        run.id(),
        run.name(),
        run.started(),
        run.finished(),
        run.versions(),
        run.configuration(),
        run.input(),
        all);
  }

  /** One split with two slices, one of them cut, and verdicts of all kinds on parts of it. */
  public static EvaluationReport sliced() {
    SplitReport test =
        new SplitReport(
            "test",
            rows(2912, 2911, 0, Map.of("nan_logit", 1L)),
            losses(2911, 0.35, 0.01),
            SplitDetails.none(),
            List.of(
                value("country", "", 10, 0.5),
                value("country", "NO", 2000, 0.1),
                value("country", "SE", 900, 0.9),
                new SliceReport(
                    "country",
                    null,
                    rows(2, 1, 0, Map.of("nan_logit", 1L)),
                    MetricValues.builder().put(ROW_COUNT, 1).build()),
                value("user", "a", 30, 0.3)),
            List.of(new SliceCut("user", 1, rows(2882, 2881, 0, Map.of("nan_logit", 1L)))));
    return new EvaluationReport(
        run("sliced"),
        List.of(test),
        List.of(
            verdict(SplitPart.value("country", "NO"), 0.1, Verdict.Outcome.PASS, true),
            verdict(SplitPart.value("country", "SE"), 0.9, Verdict.Outcome.FAIL, false),
            verdict(SplitPart.value("country", null), null, Verdict.Outcome.INCONCLUSIVE, false),
            verdict(SplitPart.values("user"), null, Verdict.Outcome.INCONCLUSIVE, true),
            verdict(SplitPart.ofClass("3"), 0.2, Verdict.Outcome.PASS, true)));
  }

  /** One split of two classes with these names, and a gate that failed on the second. */
  public static EvaluationReport named(String first, String second) {
    SplitDetails details =
        new SplitDetails(
            null,
            List.of(
                new ClassSummary(0, 2, 0.1, 0.66, 1.0, 0.8),
                new ClassSummary(1, 1, 1.5, null, 0.0, null)),
            new ConfusionMatrix(2, List.of(new ConfusionCell(0, 0, 2), new ConfusionCell(1, 0, 1))),
            null,
            List.of(new WorstRow("7", 1, 0, 0.9, 1.5)));
    Verdict verdict =
        new Verdict(
            "test",
            SplitPart.ofClass("1", second),
            "recall",
            "min",
            0.9,
            0.0,
            Verdict.Outcome.FAIL,
            false,
            "recall 0.0 < min 0.9");
    SplitReport split =
        new SplitReport("test", rows(3, 3, 0, Map.of()), losses(3, 0.5, 0.1), details, null, null);
    return new EvaluationReport(
        run("named"), Map.of(0, first, 1, second), List.of(split), List.of(verdict));
  }

  /** A split that has these values of slices. */
  public static SplitReport split(SliceReport... values) {
    return new SplitReport(
        "all", rows(1, 1, 0, Map.of()), MetricValues.none(), null, List.of(values), null);
  }

  /** A value of a slice with any text. */
  public static SliceReport value(String slice, String value, long rows, double mean) {
    return new SliceReport(
        slice, value, rows(rows, rows, 0, Map.of()), losses(rows, mean, mean / 10));
  }

  private static Verdict verdict(
      SplitPart part, Double value, Verdict.Outcome outcome, boolean passed) {
    String reason = outcome == Verdict.Outcome.INCONCLUSIVE ? "too few rows" : "judged";
    return new Verdict("test", part, LOSS_MEAN, "max", 0.25, value, outcome, passed, reason);
  }

  /** One split whose slice has this name and value, and a gate that failed on it. */
  public static EvaluationReport slicedBy(String slice, String value) {
    SplitReport split =
        new SplitReport(
            "all",
            rows(3, 3, 0, Map.of()),
            losses(3, 0.5, 0.05),
            null,
            List.of(value(slice, value, 3, 0.5)),
            null);
    Verdict verdict =
        new Verdict(
            "all",
            SplitPart.value(slice, value),
            LOSS_MEAN,
            "max",
            0.25,
            0.5,
            Verdict.Outcome.FAIL,
            false,
            "0.5 > 0.25");
    return new EvaluationReport(run("hostile"), List.of(split), List.of(verdict));
  }

  /** Returns a run that read the {@link #snapshot} of a table. */
  public static RunInfo ofTable(RunInfo run) {
    return new RunInfo(
        run.id(),
        run.name(),
        run.started(),
        run.finished(),
        run.versions(),
        Map.of("input", Map.of("table", snapshot().table())),
        run.input().ofTables(List.of(snapshot())),
        run.warnings());
  }

  /** Returns a snapshot of a table that was read by a tag. */
  public static TableVersion snapshot() {
    return new TableVersion(
        "input",
        "lake.db.t",
        TableVersion.ICEBERG,
        "328833931838820085",
        "release",
        Instant.parse("2026-11-28T10:59:59.220Z"),
        5L);
  }
}
