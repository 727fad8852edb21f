// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.job.config.ConfigurationReader;
import io.github.sparkxent.job.config.DataSource;
import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.config.WaitingTime;
import io.github.sparkxent.job.failure.EvaluationException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputWaitTest {
  private final List<Long> pauses = new ArrayList<>();
  private long now = 1_000_000_007L;

  private final InputWait wait =
      new InputWait(
          () -> now,
          time -> {
            pauses.add(time.toSeconds());
            now += time.toNanos();
          });

  private static DataSource source(String waiting) {
    return new DataSource(
        "labels",
        List.of("d"),
        "parquet",
        null,
        Map.of(),
        null,
        null,
        null,
        waiting == null ? null : new WaitingTime(waiting));
  }

  private static InputWait.Look<String> there(int look, AtomicInteger looks) {
    return () -> {
      if (looks.incrementAndGet() < look) {
        throw EvaluationException.missing("labels.path d does not exist", null);
      }
      return "found";
    };
  }

  @Test
  void an_input_that_is_there_is_looked_for_once() throws IOException {
    assertThat(wait.until(source("2h"), there(1, new AtomicInteger()))).isEqualTo("found");
    assertThat(pauses).isEmpty();
  }

  @Test
  void an_input_that_is_missing_ends_the_run_where_nothing_is_said() {
    assertThatThrownBy(() -> wait.until(source(null), there(2, new AtomicInteger())))
        .isInstanceOf(EvaluationException.class)
        .hasMessage("labels.path d does not exist")
        .satisfies(e -> assertThat(kind(e)).isEqualTo(EvaluationException.Kind.CONFIGURATION));
    assertThat(pauses).isEmpty();
  }

  @Test
  void an_input_that_comes_is_taken() throws IOException {
    assertThat(wait.until(source("2h"), there(8, new AtomicInteger()))).isEqualTo("found");
    assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
  }

  @Test
  void an_input_that_does_not_come_in_time_is_worth_another_try() {
    AtomicInteger looks = new AtomicInteger();

    assertThatThrownBy(() -> wait.until(source("40s"), there(100, looks)))
        .isInstanceOf(EvaluationException.class)
        .hasMessage("labels.path d does not exist; it did not come within the 40s of labels.wait")
        .satisfies(e -> assertThat(kind(e)).isEqualTo(EvaluationException.Kind.ENVIRONMENT));
    assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 9L);
    assertThat(looks).hasValue(7);
  }

  @Test
  void what_is_wrong_otherwise_is_not_waited_for() {
    assertThatThrownBy(
            () ->
                wait.until(
                    source("2h"),
                    () -> {
                      throw EvaluationException.input("labels.path d holds no file");
                    }))
        .hasMessage("labels.path d holds no file");
    assertThat(pauses).isEmpty();
  }

  private static EvaluationException.Kind kind(Throwable e) {
    return ((EvaluationException) e).kind();
  }

  @ParameterizedTest
  @CsvSource({"1s, 1", "30s, 30", "10m, 600", "2h, 7200", "1d, 86400", "365d, 31536000"})
  void a_time_is_a_number_and_a_unit(String text, long seconds) {
    assertThat(read("labels: {path: d, id: id, wait: " + text + "}").labels().waiting().time())
        .isEqualTo(Duration.ofSeconds(seconds));
    assertThat(read("labels: {path: d, id: id}").labels().waiting()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "30",
        "0s",
        "-1h",
        "1.5h",
        "2H",
        "'2 h'",
        "1h30m",
        "PT2H",
        "05m",
        "''",
        "true",
        "366d",
        "99999999d",
        "123456789s",
        "[1h]",
        "{h: 1}",
        "2w"
      })
  void another_text_is_no_time(String text) {
    assertThatThrownBy(() -> read("input: {path: d, wait: " + text + "}"))
        .isInstanceOf(EvaluationException.class)
        .hasMessageStartingWith("test.yaml: input.wait is ")
        .hasMessageEndingWith(", expected a time from 1s to 365d, such as 30s, 10m, 2h or 1d");
  }

  private static EvaluationConfig read(String yaml) {
    String input = yaml.startsWith("input") ? "" : "\ninput: {path: d}\ncolumns: {id: id}";
    return ConfigurationReader.of("test.yaml", yaml + input).read();
  }
}
