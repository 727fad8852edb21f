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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.parquet.io.ParquetDecodingException;
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
          runs.add(() -> evaluate(gate, plainDirectory));
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
  void a_disk_that_is_full_while_a_report_is_written_is_worth_another_try() throws IOException {
    evaluate();
    String earlier = published();
    FaultyFileSystem.set(
        (operation, path) -> {
          if (operation.equals("create") && path.getName().equals("metrics.json")) {
            throw FaultyFileSystem.fullDisk();
          }
        });

    EvaluationException failure = refused();

    assertThat(failure.kind()).isEqualTo(EvaluationException.Kind.ENVIRONMENT);
    assertThat(failure)
        .hasMessageContainingAll("metrics.json", "No space left on device")
        .message()
        .hasLineCount(1);
    assertThat(published()).isEqualTo(earlier);
    assertThat(status()).contains("\"failed\"", "No space left on device");
    assertThat(entries()).containsExactly("run", "run.status.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"part-", "_temporary", "_SUCCESS"})
  void a_disk_that_is_full_while_losses_are_written_is_worth_another_try(String file)
      throws IOException {
    evaluate();
    String earlier = published();
    FaultyFileSystem.set(
        (operation, path) -> {
          if (operation.equals("create") && path.toString().contains("losses/" + file)
              || operation.equals("create") && path.getName().startsWith(file)) {
            throw FaultyFileSystem.fullDisk();
          }
        });

    EvaluationException failure = refused("output.losses=true");

    assertThat(failure.kind()).isEqualTo(EvaluationException.Kind.ENVIRONMENT);
    assertThat(failure).hasMessageContaining("No space left on device");
    assertThat(published()).isEqualTo(earlier);
    assertThat(status()).contains("\"failed\"", "No space left on device");
    assertThat(entries()).containsExactly("run", "run.status.json");
  }

  @Test
  void a_disk_that_is_full_for_a_moment_after_the_failure_still_has_the_status()
      throws IOException {
    AtomicInteger refused = new AtomicInteger();
    FaultyFileSystem.set(
        (operation, path) -> {
          boolean isReport = path.getName().equals("metrics.json");
          if (operation.equals("create") && (isReport || refused.get() == 1)) {
            refused.incrementAndGet();
            throw FaultyFileSystem.fullDisk();
          }
        });

    assertThat(refused()).hasMessageContaining("No space left on device");
    assertThat(status()).contains("\"failed\"", "No space left on device");
    assertThat(entries()).containsExactly("run.status.json");
  }

  @Test
  void a_disk_that_is_full_is_told_before_what_it_leads_to() {
    IOException full = new IOException("No space left on device");
    RuntimeException failure = new ParquetDecodingException("cannot be finished", full);

    assertThat(ReadFailure.translate(failure))
        .isInstanceOfSatisfying(
            EvaluationException.class,
            known -> assertThat(known.kind()).isEqualTo(EvaluationException.Kind.ENVIRONMENT))
        .hasMessage("storage or cluster failed: No space left on device");
  }

  @Test
  void a_disk_that_is_full_from_the_start_leaves_no_stray_file() throws IOException {
    FaultyFileSystem.set(
        (operation, path) -> {
          if (operation.equals("create")) {
            throw FaultyFileSystem.fullDisk();
          }
        });

    EvaluationException failure = refused();

    assertThat(failure.kind()).isEqualTo(EvaluationException.Kind.ENVIRONMENT);
    assertThat(failure).hasMessageContainingAll("output.directory", "No space left on device");
    assertThat(entries()).isEmpty();
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

    evaluate("input={query: \"SELECT * FROM parquet.`" + data + "`\"}");

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
