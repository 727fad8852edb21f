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

class RunDirectoryTest {
  @TempDir private Path directory;

  private RunDirectory open() throws IOException {
    return RunDirectory.open(new Configuration(false), directory.toString(), "name", "run");
  }

  private void publish(String text) throws IOException {
    try (RunDirectory run = open()) {
      run.writeStaged("metrics.json", text);
      run.publish();
    }
  }

  private Path published(String file) {
    return directory.resolve("name").resolve("run").resolve(file);
  }

  private List<String> entries() throws IOException {
    try (Stream<Path> entries = Files.list(directory.resolve("name"))) {
      return entries.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void what_was_staged_appears_whole_under_the_run_id() throws IOException {
    publish("one");

    assertThat(published("metrics.json")).hasContent("one");
    assertThat(published("_SUCCESS")).exists();
    assertThat(entries()).containsExactly("run");
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
    assertThat(entries()).containsExactly("run");
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
    Files.move(
        directory.resolve("name").resolve("run"),
        directory.resolve("name").resolve(".previous-run-0000"));

    open().close();

    assertThat(published("metrics.json")).hasContent("one");
    assertThat(entries()).containsExactly("run");
  }

  @Test
  void a_result_left_aside_after_the_new_one_came_is_removed() throws IOException {
    publish("two");
    Path left = directory.resolve("name").resolve(".previous-run-0000");
    Files.createDirectory(left);
    Files.writeString(left.resolve("metrics.json"), "one");

    open().close();

    assertThat(published("metrics.json")).hasContent("two");
    assertThat(entries()).containsExactly("run");
  }

  @Test
  void what_a_killed_run_staged_is_removed_by_any_later_run_once_it_is_old() throws IOException {
    Path old = staged("old", Duration.ofDays(8), Duration.ofDays(8));
    Path busy = staged("busy", Duration.ofDays(8), Duration.ofDays(1));
    Path young = staged("young", Duration.ofDays(6), Duration.ofDays(6));

    open().close();

    assertThat(old).doesNotExist();
    assertThat(busy).exists();
    assertThat(young).exists();
  }

  private Path staged(String name, Duration made, Duration written) throws IOException {
    Path staging = directory.resolve("name").resolve(".staging-" + name);
    Path file = Files.createDirectories(staging.resolve("losses")).resolve("part");
    Files.writeString(file, "x");
    Instant now = Instant.now();
    Files.setLastModifiedTime(file, FileTime.from(now.minus(written)));
    for (Path one : List.of(file.getParent(), staging)) {
      Files.setLastModifiedTime(one, FileTime.from(now.minus(made)));
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
    assertThat(entries()).containsExactly("run");
    try (Stream<Path> inside = Files.list(directory.resolve("name").resolve("run"))) {
      assertThat(inside.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("metrics.json", "_SUCCESS");
    }
  }

  @Test
  void the_status_stands_beside_the_result_and_is_replaced() throws IOException {
    try (RunDirectory run = open()) {
      run.writeStatus("running");
      run.writeStatus("passed");
    }

    assertThat(directory.resolve("name").resolve("run.status.json")).hasContent("passed");
  }
}
