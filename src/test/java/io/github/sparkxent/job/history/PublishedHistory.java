// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.history;

import io.github.sparkxent.metric.name.MetricValues;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.InputManifest;
import io.github.sparkxent.report.RowAccounting;
import io.github.sparkxent.report.RunInfo;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.Verdict;
import io.github.sparkxent.report.json.JsonReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Published runs of an evaluation, one a day, as an evaluation leaves them. */
public final class PublishedHistory {
  private static final Instant FIRST = Instant.parse("2026-01-01T06:00:00Z");

  private final Path evaluation;
  private int days;

  /** Starts in the directory of an evaluation. */
  public PublishedHistory(Path evaluation) {
    this.evaluation = evaluation;
  }

  /** Publishes a run of the next day. */
  public PublishedHistory add(String id, double loss, double smoothing, Verdict... gates)
      throws IOException {
    Instant started = FIRST.plus(Duration.ofDays(days++));
    MetricValues metrics =
        MetricValues.builder()
            .put("loss_mean", loss)
            .put("loss_stderr", 0.0001)
            .put("loss_mean_ci95_low", loss - 0.0002)
            .put("loss_mean_ci95_high", loss + 0.0002)
            .put("accuracy", 1 - loss)
            .put("perplexity", 1 + loss)
            .build();
    SplitReport split =
        new SplitReport("test", new RowAccounting(9, 9, 0, 0, new TreeMap<>()), metrics);
    String name = evaluation.getFileName().toString();
    RunInfo run =
        new RunInfo(
            id,
            name,
            started,
            started,
            Map.of("spark_xent", "1"),
            Map.of("run_id", id, "name", name, "loss", Map.of("label_smoothing", smoothing)),
            new InputManifest(List.of(), null, null),
            List.of());
    Path result = Files.createDirectories(evaluation.resolve(id));
    Files.writeString(
        result.resolve("metrics.json"),
        new JsonReport().render(new EvaluationReport(run, List.of(split), List.of(gates))));
    Files.writeString(
        result.resolve("_SUCCESS"),
        """
        {"run_id": "%s", "name": "%s", "attempt": "a%s", "order": 1, "state": "passed",
         "started": "%s", "finished": "%s", "invalid_by_reason": {}}
        """
            .formatted(id, name, days, started, started));
    return this;
  }

  /** Returns the verdict of a limit. */
  public static Verdict max(double loss, double limit) {
    boolean passed = loss <= limit;
    return new Verdict(
        "test", "loss_mean", "max", limit, loss, passed, loss + (passed ? " <= " : " > ") + limit);
  }
}
