// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.mlflow;

import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.config.MlflowServer;
import io.github.sparkxent.job.failure.ReadFailure;
import io.github.sparkxent.job.failure.Secrets;
import io.github.sparkxent.metric.name.MetricNames;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.RowAccounting;
import io.github.sparkxent.report.RunInfo;
import io.github.sparkxent.report.SliceReport;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.text.TerminalText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs a published report as a run of MLflow: the configuration as parameters, the metrics of each
 * split and the main ones of its slices, those of a comparison with a baseline among them, the
 * verdict as a tag.
 *
 * <p>Undefined metrics, characters that MLflow refuses in names, and long texts are left out or
 * made to fit. A failure is a warning in the log and nothing else.
 */
public final class MlflowLog {
  private static final Logger LOG = LoggerFactory.getLogger(MlflowLog.class);

  /** The limits of one log-batch call, and of keys and values on every server of MLflow. */
  private static final int MAX_METRICS = 1000;

  private static final int MAX_PARAMETERS = 100;
  private static final int MAX_BYTES = 250;

  /** Leave room for the metric's name in a key. */
  private static final int MAX_SPLIT_BYTES = 150;

  private static final int MAX_SLICE_BYTES = 25;
  private static final int MAX_VALUE_BYTES = 40;

  /** From this number of metrics on, no more of slices are logged. */
  private static final int MAX_SLICED_METRICS = 10_000;

  /** The main figures of a comparison, for values of slices. */
  private static final List<String> COMPARED =
      List.of("rows", "loss_mean.difference", "loss_mean.stderr", "loss_mean.p");

  private static final String GATES = "gates";
  private static final String GATES_FAILED = "gates_failed";

  private final EvaluationReport report;
  private final MlflowClient client;
  private final long finished;

  MlflowLog(EvaluationReport report, MlflowClient client) {
    this.report = report;
    this.client = client;
    finished = report.run().finished().toEpochMilli();
  }

  /** Logs a report if the configuration asks for it; file systems may have its artifacts. */
  public static void log(
      Configuration hadoop, EvaluationConfig config, EvaluationReport report, String place) {
    MlflowServer mlflow = config.output().mlflow();
    if (mlflow == null) {
      return;
    }
    try {
      String run = log(hadoop, mlflow, report, place);
      LOG.info("{}: logged to MLflow as run {}", config.name(), TerminalText.printable(run, 100));
    } catch (IOException | RuntimeException e) {
      LOG.warn(
          "{}: the report is published, but not logged to MLflow at {}: {}",
          config.name(),
          mlflow.trackingUri(),
          TerminalText.printable(Secrets.mask(ReadFailure.oneLine(e))));
    }
  }

  /**
   * Logs a report.
   *
   * @throws IOException if a call fails; the message says which and why, in one line
   */
  public static String log(
      Configuration hadoop, MlflowServer mlflow, EvaluationReport report, String place)
      throws IOException {
    String experiment = mlflow.experiment() == null ? report.run().name() : mlflow.experiment();
    Duration timeout = Duration.ofSeconds(mlflow.timeoutSeconds());
    MlflowClient client =
        new MlflowClient(mlflow.trackingUri(), timeout, System.getenv(mlflow.tokenVariable()));
    return new MlflowLog(report, client)
        .log(
            experiment,
            place,
            run -> {
              if (mlflow.artifacts()) {
                new MlflowArtifacts(client, run, hadoop, timeout).upload(report);
              }
            });
  }

  private String log(String experiment, String place, Consumer<MlflowClient.Run> artifacts)
      throws IOException {
    RunInfo info = report.run();
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("experiment_id", client.experiment(experiment));
    run.put("run_name", fitted(info.id(), MAX_BYTES));
    run.put("start_time", info.started().toEpochMilli());
    run.put("tags", tags(place));
    MlflowClient.Run created = client.createRun(run);
    String runId = created.id();
    boolean logged = false;
    try {
      logParameters(runId);
      logMetrics(runId);
      logged = true;
      artifacts.accept(created);
    } finally {
      end(runId, logged);
    }
    return runId;
  }

  /**
   * Ends the run, so that it does not seem to go on; a failure here must not hide the first one.
   */
  private void end(String runId, boolean logged) throws IOException {
    try {
      client.updateRun(
          Map.of("run_id", runId, "status", logged ? "FINISHED" : "FAILED", "end_time", finished));
    } catch (IOException e) {
      if (logged) {
        throw e;
      }
    }
  }

  private List<Map<String, Object>> tags(String place) {
    String verdict = report.gates().isEmpty() ? "none" : report.passed() ? "passed" : "failed";
    List<Map<String, Object>> tags = new ArrayList<>();
    tags.add(entry("spark_xent.verdict", verdict));
    tags.add(entry("spark_xent.name", report.run().name()));
    tags.add(entry("spark_xent.run_id", report.run().id()));
    tags.add(entry("spark_xent.report", place));
    if (report.run().dataDate() != null) {
      tags.add(entry("spark_xent.data_date", report.run().dataDate().toString()));
    }
    report.run().versions().forEach((of, version) -> tags.add(entry("version." + of, version)));
    Set<String> own = tags.stream().map(tag -> (String) tag.get("key")).collect(Collectors.toSet());
    report.run().tags().forEach((name, text) -> addTag(tags, own, name, text));
    return tags;
  }

  /** Adds a tag of the user's own, unless this program has one of that name. */
  private static void addTag(
      List<Map<String, Object>> tags, Set<String> own, String name, String text) {
    if (!own.contains(name)) {
      tags.add(entry(name, text));
    }
  }

  private static Map<String, Object> entry(String key, String value) {
    return Map.of("key", fitted(key, MAX_BYTES), "value", fitted(value, MAX_BYTES));
  }

  private void logParameters(String runId) throws IOException {
    Map<String, String> flat = new TreeMap<>();
    flatten("", report.run().configuration(), flat);
    List<Map<String, Object>> parameters = new ArrayList<>();
    flat.forEach((key, value) -> parameters.add(entry(key, value)));
    for (int i = 0; i < parameters.size(); i += MAX_PARAMETERS) {
      int end = Math.min(parameters.size(), i + MAX_PARAMETERS);
      client.logBatch(Map.of("run_id", runId, "params", parameters.subList(i, end)));
    }
  }

  /** Adds each set key of a configuration by its path, lists as text. */
  private static void flatten(String path, Object value, Map<String, String> flat) {
    if (value instanceof Map<?, ?> group) {
      group.forEach(
          (key, of) -> flatten(path.isEmpty() ? key.toString() : path + "." + key, of, flat));
    } else if (value != null && !value.equals(List.of())) {
      flat.put(path, value.toString());
    }
  }

  private void logMetrics(String runId) throws IOException {
    List<Map<String, Object>> metrics = metrics();
    for (int i = 0; i < metrics.size(); i += MAX_METRICS) {
      int end = Math.min(metrics.size(), i + MAX_METRICS);
      client.logBatch(Map.of("run_id", runId, "metrics", metrics.subList(i, end)));
    }
  }

  /** Returns everything that is logged as a metric. */
  List<Map<String, Object>> metrics() {
    List<Map<String, Object>> metrics = new ArrayList<>();
    // A store of files cannot have both a metric and a group of one name.
    Set<String> names = new HashSet<>(List.of(GATES, GATES_FAILED));
    for (SplitReport split : report.splits()) {
      String name = split.split() == null ? "(none)" : split.split();
      String group = unique(splitKey(name), names);
      RowAccounting rows = split.rows();
      add(metrics, group, "rows_read", rows.read());
      add(metrics, group, "rows_ignored", rows.ignored());
      if (rows.filtered() > 0) {
        add(metrics, group, "rows_filtered", rows.filtered());
      }
      add(metrics, group, "rows_invalid", rows.invalid());
      for (String metric : split.metrics().names()) {
        add(metrics, group, metric, split.metrics().value(metric));
      }
      if (split.comparison() != null) {
        split
            .comparison()
            .figures()
            .forEach((of, value) -> add(metrics, group, "comparison." + of, value));
      }
      addSlices(metrics, group, split, names);
    }
    long failed = report.gates().stream().filter(gate -> !gate.passed()).count();
    metrics.add(metric(GATES, report.gates().size()));
    metrics.add(metric(GATES_FAILED, (double) failed));
    return metrics;
  }

  /** Adds the main metrics of slices, under a group of their own that no metric is called. */
  private void addSlices(
      List<Map<String, Object>> metrics, String key, SplitReport split, Set<String> names) {
    for (String slice : split.sliceNames()) {
      String group = unique(key + "/slices/" + part(slice, MAX_SLICE_BYTES), names);
      for (SliceReport one : split.valuesOf(slice)) {
        if (metrics.size() >= MAX_SLICED_METRICS) {
          return;
        }
        String text = one.value() == null ? "(null)" : one.value();
        String value = unique(group + "/" + part(text, MAX_VALUE_BYTES), names);
        for (String metric : MetricNames.SLICE_METRICS) {
          add(metrics, value, metric, one.metrics().value(metric));
        }
        if (one.comparison() != null) {
          Map<String, Number> figures = one.comparison().figures();
          COMPARED.forEach(of -> add(metrics, value, "comparison." + of, figures.get(of)));
        }
      }
    }
  }

  private void add(List<Map<String, Object>> metrics, String group, String metric, Number value) {
    if (value != null) {
      metrics.add(metric(group + "/" + metric, value.doubleValue()));
    }
  }

  private Map<String, Object> metric(String key, double value) {
    // NaN and the infinities become the texts that the JSON form of Protocol Buffers has for them.
    return Map.of("key", key, "value", value, "timestamp", finished, "step", 0);
  }

  /** Returns the name of a split as a part of a key. */
  static String splitKey(String split) {
    return part(split, MAX_SPLIT_BYTES);
  }

  /** Returns a text as a part of a key: MLflow takes few characters, and no . or .. */
  private static String part(String text, int maxBytes) {
    String plain = text.replaceAll("[^\\p{L}\\p{N}_. -]", "_");
    return plain.replace(".", "").isBlank() ? "_" + plain : fitted(plain, maxBytes);
  }

  private static String unique(String key, Set<String> taken) {
    String found = key;
    for (int i = 2; !taken.add(found); i++) {
      found = key + "-" + i;
    }
    return found;
  }

  /** Returns the longest beginning of a text that fits a number of bytes of UTF-8. */
  static String fitted(String text, int maxBytes) {
    if (text.length() <= maxBytes / 3) {
      return text;
    }
    int bytes = 0;
    int end = 0;
    while (end < text.length()) {
      int next = text.offsetByCodePoints(end, 1);
      bytes += text.substring(end, next).getBytes(StandardCharsets.UTF_8).length;
      if (bytes > maxBytes) {
        return text.substring(0, end);
      }
      end = next;
    }
    return text;
  }
}
