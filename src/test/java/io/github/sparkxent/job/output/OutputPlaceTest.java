// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.job.config.ConfigurationReader;
import io.github.sparkxent.job.failure.EvaluationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputPlaceTest {
  @TempDir private Path directory;

  private void require(String input, String output) throws IOException {
    ConfigurationReader reader = ConfigurationReader.empty("options");
    reader.setText("input.path", directory + "/" + input);
    reader.setText("output.directory", directory + "/" + output);
    OutputPlace.require(new Configuration(false), reader.read(), "run");
  }

  @ParameterizedTest
  @CsvSource({
    "data, data",
    "data, data/out",
    "data, data/a/b/../out",
    "data/, data/out",
    "d*, data/out",
    "'{data,more}', more/out",
    "data/split=*, data/split=test/out"
  })
  void an_output_in_the_input_is_refused(String input, String output) {
    assertThatThrownBy(() -> require(input, output))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("lies in input.path");
  }

  @ParameterizedTest
  @CsvSource({"out/data, out", "out/evaluation/run/losses, out", "out/*.parquet, out"})
  void an_input_in_the_output_is_refused(String input, String output) {
    assertThatThrownBy(() -> require(input, output))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("lies in output.directory");
  }

  @ParameterizedTest
  @CsvSource({"labels, labels/out", "out/evaluation/run, out", "out/labels, out"})
  void labels_in_the_output_and_an_output_in_the_labels_are_refused(String labels, String output) {
    assertThatThrownBy(
            () ->
                requireWith(
                    output,
                    "{input: {table: t}, columns: {id: id}, labels: {path: '%s/%s'}}"
                        .formatted(directory, labels)))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("labels.path")
        .hasMessageContaining("output.directory")
        .hasMessageContaining("expected outside");
  }

  @Test
  void an_output_in_the_path_of_a_split_is_refused_by_its_key() {
    assertThatThrownBy(
            () ->
                requireWith(
                    "test/out",
                    "input: {splits: {train: '%1$s/train', test: '%1$s/test'}}"
                        .formatted(directory)))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("lies in input.splits " + directory + "/test");
  }

  private void requireWith(String output, String yaml) throws IOException {
    ConfigurationReader reader = ConfigurationReader.of("t.yaml", yaml);
    reader.setText("output.directory", directory + "/" + output);
    OutputPlace.require(new Configuration(false), reader.read(), "run");
  }

  private void requireUnread(String file) throws IOException {
    ConfigurationReader reader = ConfigurationReader.of("t.yaml", "input: {table: t}");
    reader.setText("output.directory", directory + "/out");
    OutputPlace.requireUnread(
        new Configuration(false),
        reader.read(),
        "run",
        "input.table",
        List.of(new org.apache.hadoop.fs.Path("file:" + directory + "/" + file)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "out/evaluation/run/part",
        "out/evaluation/run/a=1/part",
        "out/evaluation/run",
        "out/evaluation/run.status.json",
        "out/evaluation/.previous-run-01234567-89ab-4cde-8f01-23456789abcd/losses/part"
      })
  void a_file_that_is_read_where_the_run_publishes_is_refused(String file) {
    assertThatThrownBy(() -> requireUnread(file))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(
            "input.table reads file:%s/%s, where the run publishes:".formatted(directory, file)
                + " expected another output.directory, name or run_id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"out/evaluation/run2/part", "out/part", "out/other/run/part", "part"})
  void a_file_that_is_read_elsewhere_is_taken(String file) {
    assertThatCode(() -> requireUnread(file)).doesNotThrowAnyException();
  }

  private void requireStates(String states) throws IOException {
    requireWith(
        "out",
        "{input: {path: '%s/data'}, quality: {num_classes: 3}, increments: {directory: '%s/%s'}}"
            .formatted(directory, directory, states));
  }

  @ParameterizedTest
  @ValueSource(strings = {"out/evaluation/run", "out/evaluation/run/states"})
  void states_that_the_result_would_replace_are_refused(String states) {
    assertThatThrownBy(() -> requireStates(states))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(
            "increments.directory reads file:%s/%s, where the run publishes:"
                    .formatted(directory, states)
                + " expected another output.directory, name or run_id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"out/states", "out/evaluation/states", "states"})
  void states_beside_the_result_are_taken(String states) {
    assertThatCode(() -> requireStates(states)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"data, out", "data, database", "data/*.parquet, data-out", "data/a, data/b"})
  void an_output_beside_the_input_is_taken(String input, String output) {
    assertThatCode(() -> require(input, output)).doesNotThrowAnyException();
  }

  @Test
  void a_link_into_the_input_is_followed() throws IOException {
    Files.createDirectories(directory.resolve("data"));
    Files.createSymbolicLink(directory.resolve("link"), directory.resolve("data"));

    assertThatThrownBy(() -> require("data", "link/out"))
        .hasMessageContaining("lies in input.path");
  }

  @ParameterizedTest
  @CsvSource({"file, file", "file, file/out", "out/evaluation, out", "out/evaluation/run, out"})
  void an_output_under_a_plain_file_is_refused(String file, String output) throws IOException {
    Path plain = directory.resolve(file);
    Files.createDirectories(plain.getParent());
    Files.writeString(plain, "mine");

    assertThatThrownBy(() -> require("data", output))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining(file + " is a file, expected a directory");
    assertThat(plain).hasContent("mine");
  }
}
