// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.reverse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.metric.name.MetricValues;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.KeptStates;
import io.github.sparkxent.report.SliceReport;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.sql.XentCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs that keep the states of files give the report of one run over all files. */
class IncrementsIT extends EvaluationFixture {
  private static final int FILES = 40;

  private static final String[] SETTINGS = {
    "quality.num_classes=10",
    "columns.id=example_id",
    "columns.baseline_logits=baseline",
    "comparison={divergence: true, cluster: cluster}",
    "slices=[{name: kind, expression: kind}]",
    "metrics.worst_rows=7"
  };

  @TempDir private static Path shared;
  private static List<Path> stored = List.of();
  private Path today;

  IncrementsIT(SparkSession spark) {
    super(spark);
  }

  @BeforeEach
  void store_forty_files() throws IOException {
    if (stored.isEmpty()) {
      stored = StoredDays.write(mnist(), FILES, shared.resolve("stored"));
    }
    today = Files.createDirectory(directory.resolve("today"));
  }

  private Path states() {
    return directory.resolve("states");
  }

  private void add(Path file) throws IOException {
    Files.copy(file, today.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
  }

  /** Evaluates the files of today with states, and returns how many files were read. */
  private KeptStates run(String... settings) {
    List<String> all = new ArrayList<>(List.of(SETTINGS));
    all.add("increments={directory: " + states() + "}");
    all.addAll(List.of(settings));
    return evaluate(today, all.toArray(new String[0])).run().input().states();
  }

  private String splits() throws IOException {
    String report = Files.readString(result("metrics.json"));
    return report.substring(report.indexOf("\n  \"splits\""));
  }

  private String splitsOfOneRun() throws IOException {
    evaluate(today, SETTINGS);
    return splits();
  }

  @ParameterizedTest
  @CsvSource({"7, '1,2,20,40'", "8, '13,39,40'"})
  void days_in_any_order_add_up_to_one_run_over_all(int seed, String days) throws IOException {
    List<Path> order = new ArrayList<>(stored);
    Collections.shuffle(order, new Random(seed));
    int there = 0;
    for (int day : Stream.of(days.split(",")).mapToInt(Integer::parseInt).toArray()) {
      while (there < day) {
        add(order.get(there++));
      }
      KeptStates files = run();
      String increments = splits();

      assertThat(files.filesReused() + files.filesRead()).isEqualTo(day);
      assertThat(increments).isEqualTo(splitsOfOneRun());
    }

    KeptStates again = run();
    assertThat(again.filesRead()).isZero();
    assertThat(again.filesReused()).isEqualTo(FILES);
    assertThat(splits()).isEqualTo(splitsOfOneRun());
  }

  @Test
  void either_reader_uses_the_states_of_the_other() throws IOException {
    stored.subList(0, 3).forEach(this::addUnchecked);
    assertThat(run("input.reader=spark").filesRead()).isEqualTo(3);
    add(stored.get(3));
    add(stored.get(4));
    assertThat(run().filesRead()).isEqualTo(2);
    String scanned = splits();
    add(stored.get(5));

    assertThat(run("input.reader=spark").filesRead()).isEqualTo(1);
    assertThat(splits()).isEqualTo(splitsOfOneRun()).isNotEqualTo(scanned);
  }

  private void addUnchecked(Path file) {
    try {
      add(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_file_that_several_tasks_read_has_one_state() throws IOException {
    Path large =
        written("large", spark.read().parquet(stored.get(0).getParent().toString()).coalesce(1));
    add(StoredDays.parts(large).get(0));
    add(stored.get(1));
    spark.conf().set("spark.sql.files.maxPartitionBytes", "65536");
    try {
      assertThat(run("increments.duplicate_content=allow").filesRead()).isEqualTo(2);
    } finally {
      spark.conf().unset("spark.sql.files.maxPartitionBytes");
    }
    assertThat(splits()).isEqualTo(splitsOfOneRun());
  }

  @Test
  void deleted_files_and_files_put_back_need_no_rule() throws IOException {
    stored.subList(0, 4).forEach(this::addUnchecked);
    run();
    Path gone = today.resolve(stored.get(1).getFileName());
    Files.delete(gone);
    KeptStates without = run();
    assertThat(without.filesReused()).isEqualTo(3);
    assertThat(without.filesGone()).isEqualTo(1);
    assertThat(splits()).isEqualTo(splitsOfOneRun());

    add(stored.get(1));
    KeptStates back = run();
    assertThat(back.filesRead()).isZero();
    assertThat(back.filesGone()).isZero();
    assertThat(splits()).isEqualTo(splitsOfOneRun());
  }

  @Test
  void a_file_of_another_time_is_read_again() throws IOException {
    stored.subList(0, 3).forEach(this::addUnchecked);
    run();
    Files.setLastModifiedTime(
        today.resolve(stored.get(2).getFileName()), FileTime.fromMillis(1_000_000_000_000L));

    assertThat(run().filesRead()).isEqualTo(1);
    assertThat(splits()).isEqualTo(splitsOfOneRun());
  }

  @Test
  void a_file_that_is_replaced_by_one_of_equal_length_is_read_again() throws IOException {
    Dataset<Row> rows = spark.read().parquet(stored.get(0).toString()).coalesce(1);
    Dataset<Row> plain = rows.select("example_id", "split", "logits", "label", "cluster", "kind");
    Path before =
        StoredDays.parts(stored("before", plain.withColumn("baseline", col("logits")))).get(0);
    Path after =
        StoredDays.parts(stored("after", plain.withColumn("baseline", reverse(col("logits")))))
            .get(0);
    assertThat(Files.size(before)).isEqualTo(Files.size(after));
    Path file = Files.copy(before, today.resolve("file.parquet"));
    run();
    String first = splits();

    Files.copy(after, file, StandardCopyOption.REPLACE_EXISTING);
    assertThat(run().filesRead()).isEqualTo(1);
    assertThat(splits()).isEqualTo(splitsOfOneRun()).isNotEqualTo(first);
    Files.copy(before, file, StandardCopyOption.REPLACE_EXISTING);
    assertThat(run().filesRead()).isEqualTo(1);
    assertThat(splits()).isEqualTo(first);
  }

  private Path stored(String name, Dataset<Row> rows) {
    Path files = directory.resolve(name);
    rows.write()
        .option("compression", "uncompressed")
        .option("parquet.enable.dictionary", "false")
        .parquet(files.toString());
    return files;
  }

  @Test
  void what_decides_figures_decides_which_states_are_used() throws IOException {
    add(stored.get(0));
    run();

    assertThat(run("name=another").filesRead()).isZero();
    assertThat(
            run(
                    "gates=[{split: test, metric: loss_mean, max: 9}]",
                    "tags={model: mlp}",
                    "data_date=2026-11-26")
                .filesRead())
        .isZero();
    assertThat(run("comparison.confidence=0.9").filesRead()).isZero();
    assertThat(run("loss.label_smoothing=0.1").filesRead()).isEqualTo(1);
    assertThat(run("columns.label=9 - label").filesRead()).isEqualTo(1);
    assertThat(run("columns.label=9 - label").filesRead()).isZero();
    assertThat(run("metrics.worst_rows=8").filesRead()).isEqualTo(1);
  }

  @Test
  void a_file_that_is_there_twice_is_refused_by_name() throws IOException {
    add(stored.get(0));
    Files.copy(stored.get(0), today.resolve("again.parquet"));

    assertThatExceptionOfType(EvaluationException.class)
        .isThrownBy(this::run)
        .withMessageContaining("today/again.parquet")
        .withMessageContaining(stored.get(0).getFileName().toString())
        .withMessageContaining("increments.duplicate_content");
    assertThat(states()).doesNotExist();
    assertThat(run("increments.duplicate_content=allow").filesRead()).isEqualTo(2);
    assertThat(splits()).isEqualTo(splitsOfOneRun());
  }

  @Test
  void a_damaged_state_file_is_refused_by_name() throws IOException {
    add(stored.get(0));
    run();
    Path state = StoredDays.parts(states()).get(0);
    byte[] bytes = Files.readAllBytes(state);
    Files.deleteIfExists(states().resolve("." + state.getFileName() + ".crc"));
    for (int at = 4; at < bytes.length; at += bytes.length / 7) {
      byte[] flipped = bytes.clone();
      flipped[at] ^= 1;
      Files.write(state, flipped);
      assertRefused(state);
    }
    Files.write(state, Arrays.copyOf(bytes, bytes.length - 100));
    assertRefused(state);
    Files.write(state, new byte[0]);
    assertRefused(state);

    Files.write(state, bytes);
    assertThat(run().filesRead()).isZero();
    Files.delete(state);
    assertThat(run().filesRead()).isEqualTo(1);
    assertThat(Files.readAllBytes(state)).isEqualTo(bytes);
  }

  private void assertRefused(Path state) {
    assertThatExceptionOfType(EvaluationException.class)
        .isThrownBy(this::run)
        .withMessageContaining("state file file:" + state)
        .withMessageContaining("remove it")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(EvaluationException.Kind.INPUT));
  }

  @Test
  void a_directory_below_the_input_is_refused_whatever_input_where_leaves() throws IOException {
    Path day = Files.createDirectories(directory.resolve("days/day=1"));
    Files.copy(stored.get(0), day.resolve(stored.get(0).getFileName()));
    Path below = directory.resolve("days/states");

    for (String condition : List.of("day = '1'", "true")) {
      assertThatExceptionOfType(EvaluationException.class)
          .isThrownBy(
              () ->
                  evaluate(
                      directory.resolve("days"),
                      "quality.num_classes=10",
                      "input.where=\"" + condition + "\"",
                      "increments={directory: " + below + "}"))
          .withMessageStartingWith("increments.directory file:" + below + " is below the input")
          .matches(refused -> refused.kind() == EvaluationException.Kind.CONFIGURATION);
    }
    assertThat(below).doesNotExist();
  }

  @Test
  void a_directory_that_cannot_be_written_ends_the_run_before_a_row_is_read() throws IOException {
    add(stored.get(0));
    Files.writeString(states(), "a file");

    assertThatExceptionOfType(EvaluationException.class)
        .isThrownBy(this::run)
        .withMessageStartingWith("increments.directory " + states() + " cannot be written: ")
        .matches(refused -> refused.kind() == EvaluationException.Kind.ENVIRONMENT);
  }

  @Test
  void kept_states_are_rolled_up_by_sql_as_by_a_report() throws IOException {
    for (Path file : stored.subList(0, 4)) {
      add(file);
    }
    EvaluationReport all = report(today);
    SparkSession users = spark.newSession();
    users.conf().set("spark.sql.catalog.xent", XentCatalog.class.getName());
    users.read().parquet(states().toString()).createOrReplaceTempView("states");
    String rollUp =
        "SELECT m.* FROM (SELECT xent.merge_states(state) AS state FROM states %s)"
            + " LATERAL VIEW explode(xent.metrics(state)) AS m";

    assertThat(metrics(users.sql(rollUp.formatted("")))).isEqualTo(metrics(all)).isNotEmpty();
    String name = stored.get(2).getFileName().toString();
    Path alone = Files.createDirectory(directory.resolve("alone"));
    Files.copy(stored.get(2), alone.resolve(name));
    assertThat(metrics(users.sql(rollUp.formatted("WHERE endswith(path, '" + name + "')"))))
        .isEqualTo(metrics(report(alone, "run_id=alone")));
    assertThat(users.sql(rollUp.formatted("WHERE path = ''")).collectAsList()).isEmpty();
  }

  private EvaluationReport report(Path files, String... settings) {
    List<String> all = new ArrayList<>(List.of(SETTINGS));
    if (settings.length == 0) {
      all.add("increments={directory: " + states() + "}");
    }
    all.addAll(List.of(settings));
    return evaluate(files, all.toArray(new String[0]));
  }

  private static List<String> metrics(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(Row::toString).toList();
  }

  private static List<String> metrics(EvaluationReport report) {
    List<String> rows = new ArrayList<>();
    for (SplitReport split : report.splits()) {
      add(rows, split.metrics(), split.split(), null, null);
      for (SliceReport value : split.slices()) {
        add(rows, value.metrics(), split.split(), value.slice(), value.value());
      }
    }
    return rows;
  }

  private static void add(List<String> rows, MetricValues metrics, Object... of) {
    for (String name : metrics.names()) {
      Number number = metrics.value(name);
      Double value = number == null ? null : (Double) number.doubleValue();
      rows.add(RowFactory.create(of[0], of[1], of[2], name, value).toString());
    }
  }
}
