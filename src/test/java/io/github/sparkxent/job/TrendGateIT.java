// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.job.config.ConfigurationReader;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.history.RunDecision;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run that is held against those before it. */
class TrendGateIT extends EvaluationFixture {
  private static final String TREND =
      "{split: test, metric: loss_mean, trend: 4, direction: up, runs: 3, min_runs: 2}";

  private Path good;
  private Path bad;

  TrendGateIT(SparkSession spark) {
    super(spark);
  }

  @BeforeEach
  void write() {
    good = rows("good", 2);
    bad = rows("bad", -2);
  }

  private Path rows(String name, int margin) {
    return written(
        name,
        spark
            .range(40)
            .selectExpr(
                "'test' AS split",
                "array(CAST(%s + id / 100 AS FLOAT), 0F) AS logits".formatted(margin),
                "0 AS label")
            .coalesce(1));
  }

  private EvaluationReport run(String id, Path rows, String... settings) {
    ConfigurationReader reader = configuration(rows, settings);
    reader.setText("run_id", id);
    return evaluate(reader);
  }

  private static String gates(String... others) {
    return "gates=[" + TREND + (others.length == 0 ? "" : ", " + String.join(", ", others)) + "]";
  }

  private static Verdict trend(EvaluationReport report) {
    return report.gates().get(0);
  }

  private Path beside(String name) {
    return directory.resolve("out/evaluation").resolve(name);
  }

  @Test
  void passes_until_there_are_runs_enough_and_then_refuses_a_worse_one() {
    EvaluationReport first = run("1", good, gates());
    EvaluationReport second = run("2", good, gates());
    EvaluationReport third = run("3", good, gates());
    EvaluationReport worse = run("4", bad, gates());

    assertThat(trend(first).reason())
        .endsWith("no limit yet, 0 accepted runs, fewer than min_runs 2");
    assertThat(first.run().warnings())
        .contains("gate on the trend of test: " + trend(first).reason());
    assertThat(first.passed()).isTrue();
    assertThat(trend(second).reason()).contains("no limit yet, 1 accepted run,");
    assertThat(third.passed()).isTrue();
    assertThat(third.run().warnings()).noneMatch(one -> one.contains("trend"));
    double mean = value(first, "test", "loss_mean");
    double error = value(worse, "test", "loss_stderr");
    assertThat(trend(worse).passed()).isFalse();
    assertThat(trend(worse).limit())
        .isCloseTo(mean + 4 * error, org.assertj.core.data.Offset.offset(1e-12));
    assertThat(trend(worse).reason()).endsWith("of 3 accepted runs");
  }

  @Test
  void a_run_whose_other_gates_failed_is_not_held_up_as_an_example() {
    String strict = "{split: test, metric: loss_mean, max: 1}";
    run("1", good, gates(strict));
    run("2", bad, gates(strict));
    run(
        "3",
        bad,
        gates("{split: test, metric: loss_mean, max: 1, min_rows: 50, inconclusive: pass}"));

    EvaluationReport report = run("4", good, gates(strict));

    assertThat(trend(report).reason()).contains("1 accepted run,");
  }

  @Test
  void a_run_that_its_trend_alone_refused_is_accepted_so_that_a_new_level_can_become_usual() {
    run("1", good, gates());
    run("2", good, gates());
    assertThat(run("3", bad, gates()).passed()).isFalse();
    assertThat(run("4", bad, gates()).passed()).isFalse();

    assertThat(run("5", bad, gates()).passed()).isTrue();
  }

  @Test
  void a_person_overrules_a_run_by_a_file_beside_it() throws IOException {
    String strict = "{split: test, metric: loss_mean, max: 1}";
    run("1", good, gates(strict));
    run("2", bad, gates(strict));
    Configuration hadoop = new Configuration();

    RunDecision.accept(hadoop, beside("2").toString(), "the new labels");
    assertThat(trend(run("3", good, gates(strict))).reason()).endsWith("of 2 accepted runs");
    RunDecision.reject(hadoop, beside("1").toUri().toString(), null);
    RunDecision.reject(hadoop, beside("2").toString(), "after all not");

    assertThat(trend(run("4", good, gates(strict))).reason()).contains("1 accepted run,");
    assertThat(Files.readString(beside("2.overruling.json")))
        .contains("\"decision\" : \"reject\"", "\"because\" : \"after all not\"", "\"time\" : \"");
    try (Stream<Path> files = Files.list(directory.resolve("out/evaluation"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.startsWith(".") && !name.startsWith(".latest-"))
          .isEmpty();
    }
  }

  @Test
  void what_was_said_of_a_run_does_not_hold_for_another_result_of_its_id() {
    run("1", good, gates());
    RunDecision.reject(new Configuration(), beside("1").toString(), null);
    assertThat(trend(run("2", good, gates())).reason()).contains(" 0 accepted runs,");

    run("1", good, gates());

    assertThat(trend(run("3", good, gates())).reason()).endsWith("of 2 accepted runs");
  }

  @Test
  void a_run_is_never_held_against_itself() {
    run("1", good, gates());

    assertThat(trend(run("1", good, gates())).reason()).contains(" 0 accepted runs,");
  }

  @Test
  void runs_with_other_figures_are_left_out_and_counted_but_not_those_with_other_names() {
    run("1", good, gates(), "loss.label_smoothing=0.1");
    run("2", good, gates(), "quality.max_splits=7");
    run("3", good, "gates=[]", "output.formats=[html]", "comparison.confidence=0.9");
    run("4", good);

    EvaluationReport report = run("5", good, gates());

    assertThat(trend(report).reason())
        .endsWith("of 2 accepted runs (2 of another configuration left out)");
  }

  @Test
  void a_broken_report_is_left_out_with_a_warning() throws IOException {
    run("1", good, gates());
    run("2", good, gates());
    Files.writeString(beside("1/metrics.json"), "{");
    Files.writeString(beside("2.overruling.json"), "no");

    EvaluationReport report = run("3", good, gates());

    assertThat(trend(report).reason()).contains(" 0 accepted runs,");
    assertThat(report.run().warnings())
        .anyMatch(one -> one.startsWith("left out of the earlier runs: metrics.json of the run 1"))
        .anyMatch(one -> one.contains("2.overruling.json") && one.contains("again"));
  }

  @Test
  void what_is_no_run_is_neither_accepted_nor_rejected() throws IOException {
    run("1", good);
    Files.createDirectories(beside("other"));
    for (String path : List.of(beside("other").toString(), beside("none").toString(), "/", " ")) {
      assertThatThrownBy(() -> RunDecision.accept(new Configuration(), path, null))
          .isInstanceOf(EvaluationException.class)
          .hasMessageStartingWith(path + " is no published run, expected the directory of one")
          .extracting(e -> ((EvaluationException) e).kind())
          .isEqualTo(EvaluationException.Kind.CONFIGURATION);
    }
  }
}
