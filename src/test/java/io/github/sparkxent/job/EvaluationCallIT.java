// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.SparkSessions;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.json.JsonReport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An evaluation as a program calls it. */
@ExtendWith(SparkSessions.class)
class EvaluationCallIT {
  private final SparkSession spark;
  @TempDir private Path directory;

  EvaluationCallIT(SparkSession spark) {
    this.spark = spark;
  }

  private Evaluation evaluation() {
    return Evaluation.of(spark).set("output.directory", directory.resolve("out").toString());
  }

  @Test
  void the_example_of_the_documentation_runs() {
    PublishedRun run =
        Evaluation.of(spark)
            .config("conf/mnist.yaml")
            .set("output.directory", directory.toString())
            .run();

    assertThat(run.report().passed()).isTrue();
    assertThat(run.report().run().name()).isEqualTo("mnist-mlp");
  }

  @Test
  void the_report_stands_in_the_directory_that_is_returned() throws IOException {
    PublishedRun run = evaluation().yaml("{name: tutorial, input: {path: data/tutorial}}").run();

    assertThat(run.directory())
        .isEqualTo("file:" + directory + "/out/tutorial/" + run.report().run().id());
    String published =
        Files.readString(Path.of(URI.create(run.directory())).resolve("metrics.json"));
    assertThat(new JsonReport().parse(published)).isEqualTo(run.report());
  }

  @Test
  void a_failed_gate_is_a_report() {
    PublishedRun run =
        evaluation()
            .set("input.path", "data/tutorial")
            .set("gates", "[{metric: loss_mean, max: 0.1}]")
            .run();

    assertThat(run.report().passed()).isFalse();
    assertThat(run.report().gates()).hasSize(1);
  }

  @Test
  void settings_go_over_the_configuration_in_their_order() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("gates", "[{metric: loss_mean, max: 1}]");
    settings.put("gates.0.max", "2");

    assertThat(
            evaluation()
                .yaml("{input: {path: data/none}}")
                .set("input.path", "data/tutorial")
                .set(settings)
                .config()
                .gates())
        .singleElement()
        .satisfies(gate -> assertThat(gate.max()).isEqualTo(2));
  }

  @ParameterizedTest
  @CsvSource({"UTC, 0", "Asia/Tokyo, 9"})
  void expressions_follow_what_is_set_in_the_caller_s_session(String zone, String hour) {
    spark.conf().set("spark.sql.session.timeZone", zone);

    PublishedRun run =
        evaluation()
            .set("input.path", "data/tutorial")
            .set("columns.split", "hour(timestamp_seconds(0))")
            .run();

    assertThat(run.report().splits()).extracting(SplitReport::split).containsExactly(hour);
  }

  @Test
  void a_file_of_any_storage_gives_the_configuration_and_its_name() throws IOException {
    Path file = directory.resolve("nightly.yaml");
    Files.writeString(file, "input: {path: data/tutorial}");

    assertThat(evaluation().config("faulty:" + file).config().name()).isEqualTo("nightly");
    assertThat(evaluation().config(file.toUri().toString()).config().name()).isEqualTo("nightly");
  }

  @Test
  void a_check_reads_no_row_and_writes_nothing() {
    CheckedInput input = evaluation().set("input.path", "data/tutorial").check();

    assertThat(input.rows()).isEqualTo(3);
    assertThat(directory.resolve("out")).doesNotExist();
  }

  @Test
  void what_is_wrong_is_said_in_a_line_with_who_has_to_act() throws IOException {
    Files.write(directory.resolve("latin.yaml"), new byte[] {(byte) 0xe9});

    assertFails(
        evaluation().config("conf/none.yaml"),
        2,
        "configuration conf/none.yaml does not exist or is a directory, expected a YAML file");
    assertFails(
        evaluation().config("conf"),
        2,
        "configuration conf does not exist or is a directory, expected a YAML file");
    assertFails(
        evaluation().config(""),
        2,
        "configuration \"\" is no path: Can not create a Path from an empty string");
    assertFails(evaluation().config("nowhere://a/b.yaml"), 2, "configuration nowhere://a/b.yaml: ");
    assertFails(
        evaluation().config(directory.resolve("latin.yaml").toString()),
        2,
        "latin.yaml is not UTF-8, expected a YAML file");
    assertFails(evaluation().yaml("input: ["), 2, "yaml: not valid YAML at line 1, column ");
    assertFails(
        evaluation().set("inptu.path", "x"), 2, "settings: unknown key inptu, expected one of");
    assertFails(
        evaluation().set("input.", "x"),
        2,
        "set input.: found an empty key, expected a key such as input.path");
    assertFails(evaluation().set("input.path", "data/none"), 2, "data/none does not exist");
    assertFails(
        evaluation().set("input.path", "data/tutorial").set("columns.label", "label + 3"),
        3,
        "invalid");
  }

  private static void assertFails(Evaluation evaluation, int exitCode, String message) {
    assertThatThrownBy(evaluation::run)
        .hasMessageContaining(message)
        .isInstanceOfSatisfying(
            EvaluationException.class, e -> assertThat(e.kind().exitCode()).isEqualTo(exitCode));
  }
}
