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
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.sparkxent.FaultyFileSystem;
import io.github.sparkxent.SparkSessions;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.JsonReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in the output directory, whatever happens: one whole result, and a right status. */
@ExtendWith(SparkSessions.class)
class PublishingIT {
  private final SparkSession spark;

  @TempDir private Path directory;

  PublishingIT(SparkSession spark) {
    this.spark = spark;
  }

  @BeforeEach
  void install() {
    FaultyFileSystem.install(spark.sparkContext().hadoopConfiguration());
  }

  @AfterEach
  void clear() {
    FaultyFileSystem.clear();
  }

  private EvaluationReport evaluate(String... settings) {
    return EvaluationJob.run(spark, config(settings));
  }

  private EvaluationConfig config(String... settings) {
    ConfigurationReader reader =
        ConfigurationReader.of(
            "test.yaml", "{name: tutorial, run_id: run, input: {path: data/tutorial}}");
    reader.setText("output.directory", "faulty://" + directory.resolve("out"));
    for (String setting : settings) {
      reader.setYaml(setting.split("=", 2)[0], setting.split("=", 2)[1]);
    }
    return reader.read();
  }

  private EvaluationException refused(String... settings) {
    return catchThrowableOfType(EvaluationException.class, () -> evaluate(settings));
  }

  private Path out() {
    return directory.resolve("out/tutorial");
  }

  private String published() throws IOException {
    assertThat(out().resolve("run/_SUCCESS")).exists();
    return Files.readString(out().resolve("run/metrics.json"));
  }

  private String status() throws IOException {
    return Files.readString(out().resolve("run.status.json"));
  }

  private List<String> entries() throws IOException {
    try (Stream<Path> entries = Files.list(out())) {
      return entries.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void the_same_id_again_replaces_the_result() throws IOException {
    evaluate();
    EvaluationReport second = evaluate("loss.label_smoothing=0.1");

    assertThat(new JsonReport().parse(published())).isEqualTo(second);
    assertThat(entries()).containsExactly("run", "run.status.json");
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
        runs.add(() -> evaluate(smoothing, plainDirectory));
      }
      for (Future<EvaluationReport> run : threads.invokeAll(runs)) {
        reports.add(run.get());
      }
    } finally {
      threads.shutdown();
    }

    assertThat(reports).contains(new JsonReport().parse(published()));
    assertThat(entries()).containsExactly("run", "run.status.json");
    assertThat(status()).contains("\"passed\"");
  }

  @Test
  void a_task_that_fails_while_rows_are_written_leaves_the_earlier_result() throws IOException {
    evaluate();
    String earlier = published();
    FaultyFileSystem.set(
        (operation, path) -> {
          if (operation.equals("create") && path.getName().startsWith("part-")) {
            throw new IOException("no space left on device");
          }
        });

    EvaluationException failure = refused("output.losses=true");

    assertThat(failure.kind()).isEqualTo(EvaluationException.Kind.ENVIRONMENT);
    assertThat(failure).hasMessageContaining("no space left on device");
    assertThat(published()).isEqualTo(earlier);
    assertThat(status()).contains("\"failed\"", "no space left on device");
    assertThat(entries()).containsExactly("run", "run.status.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"metrics.json", "_SUCCESS"})
  void a_store_that_fails_while_the_report_is_written_leaves_the_earlier_result(String file)
      throws IOException {
    evaluate();
    String earlier = published();
    FaultyFileSystem.set(
        (operation, path) -> {
          if (operation.equals("create") && path.getName().equals(file)) {
            throw new IOException("quota exceeded");
          }
        });

    assertThat(refused().kind()).isEqualTo(EvaluationException.Kind.ENVIRONMENT);
    assertThat(published()).isEqualTo(earlier);
    assertThat(status()).contains("\"failed\"", "quota exceeded");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", ".staging-"})
  void a_rename_that_fails_leaves_the_earlier_result(String name) throws IOException {
    evaluate();
    String earlier = published();
    FaultyFileSystem.set(
        (operation, path) -> {
          if (operation.equals("rename") && path.getName().startsWith(name)) {
            throw new IOException("connection reset");
          }
        });

    assertThat(refused("loss.label_smoothing=0.1").kind())
        .isEqualTo(EvaluationException.Kind.ENVIRONMENT);
    assertThat(published()).isEqualTo(earlier);
    assertThat(entries()).containsExactly("run", "run.status.json");
  }

  @Test
  void a_status_that_cannot_be_written_does_not_hide_why_a_run_failed() {
    FaultyFileSystem.set(
        (operation, path) -> {
          if (path.getName().equals("_SUCCESS")) {
            FaultyFileSystem.set(
                (o, p) -> {
                  throw new IOException("store is gone");
                });
            throw new IOException("disk full");
          }
        });

    assertThat(refused()).hasMessageContaining("disk full");
  }

  @Test
  void a_failed_gate_is_published() throws IOException {
    evaluate("gates=[{split: all, metric: loss_mean, max: 0.1}]");

    assertThat(published()).contains("\"verdict\": \"fail\"");
    assertThat(status()).contains("\"gate_failed\"");
  }

  @ParameterizedTest
  @CsvSource({"007", "1e3", "null", "true", "2026-01-01", "a+b"})
  void a_run_id_stays_text(String id) throws IOException {
    ConfigurationReader reader = ConfigurationReader.of("t.yaml", "input: {path: data/tutorial}");
    reader.setText("output.directory", directory.toString());
    reader.setText("run_id", id);

    assertThat(EvaluationJob.run(spark, reader.read()).run().id()).isEqualTo(id);
    assertThat(directory.resolve("evaluation").resolve(id).resolve("metrics.json")).exists();
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
