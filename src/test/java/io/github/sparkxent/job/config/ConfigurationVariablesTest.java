// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.job.failure.EvaluationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Variables of a configuration, whose values come from the command line. */
class ConfigurationVariablesTest {
  private static ConfigurationReader reader(String yaml) {
    ConfigurationReader reader = ConfigurationReader.of("x.yaml", yaml);
    reader.setVariable("date", "2026-11-26");
    return reader;
  }

  @Test
  void stand_for_their_values_in_any_text() {
    ConfigurationReader reader =
        reader(
            """
            input: {path: ["s3a://b/day=${date}/${date}"], options: {basePath: "s3a://b/${date}"}}
            data_date: ${date}
            tags: {day: "of ${date}"}
            """);
    reader.setYaml("run_id", "nightly-${date}");
    reader.setText("columns.split", "concat('${date}', split)");

    EvaluationConfig config = reader.read();

    assertThat(config.input().path()).containsExactly("s3a://b/day=2026-11-26/2026-11-26");
    assertThat(config.input().options()).containsEntry("basePath", "s3a://b/2026-11-26");
    assertThat(config.dataDate()).isEqualTo("2026-11-26");
    assertThat(config.tags()).containsEntry("day", "of 2026-11-26");
    assertThat(config.runId()).isEqualTo("nightly-2026-11-26");
    assertThat(config.columns().split()).isEqualTo("concat('2026-11-26', split)");
  }

  @Test
  void hold_text_that_cannot_change_the_structure_and_is_not_expanded_again() {
    ConfigurationReader reader = reader("input: {path: \"${x}\"}");
    reader.setVariable("x", "a\", table: b, query: '${date} $1 \\'");

    EvaluationConfig config = reader.read();

    assertThat(config.input().path()).containsExactly("a\", table: b, query: '${date} $1 \\'");
    assertThat(config.input().table()).isNull();
  }

  @Test
  void of_a_run_are_filled_in_already() {
    EvaluationConfig run =
        reader("{input: {path: '${date}/$${date}/$$${x}/$$$${'}, tags: {b: '$${'}}").read();
    assertThat(run.input().path()).containsExactly("2026-11-26/${date}/$${x}/$$${");

    ConfigurationReader again = ConfigurationReader.of("run", ConfigurationReader.asMap(run));
    again.setVariable("date", "2026-11-27");
    again.setText("name", "of-${date}");

    assertThat(again.read().input().path()).isEqualTo(run.input().path());
    assertThat(again.read().tags()).isEqualTo(run.tags());
    assertThat(again.read().name()).isEqualTo("of-2026-11-27");
  }

  @ParameterizedTest
  @CsvSource({"$${date}, ${date}", "$$${date}, $${date}", "$date {date} $, $date {date} $"})
  void leave_other_dollars_as_they_are(String written, String read) {
    assertThat(reader("input: {path: \"" + written + "\"}").read().input().path())
        .containsExactly(read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "input: {path: [a, '${day}']} | x.yaml: input.path[1] has ${day}, which has no value,"
            + " expected --var day=...; given date",
        "input: {path: '${dat}'} | x.yaml: input.path has ${dat}, which has no value, expected"
            + " --var dat=...; given date; did you mean date?",
        "input: {path: '${HOME}'} | x.yaml: input.path has ${HOME}, which has no value",
        "input: {path: '${env:HOME}'} | x.yaml: input.path has ${env:HOME}, expected a variable"
            + " such as ${date}, or $${",
        "input: {path: '${date'} | x.yaml: input.path has ${date, expected a variable such as"
            + " ${date}",
        "input: {path: '${}'} | x.yaml: input.path has ${}, expected a variable",
      })
  void without_a_value_are_refused_by_name_and_place(String yaml, String message) {
    assertThatThrownBy(() -> reader(yaml).read())
        .isInstanceOfSatisfying(
            EvaluationException.class,
            e -> assertThat(e.kind()).isEqualTo(EvaluationException.Kind.CONFIGURATION))
        .hasMessageStartingWith(message)
        .message()
        .hasLineCount(1);
  }

  @Test
  void have_plain_names() {
    assertThatThrownBy(() -> reader("").setVariable("a.b", "c"))
        .hasMessage(
            "--var a.b: found \"a.b\", expected a name of letters, digits and _, such as date");
  }
}
