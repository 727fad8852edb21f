// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** A day in a pipeline: a scheduler that reads nothing but the status file. */
class PipelineDayIT extends EvaluationFixture {
  private static final ObjectMapper JSON = new ObjectMapper();

  PipelineDayIT(SparkSession spark) {
    super(spark);
  }

  /** What the scheduler does next. */
  private enum Next {
    TRY_AGAIN,
    REPAIR,
    LOOK_AT_THE_REPORT,
    GO_ON
  }

  private Path beside(String name) {
    return directory.resolve("out/nightly").resolve(name);
  }

  private JsonNode read(String name) throws IOException {
    return JSON.readTree(beside(name).toFile());
  }

  /** Decides by the status file alone. */
  private Next next(String runId) throws IOException {
    JsonNode status = read(runId + ".status.json");
    if (status.get("retryable").booleanValue()) {
      return Next.TRY_AGAIN;
    }
    return switch (status.get("exit_code").intValue()) {
      case ExitCode.DONE -> Next.GO_ON;
      case ExitCode.GATE_FAILED -> Next.LOOK_AT_THE_REPORT;
      default -> Next.REPAIR;
    };
  }

  private void run(String runId, String... settings) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "name=nightly",
                "run_id=" + runId,
                "data_date=2026-11-26",
                "tags={model: mlp-7}",
                "input.path='" + directory.resolve("day=${date}") + "'",
                "input.wait=1s",
                "output.formats=[prometheus]",
                "gates=[{metric: loss_mean, max: 0.5}, {metric: accuracy, min: 0.5}]"));
    all.addAll(List.of(settings));
    var reader = configuration("{}", all.toArray(new String[0]));
    reader.setVariable("date", "2026-11-26");
    evaluate(reader);
  }

  private int refused(String runId, String... settings) {
    return ExitCode.of(catchThrowableOfType(EvaluationException.class, () -> run(runId, settings)));
  }

  private void deliver() throws IOException {
    Path day = Files.createDirectories(directory.resolve("day=2026-11-26"));
    Files.copy(Path.of("data/tutorial/tutorial.snappy.parquet"), day.resolve("a.parquet"));
  }

  private String monitored(String metric) throws IOException {
    return Files.readAllLines(beside("metrics.prom")).stream()
        .filter(line -> line.startsWith("sparkxent_" + metric + "{"))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .findFirst()
        .orElse(null);
  }

  @Test
  void the_status_alone_decides_and_the_pointer_names_the_last_published_run() throws Exception {
    assertThat(refused("first")).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(next("first")).as("the data are late").isEqualTo(Next.TRY_AGAIN);
    assertThat(beside("latest.json")).doesNotExist();
    assertThat(monitored("run_failed")).isEqualTo("1");
    assertThat(monitored("run_exit_code")).isEqualTo("5");

    deliver();
    assertThat(refused("first", "columns.label=label + 9")).isEqualTo(ExitCode.INPUT);
    assertThat(next("first")).as("the rows are refused").isEqualTo(Next.REPAIR);
    JsonNode refused = read("first.status.json");
    assertThat(refused.at("/rows/read").longValue()).isPositive();
    assertThat(refused.at("/rows/invalid")).isEqualTo(refused.at("/rows/read"));
    assertThat(refused.at("/message").asText()).contains("label_out_of_range");
    assertThat(beside("latest.json")).doesNotExist();

    run("first", "gates=[{metric: loss_mean, max: 0.1}]");
    assertThat(next("first")).as("a gate failed").isEqualTo(Next.LOOK_AT_THE_REPORT);
    JsonNode failed = read("first.status.json");
    assertThat(failed.at("/failed_gates/0").asText())
        .startsWith("gate failed: split all: loss_mean 0.4076");
    assertThat(Path.of(java.net.URI.create(failed.at("/report").asText())))
        .isEqualTo(beside("first"));
    assertThat(failed.at("/data_date").asText()).isEqualTo("2026-11-26");
    assertThat(failed.at("/tags/model").asText()).isEqualTo("mlp-7");
    assertThat(beside("latest.json")).hasSameTextualContentAs(beside("first/_SUCCESS"));
    assertThat(monitored("run_failed")).isEqualTo("0");
    assertThat(monitored("gate_passed")).isEqualTo("0");

    run("second");
    assertThat(next("second")).isEqualTo(Next.GO_ON);
    assertThat(read("second.status.json").at("/gates").toString())
        .isEqualTo("{\"passed\":2,\"failed\":0,\"inconclusive\":0}");
    assertThat(read("latest.json").at("/run_id").asText()).isEqualTo("second");

    assertThat(refused("third", "columns.label=label + 9")).isEqualTo(ExitCode.INPUT);
    assertThat(read("latest.json").at("/run_id").asText()).isEqualTo("second");
    assertThat(monitored("run_failed")).as("no sleep on the second run's").isEqualTo("1");
    assertThat(monitored("loss_mean")).isNull();
  }

  @Test
  void two_runs_at_once_leave_the_pointer_at_the_later_one() throws Exception {
    deliver();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<?>> both =
          List.of(threads.submit(() -> run("a")), threads.submit(() -> run("b")));
      for (Future<?> one : both) {
        one.get();
      }
    } finally {
      threads.shutdown();
    }
    long a = read("a.status.json").at("/order").longValue();
    long b = read("b.status.json").at("/order").longValue();

    assertThat(next("a")).isEqualTo(Next.GO_ON);
    assertThat(next("b")).isEqualTo(Next.GO_ON);
    if (a != b) {
      assertThat(beside("latest.json"))
          .hasSameTextualContentAs(beside((a > b ? "a" : "b") + ".status.json"));
    }
  }
}
