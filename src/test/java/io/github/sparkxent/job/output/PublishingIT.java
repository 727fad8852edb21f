// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.job.config.ConfigurationReader;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.json.JsonReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in the output directory, whatever happens: one whole result, and a right status. */
class PublishingIT extends PublishingFixture {
  PublishingIT(SparkSession spark) {
    super(spark);
  }

  @Test
  void the_same_id_again_replaces_the_result() throws IOException {
    publish();
    EvaluationReport second = publish("loss.label_smoothing=0.1");

    assertThat(new JsonReport().parse(published())).isEqualTo(second);
    assertThat(entries()).containsExactly("latest.json", "run", "run.status.json");
  }

  @Test
  void the_same_id_at_once_leaves_one_whole_result() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<EvaluationReport> reports = new ArrayList<>();
    try {
      List<Callable<EvaluationReport>> runs = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        String smoothing = "loss.label_smoothing=0." + i;
        String plainDirectory = "output.directory=" + directory.resolve("out");
        runs.add(() -> publish(smoothing, plainDirectory));
      }
      for (Future<EvaluationReport> run : threads.invokeAll(runs)) {
        reports.add(run.get());
      }
    } finally {
      threads.shutdown();
    }

    assertThat(reports).contains(new JsonReport().parse(published()));
    assertThat(entries()).containsExactly("latest.json", "run", "run.status.json");
    assertThat(status()).contains("\"passed\"").isEqualTo(lastWord());
  }

  private String lastWord() throws IOException {
    return Files.readString(out().resolve("run/_SUCCESS"));
  }

  @Test
  void of_two_at_once_the_status_tells_of_the_one_whose_result_stays() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    String plainDirectory = "output.directory=" + directory.resolve("out");
    try {
      for (int round = 0; round < 3; round++) {
        List<Callable<EvaluationReport>> runs = new ArrayList<>();
        for (String max : List.of("100", "0")) {
          String gate = "gates=[{metric: loss_mean, max: " + max + "}]";
          runs.add(() -> publish(gate, plainDirectory));
        }
        for (Future<EvaluationReport> run : threads.invokeAll(runs)) {
          run.get();
        }

        boolean passed = published().contains("\"verdict\": \"pass\"");
        assertThat(status())
            .isEqualTo(lastWord())
            .contains(passed ? "\"passed\"" : "\"gate_failed\"");
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void a_failed_gate_is_published() throws IOException {
    publish("gates=[{split: all, metric: loss_mean, max: 0.1}]");

    assertThat(published()).contains("\"verdict\": \"fail\"");
    assertThat(status()).contains("\"gate_failed\"");
  }

  @ParameterizedTest
  @CsvSource({"007", "1e3", "null", "true", "2026-01-01", "a+b"})
  void a_run_id_stays_text(String id) throws IOException {
    ConfigurationReader reader = configuration(Path.of("data/tutorial"));
    reader.setText("run_id", id);

    assertThat(evaluate(reader).run().id()).isEqualTo(id);
    assertThat(directory.resolve("out/evaluation").resolve(id).resolve("metrics.json")).exists();
  }

  /** Labels in the place of the result, and whatever else a query reads. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "input={query: \"SELECT * FROM parquet.`%s`\"} | input.query reads",
        "input={table: \"parquet.`%s`\"} | input.table reads",
        "input={splits: {a: '%s'}} | input.splits",
        "labels={path: '%s'} | labels.path",
        "labels={query: \"SELECT * FROM parquet.`%s`\"} | labels.query reads",
        "labels={table: \"parquet.`%s`\"} | labels.table reads"
      })
  void what_is_read_at_the_place_of_the_result_is_refused_and_kept(String setting, String said)
      throws IOException {
    Path data = Files.createDirectories(out().resolve("run"));
    Path file = data.resolve("tutorial data.parquet");
    Files.copy(Path.of("data/tutorial/tutorial.snappy.parquet"), file);

    EvaluationException failure =
        refused(
            setting.formatted(data),
            "columns.id=label",
            "output.directory=" + directory.resolve("out"));

    assertThat(failure.kind()).isEqualTo(EvaluationException.Kind.CONFIGURATION);
    assertThat(failure).hasMessageContaining(said).message().hasLineCount(1);
    assertThat(file).exists();
    assertThat(entries()).containsExactly("run");
  }

  @Test
  void a_query_beside_the_place_of_the_result_is_taken() throws IOException {
    Path data = Files.createDirectories(out().resolve("run-2"));
    Files.copy(Path.of("data/tutorial/tutorial.snappy.parquet"), data.resolve("a.parquet"));

    publish("input={query: \"SELECT * FROM parquet.`" + data + "`\"}");

    assertThat(status()).contains("\"passed\"");
  }

  @Test
  void a_directory_that_no_run_has_published_is_refused_and_kept() throws IOException {
    Path thesis = Files.createDirectories(out().resolve("run")).resolve("thesis.txt");
    Files.writeString(thesis, "precious");

    EvaluationException failure = refused();

    assertThat(failure.kind()).isEqualTo(EvaluationException.Kind.CONFIGURATION);
    assertThat(failure)
        .hasMessage(
            "faulty:%s is not a result of evaluation tutorial with run_id run and is kept,"
                    .formatted(out().resolve("run"))
                + " expected another run_id, name or output.directory");
    assertThat(thesis).hasContent("precious");
    assertThat(entries()).containsExactly("run");
  }

  @Test
  void an_output_in_the_input_is_refused_before_anything_is_written() throws IOException {
    Path data = directory.resolve("data");
    Files.createDirectories(data);
    Files.copy(Path.of("data/tutorial/tutorial.snappy.parquet"), data.resolve("tutorial.parquet"));

    EvaluationException failure =
        refused("input.path=" + data, "output.directory=" + data.resolve("out"));

    assertThat(failure.kind()).isEqualTo(EvaluationException.Kind.CONFIGURATION);
    assertThat(data.resolve("out")).doesNotExist();
  }
}
