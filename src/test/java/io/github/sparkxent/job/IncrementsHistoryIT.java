// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.sparkxent.FaultyFileSystem;
import io.github.sparkxent.report.KeptStates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens to files between runs, a run with states is like one over all files. */
class IncrementsHistoryIT extends EvaluationFixture {
  private static final int NAMES = 5;
  private static final int CONTENTS = 8;
  private static final int DAYS = 10;

  private List<Path> contents;
  private Path today;
  private long clock = 1_700_000_000_000L;

  IncrementsHistoryIT(SparkSession spark) {
    super(spark);
  }

  @BeforeEach
  void write_contents() throws IOException {
    Path files = written("contents", mnist().limit(400).repartition(CONTENTS));
    try (Stream<Path> all = Files.list(files)) {
      contents = all.filter(file -> file.toString().endsWith(".parquet")).sorted().toList();
    }
    today = Files.createDirectory(directory.resolve("today"));
    spark
        .sparkContext()
        .hadoopConfiguration()
        .set("fs.faulty.impl", FaultyFileSystem.class.getName());
  }

  @AfterEach
  void let_nothing_happen_any_more() {
    FaultyFileSystem.clear();
  }

  private KeptStates run(String id, String... settings) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "run_id=" + id,
                "quality.num_classes=10",
                "columns.id=example_id",
                "increments={directory: " + directory.resolve("states") + "}"));
    all.addAll(List.of(settings));
    return evaluate(today, all.toArray(new String[0])).run().input().states();
  }

  private String splits(String id) throws IOException {
    String report = Files.readString(directory.resolve("out/evaluation/" + id + "/metrics.json"));
    return report.substring(report.indexOf("\n  \"splits\""));
  }

  private String splitsOfOneRun() throws IOException {
    evaluate(today, "run_id=whole", "quality.num_classes=10", "columns.id=example_id");
    return splits("whole");
  }

  /** Puts a content under a name, at a time that no file had before unless one is given. */
  private void put(int content, int name, long time) throws IOException {
    Path file = today.resolve("file-" + name + ".parquet");
    Files.copy(contents.get(content), file, StandardCopyOption.REPLACE_EXISTING);
    Files.setLastModifiedTime(file, FileTime.fromMillis(time));
  }

  /** Seeds of histories; more of them in the profile for that. */
  static IntStream seeds() {
    return IntStream.range(20, 20 + Integer.getInteger("sparkxent.histories", 2));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void random_histories_of_files_give_the_figures_of_one_run(int seed) throws IOException {
    Random random = new Random(seed);
    Map<Integer, Integer> there = new TreeMap<>(Map.of(0, 0));
    put(0, 0, clock);
    long read = 0;
    for (int day = 0; day < DAYS; day++) {
      for (int change = random.nextInt(3); change >= 0; change--) {
        int name = random.nextInt(NAMES);
        int content = random.nextInt(CONTENTS);
        if (there.containsKey(name) && there.size() > 1 && random.nextInt(3) == 0) {
          Files.delete(today.resolve("file-" + name + ".parquet"));
          there.remove(name);
        } else if (!there.containsValue(content)) {
          // Some come back as they were, with their time; others are new.
          put(content, name, random.nextBoolean() ? 1_600_000_000_000L + content : clock++);
          there.put(name, content);
        }
      }
      KeptStates files = run("run");
      read += files.filesRead();

      assertThat(files.filesRead() + files.filesReused()).isEqualTo(there.size());
      assertThat(splits("run")).as("day %s: %s", day, there).isEqualTo(splitsOfOneRun());
    }
    assertThat(read).isBetween(4L, 30L);
  }

  @Test
  void a_file_that_is_reused_is_opened_for_its_footer_alone() throws IOException {
    for (int i = 0; i < NAMES; i++) {
      put(i, i, clock++);
    }
    Map<String, Integer> opened = new ConcurrentHashMap<>();
    FaultyFileSystem.set(
        (operation, path) -> {
          if (operation.equals("open") && path.toString().contains("/today/")) {
            opened.merge(path.getName(), 1, Integer::sum);
          }
        });
    String input = "input.path=faulty://" + today;

    run("first", input);
    assertThat(opened).hasSize(NAMES).allSatisfy((name, times) -> assertThat(times).isEqualTo(3));
    opened.clear();
    assertThat(run("second", input).filesReused()).isEqualTo(NAMES);
    // Before and after the evaluation.
    assertThat(opened).hasSize(NAMES).allSatisfy((name, times) -> assertThat(times).isEqualTo(2));
    assertThat(splits("second")).isEqualTo(splits("first")).isEqualTo(splitsOfOneRun());
  }

  @Test
  void runs_at_once_keep_each_state_once() throws Exception {
    for (int i = 0; i < NAMES; i++) {
      put(i, i, clock++);
    }
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Callable<KeptStates>> runs = List.of(() -> run("one"), () -> run("two"));
      for (Future<KeptStates> one : threads.invokeAll(runs)) {
        KeptStates files = one.get();
        assertThat(files.filesRead() + files.filesReused()).isEqualTo(NAMES);
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(splits("one")).isEqualTo(splits("two")).isEqualTo(splitsOfOneRun());
    assertThat(run("three").filesReused()).isEqualTo(NAMES);
    assertThat(splits("three")).isEqualTo(splits("one"));
    try (Stream<Path> states = Files.list(directory.resolve("states"))) {
      assertThat(states.filter(file -> file.toString().endsWith(".parquet"))).hasSize(1);
    }
  }

  @Test
  void a_run_that_cannot_keep_its_states_leaves_nothing_that_is_taken_for_one() throws IOException {
    put(0, 0, clock++);
    FaultyFileSystem.set(
        (operation, path) -> {
          if (operation.equals("rename") && path.getName().startsWith("_writing-")) {
            throw new IOException("the disk is gone");
          }
        });
    String states = "increments={directory: 'faulty://" + directory.resolve("states") + "'}";
    assertThat(catchThrowable(() -> run("run", states))).hasMessageContaining("the disk is gone");

    FaultyFileSystem.clear();
    assertThat(run("run", states).filesRead()).isEqualTo(1);
    assertThat(splits("run")).isEqualTo(splitsOfOneRun());
  }
}
