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
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputPlaceTest {
  @TempDir private Path directory;

  private void require(String input, String output) throws IOException {
    ConfigurationReader reader = ConfigurationReader.empty();
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
