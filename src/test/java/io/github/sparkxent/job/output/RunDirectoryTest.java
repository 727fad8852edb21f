// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.job.config.RunNames;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.report.SampleReports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunDirectoryTest {
  private static final String TOKEN = "01234567-89ab-4cde-8f01-23456789abcd";

  @TempDir private Path directory;

  private RunDirectory open() throws IOException {
    return open("run");
  }

  private RunDirectory open(String runId) throws IOException {
    return RunDirectory.open(new Configuration(false), directory.toString(), "name", runId);
  }

  private void publish(String text) throws IOException {
    publish("run", text);
  }

  private void publish(String runId, String text) throws IOException {
    try (RunDirectory run = open(runId)) {
      run.writeStaged("metrics.json", text);
      run.publish(status(run, runId).passed(SampleReports.run(List.of()), "place"));
    }
  }

  private static RunStatus status(RunDirectory run, String runId) {
    return RunStatus.running(runId, "name", run.attempt(), Instant.EPOCH);
  }

  private Path entry(String name) {
    return directory.resolve("name").resolve(name);
  }

  private Path published(String file) {
    return directory.resolve("name").resolve("run").resolve(file);
  }

  private List<String> entries() throws IOException {
    try (Stream<Path> entries = Files.list(directory.resolve("name"))) {
      return entries
          .map(path -> path.getFileName().toString())
          .filter(name -> !RunNames.isLatestMark(name))
          .sorted()
          .toList();
    }
  }

  @Test
  void what_was_staged_appears_whole_under_the_run_id() throws IOException {
    publish("one");

    assertThat(published("metrics.json")).hasContent("one");
    assertThat(published("_SUCCESS")).exists();
    assertThat(entries()).containsExactly("latest.json", "run", "run.status.json");
  }

  @Test
  void nothing_appears_before_it_is_published() throws IOException {
    try (RunDirectory run = open()) {
      run.writeStaged("metrics.json", "one");
      assertThat(published("metrics.json")).doesNotExist();
    }

    assertThat(entries()).isEmpty();
  }

  @Test
  void the_same_id_replaces_the_result_and_leaves_nothing_else() throws IOException {
    publish("one");
    publish("two");

    assertThat(published("metrics.json")).hasContent("two");
    assertThat(entries()).containsExactly("latest.json", "run", "run.status.json");
  }

  @Test
  void a_run_that_does_not_publish_leaves_the_earlier_result() throws IOException {
    publish("one");
    try (RunDirectory run = open()) {
      run.writeStaged("metrics.json", "two");
    }

    assertThat(published("metrics.json")).hasContent("one");
  }

  @Test
  void a_result_left_aside_by_a_killed_run_is_restored() throws IOException {
    publish("one");
    Files.move(entry("run"), entry(".previous-run-" + TOKEN));

    open().close();

    assertThat(published("metrics.json")).hasContent("one");
    assertThat(entries()).containsExactly("latest.json", "run", "run.status.json");
  }

  @Test
  void a_result_left_aside_after_the_new_one_came_is_removed() throws IOException {
    publish("one");
    Files.move(entry("run"), entry("kept"));
    publish("two");
    Files.move(entry("kept"), entry(".previous-run-" + TOKEN));

    open().close();

    assertThat(published("metrics.json")).hasContent("two");
    assertThat(entries()).containsExactly("latest.json", "run", "run.status.json");
  }

  @Test
  void a_newer_result_left_aside_replaces_the_one_that_is_there() throws IOException {
    publish("one");
    Files.move(entry("run"), entry("kept"));
    publish("two");
    Files.move(entry("run"), entry(".previous-run-" + TOKEN));
    Files.move(entry("kept"), entry("run"));

    open().close();

    assertThat(published("metrics.json")).hasContent("two");
    assertThat(entries()).containsExactly("latest.json", "run", "run.status.json");
  }

  @Test
  void a_result_whose_removal_was_begun_is_removed() throws IOException {
    publish("one");
    Path begun = Files.createDirectory(entry(".removing-run-" + TOKEN));
    Files.writeString(begun.resolve("metrics.json"), "zero");

    open().close();

    assertThat(entries()).containsExactly("latest.json", "run", "run.status.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run-2", "ru", "run-", "run-" + TOKEN, "RUN"})
  void what_a_run_of_another_id_left_stays(String other) throws IOException {
    publish(other, "others");
    Path aside = entry(".previous-" + other + "-" + TOKEN);
    Files.move(entry(other), aside);
    Path removing = Files.createDirectory(entry(".removing-" + other + "-" + TOKEN));
    Path staging = staged(".staging-" + other + "-" + TOKEN, Duration.ofDays(8));

    publish("mine");
    open().close();

    assertThat(aside.resolve("metrics.json")).hasContent("others");
    assertThat(removing).exists();
    assertThat(staging).exists();
    assertThat(published("metrics.json")).hasContent("mine");
    open(other).close();
    assertThat(entry(other).resolve("metrics.json")).hasContent("others");
    assertThat(aside).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".previous-run-mine",
        ".previous-run-" + TOKEN,
        ".previous-run-0123",
        ".staging-mine",
        ".staging-" + TOKEN,
        ".staging-run-mine"
      })
  void what_this_program_has_not_written_stays(String name) throws IOException {
    Path mine = staged(name, Duration.ofDays(8));

    publish("one");
    publish("two");

    assertThat(mine.resolve("losses/part")).hasContent("x");
  }

  @Test
  void a_directory_that_is_no_result_is_refused_and_kept() throws IOException {
    for (String file : List.of("thesis.txt", "_SUCCESS", "metrics.json")) {
      Path mine = Files.createDirectories(entry("run")).resolve(file);
      Files.writeString(mine, "");

      assertThatThrownBy(this::open)
          .isInstanceOf(EvaluationException.class)
          .hasMessage(
              "file:%s is not a result of evaluation name with run_id run and is kept,"
                      .formatted(entry("run"))
                  + " expected another run_id, name or output.directory");
      assertThat(mine).exists();
    }
  }

  @Test
  void a_directory_that_appears_before_publishing_is_refused_and_kept() throws IOException {
    try (RunDirectory run = open()) {
      run.writeStaged("metrics.json", "one");
      Path mine = Files.createDirectory(entry("run")).resolve("thesis.txt");
      Files.writeString(mine, "precious");
      RunStatus ended = status(run, "run").passed(SampleReports.run(List.of()), "place");

      assertThatThrownBy(() -> run.publish(ended))
          .isInstanceOf(EvaluationException.class)
          .hasMessageContaining("is not a result");
      assertThat(mine).hasContent("precious");
    }
    assertThat(entries()).containsExactly("run");
  }

  @Test
  void a_result_of_another_id_under_this_name_is_refused_and_kept() throws IOException {
    publish("other", "others");
    Files.move(entry("other"), entry("run"));

    assertThatThrownBy(this::open).hasMessageContaining("is not a result");

    assertThat(published("metrics.json")).hasContent("others");
  }

  @ParameterizedTest
  @ValueSource(strings = {"my notes", "{\"state\": \"passed\"}", "[]"})
  void a_status_file_that_is_none_is_refused_and_kept(String text) throws IOException {
    Files.createDirectories(directory.resolve("name"));
    Files.writeString(entry("run.status.json"), text);

    assertThatThrownBy(this::open)
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("run.status.json is not the status of evaluation name");
    assertThat(entry("run.status.json")).hasContent(text);
  }

  @Test
  void a_status_file_that_was_cut_short_is_replaced() throws IOException {
    publish("one");
    String whole = Files.readString(entry("run.status.json"));
    for (int length : new int[] {0, 1, 20, whole.length() - 3}) {
      Files.writeString(entry("run.status.json"), whole.substring(0, length));
      publish("two");
      assertThat(entry("run.status.json")).content().contains("passed");
    }
  }

  @Test
  void a_result_of_an_earlier_build_is_replaced() throws IOException {
    String report =
        "{\"schema_version\": 1, \"run\": {\"id\": \"run\", \"name\": \"name\", \"x\": []}}";
    Files.createDirectories(entry("run"));
    Files.writeString(published("metrics.json"), report);
    Files.writeString(published("_SUCCESS"), "");

    publish("two");

    assertThat(published("metrics.json")).hasContent("two");
    assertThat(entries()).containsExactly("latest.json", "run", "run.status.json");
  }

  @Test
  void what_a_killed_run_staged_is_removed_once_it_is_old() throws IOException {
    Path old = staged(".staging-run-" + TOKEN, Duration.ofDays(8));
    Path made = staged(".staging-20261123T133755Z-4b48-" + TOKEN, Duration.ofDays(8));
    Path status = entry(".status-run-" + TOKEN);
    Files.writeString(status, "{");
    Files.setLastModifiedTime(status, FileTime.from(Instant.now().minus(Duration.ofDays(8))));
    Path busy = staged(".staging-run-" + TOKEN.replace('0', '1'), Duration.ofDays(1));

    open().close();

    assertThat(old).doesNotExist();
    assertThat(made).doesNotExist();
    assertThat(status).doesNotExist();
    assertThat(busy).exists();
  }

  /** Makes a directory long ago, and a file in it then. */
  private Path staged(String name, Duration written) throws IOException {
    Path staging = entry(name);
    Path file = Files.createDirectories(staging.resolve("losses")).resolve("part");
    Files.writeString(file, "x");
    Instant now = Instant.now();
    Files.setLastModifiedTime(file, FileTime.from(now.minus(written)));
    for (Path one : List.of(file.getParent(), staging)) {
      Files.setLastModifiedTime(one, FileTime.from(now.minus(Duration.ofDays(8))));
    }
    return staging;
  }

  @Test
  void many_runs_at_once_leave_one_whole_result() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Void>> runs =
          IntStream.range(0, 24)
              .<Callable<Void>>mapToObj(
                  i ->
                      () -> {
                        publish("run " + i);
                        return null;
                      })
              .toList();
      for (Future<Void> run : threads.invokeAll(runs)) {
        run.get();
      }
    } finally {
      threads.shutdown();
    }

    assertThat(published("metrics.json")).content().startsWith("run ");
    assertThat(published("_SUCCESS")).exists();
    assertThat(entries()).containsExactly("latest.json", "run", "run.status.json");
    try (Stream<Path> inside = Files.list(directory.resolve("name").resolve("run"))) {
      assertThat(inside.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("metrics.json", "_SUCCESS");
    }
  }

  @Test
  void the_status_is_the_last_word_of_the_result() throws IOException {
    publish("one");

    assertThat(entry("run.status.json")).hasSameTextualContentAs(published("_SUCCESS"));
    assertThat(entry("run.status.json")).content().contains("\"state\" : \"passed\"");
  }

  @Test
  void a_run_without_a_result_leaves_the_earlier_one_and_its_own_status() throws IOException {
    publish("one");
    try (RunDirectory run = open()) {
      run.say(status(run, "run"));
      assertThat(entry("run.status.json")).content().contains("running", run.attempt());
      run.writeStaged("metrics.json", "two");
      run.end(status(run, "run").failed(RunStatus.FAILED, 3, "no rows"));
      assertThat(entry("run.status.json")).content().contains("failed", "no rows", run.attempt());
    }

    assertThat(published("metrics.json")).hasContent("one");
    assertThat(entries()).containsExactly("latest.json", "run", "run.status.json");
  }

  @Test
  void the_longest_id_is_published_and_replaced() throws IOException {
    String longest = "ü".repeat(RunNames.MAX_BYTES / 2);
    publish(longest, "one");
    publish(longest, "two");

    assertThat(entries()).containsExactly("latest.json", longest, longest + ".status.json");
  }
}
