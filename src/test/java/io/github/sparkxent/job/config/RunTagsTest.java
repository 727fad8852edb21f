// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.job.failure.EvaluationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a run is of: a day and tags. */
class RunTagsTest {
  private static EvaluationConfig read(String yaml) {
    return ConfigurationReader.of("x.yaml", yaml).read();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data_date: 2026-02-30 | data_date is \"2026-02-30\", expected a day such as 2026-11-26",
        "data_date: +12026-02-03 | expected a day such as 2026-11-26",
        "data_date: 20261126 | data_date is 20261126, expected a day such as 2026-11-26",
        "data_date: 2026-11-26T00 | expected a day such as 2026-11-26",
        "tags: mlp | tags is \"mlp\", expected keys with values",
        "tags: {model: [a]} | tags.model is [\"a\"], expected text (in quotes)",
        "tags: {model: 1.5} | tags.model is 1.5, expected text (in quotes)",
        "tags: {model: ''} | tags.model is empty, expected text of 1 to 250 bytes",
        "tags: {'a b': c} | tags is of a tag named \"a b\", expected a name of a letter",
        "tags: {a.b: c, a-b: d} | tags is of both a.b and a-b, expected names that differ"
      })
  void is_refused_by_its_key(String yaml, String message) {
    assertThatThrownBy(() -> read("input: {path: a}\n" + yaml))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining(message);
  }

  @Test
  void has_bounds() {
    String many =
        IntStream.rangeClosed(0, 50).mapToObj(i -> "t" + i + ": x").collect(joining(", "));

    assertThatThrownBy(() -> read("input: {path: a}\ntags: {" + many + "}"))
        .hasMessageContaining("tags is 51 tags, expected at most 50");
    assertThatThrownBy(() -> read("input: {path: a}\ntags: {t: " + "x".repeat(251) + "}"))
        .hasMessageContaining("tags.t is of 251 bytes, expected text of 1 to 250 bytes");
  }

  @Test
  void may_be_numbers_and_truth_values_as_text() {
    EvaluationConfig config =
        read("{input: {path: a}, data_date: 2026-11-26, tags: {build: 7, final: true}}");

    assertThat(config.tags()).hasToString("{build=7, final=true}");
    assertThat(ConfigurationReader.asMap(config))
        .containsEntry("data_date", "2026-11-26")
        .containsEntry("tags", config.tags());
  }
}
