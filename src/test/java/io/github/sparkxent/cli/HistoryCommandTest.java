// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cli;

import static io.github.sparkxent.job.history.PublishedHistory.max;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.sparkxent.job.history.PublishedHistory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands on published runs. */
class HistoryCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;
  private Path evaluation;

  private int run(String... args) {
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return commandLine.execute(args);
  }

  @BeforeEach
  void publish() throws IOException {
    evaluation = directory.resolve("mnist");
    new PublishedHistory(evaluation)
        .add("one", 0.1955, 0)
        .add("two", 0.25, 0, max(0.25, 0.2))
        .add("three", 0.1953, 0.1, max(0.1953, 0.2));
  }

  @Test
  void history_is_a_table_of_runs() {
    assertThat(run("accept", evaluation.resolve("two").toString(), "--because", "<new> labels"))
        .isZero();
    assertThat(run("history", evaluation.toString())).isZero();

    assertThat(out.toString())
        .isEqualTo(
            """
            wrote file:%s/two.overruling.json
            mnist  3 published runs

            started               run    verdict     accepted      changed               test loss_mean
            2026-01-01T06:00:00Z  one    not judged  yes                                       0.195500
            2026-01-02T06:00:00Z  two    failed      yes, by hand                            ! 0.250000
            2026-01-03T06:00:00Z  three  passed      yes           loss.label_smoothing        0.195300
            """
                .formatted(evaluation));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void history_as_json_has_all_that_the_table_has() throws IOException {
    assertThat(run("history", evaluation.toString(), "--format", "json")).isZero();

    JsonNode history = new ObjectMapper().readTree(out.toString());
    assertThat(history.path("metrics").toString()).isEqualTo("[\"loss_mean\",\"accuracy\"]");
    JsonNode two = history.path("runs").path(1);
    assertThat(two.path("started").asText()).isEqualTo("2026-01-02T06:00:00Z");
    assertThat(two.path("accepted").asBoolean(true)).isFalse();
    assertThat(two.path("points").path(0).path("value").asDouble()).isEqualTo(0.25);
    assertThat(two.path("points").path(0).path("band_high").isNull()).isTrue();
    assertThat(history.path("runs").path(2).path("changed").path(0).path("key").asText())
        .isEqualTo("loss.label_smoothing");
  }

  @Test
  void history_as_html_is_written_where_it_is_asked_for() throws IOException {
    Path page = directory.resolve("history.html");

    assertThat(run("history", evaluation.toString(), "--format", "html", "--output", "" + page))
        .isZero();

    assertThat(out.toString()).isEmpty();
    assertThat(Files.readString(page)).startsWith("<!DOCTYPE html>").contains("label_smoothing");
  }

  @Test
  void mistakes_are_one_line_and_exit_2() {
    assertThat(run("history", directory.resolve("none").toString())).isEqualTo(2);
    assertThat(run("history", evaluation.toString(), "--format", "pdf")).isEqualTo(2);
    assertThat(run("reject", evaluation.resolve("four").toString())).isEqualTo(2);

    assertThat(err.toString().lines())
        .hasSize(3)
        .anyMatch(line -> line.contains("none does not exist, expected the directory of an"))
        .anyMatch(line -> line.contains("--format is \"pdf\", expected one of text, html, json"))
        .anyMatch(line -> line.contains("four is no published run, expected the directory of one"));
  }

  @Test
  void a_thousand_runs_take_seconds() throws IOException {
    PublishedHistory many = new PublishedHistory(evaluation);
    for (int i = 0; i < 1000; i++) {
      double loss = 0.195 + 0.001 * Math.sin(i * 12.9898) + (i > 700 ? 0.004 : 0);
      many.add("run-" + i, loss, i > 400 ? 0.1 : 0, max(loss, 0.2));
    }
    Path page = directory.resolve("history.html");
    Instant begin = Instant.now();

    assertThat(run("history", evaluation.toString(), "--format", "html", "--output", "" + page))
        .isZero();

    assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(60));
    assertThat(Files.size(page)).isBetween(100_000L, 3_000_000L);
  }
}
