// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.metric.ComparisonSummary;
import io.github.sparkxent.report.ComparisonReport;
import io.github.sparkxent.report.EvaluationReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A baseline that is another column of the same rows. */
class BaselineColumnIT extends EvaluationFixture {
  private static final String SOME_ROWS =
      "SELECT id, split, label, array(1F, 2F, 0F) AS logits, baseline FROM VALUES"
          + " (0, 'a', 0, array(2F, 1F, 0F)),"
          + " (1, 'a', 1, array(2F, 1F, 0F)),"
          + " (2, 'a', 1, null),"
          + " (3, 'a', 1, array(2F, 1F)),"
          + " (4, 'a', 1, array(2F, null, 0F)),"
          + " (5, 'a', 1, array(2F, float('nan'), 0F)),"
          + " (6, 'a', 1, array()),"
          + " (7, 'a', 1, array(2F, float('inf'), 0F)),"
          + " (8, 'a', 9, array(2F, 1F, 0F)),"
          + " (9, 'a', null, null),"
          + " (10, 'a', 2, array(1F, 2F, 0F))"
          + " AS t(id, split, label, baseline)";

  private int runs;

  BaselineColumnIT(SparkSession spark) {
    super(spark);
  }

  private static String baseline(String sql) {
    return "columns.baseline_logits='" + sql + "'";
  }

  /** Both models of the sample in one row. */
  private Dataset<Row> pairs() {
    return mnist()
        .join(
            spark
                .read()
                .parquet("data/mnist/softmax_regression")
                .selectExpr("example_id", "logits AS baseline"),
            "example_id");
  }

  private static ComparisonReport comparison(EvaluationReport report, String split) {
    return split(report, split).comparison();
  }

  @Test
  void of_probabilities_where_logits_should_stand_is_warned_of() {
    Path files = written("softmax", pairs().withColumn("baseline", expr("xent.softmax(baseline)")));

    assertThat(evaluate(files, baseline("baseline")).run().warnings())
        .containsExactly(
            "columns.baseline_logits \"baseline\" look like probabilities: each row is not negative"
                + " and sums to 1; columns.input_kind says what they are");
    assertThat(evaluate(written("logits", pairs()), baseline("baseline")).run().warnings())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "spark"})
  void gives_the_divergence_of_the_sample_s_models_as_computed_apart(String reader) {
    Path files = written("pairs", pairs());
    String divergence = "comparison.divergence=true";
    String by = "input.reader=" + reader;

    EvaluationReport report = evaluate(files, divergence, by, baseline("baseline"));
    EvaluationReport swapped =
        evaluate(
            files,
            divergence,
            by,
            "run_id=second",
            "columns={logits: baseline, baseline_logits: logits}");

    ComparisonReport comparison = comparison(report, "test");
    assertThat(comparison.klDivergence()).isCloseTo(0.182323762385, within(1e-12));
    assertThat(comparison.equalPredictions()).isCloseTo(0.9585, within(1e-15));
    assertThat(comparison.metric("loss_mean").difference())
        .isCloseTo(-0.1072852296318, within(1e-12))
        .isEqualTo(-comparison(swapped, "test").metric("loss_mean").difference());
    assertThat(comparison(swapped, "test").klDivergence()).isCloseTo(0.0923, within(5e-5));
  }

  @Test
  void rows_of_one_side_are_counted_by_reason_and_the_candidate_is_evaluated_as_before() {
    Path files = written("some", spark.sql(SOME_ROWS).coalesce(1));
    String skip = "quality.invalid_rows=skip";

    EvaluationReport alone = evaluate(files, skip, "run_id=alone");
    EvaluationReport report = evaluate(files, skip, baseline("baseline"));

    ComparisonReport comparison = comparison(report, "a");
    assertThat(comparison.rows()).isEqualTo(3);
    assertThat(comparison.notCompared())
        .isEqualTo(
            Map.of(
                "null_logits", 1L,
                "num_classes_mismatch", 1L,
                "null_element", 1L,
                "nan_logit", 1L,
                "empty_logits", 1L,
                "infinite_logit", 1L));
    assertThat(split(report, "a").metrics()).isEqualTo(split(alone, "a").metrics());
    assertThat(split(report, "a").rows()).isEqualTo(split(alone, "a").rows());
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void the_comparison_is_the_same_with_ansi_on_and_off(String ansi) {
    Path files = written("some", spark.sql(SOME_ROWS).coalesce(1));
    EvaluationConfig config =
        configuration(
                files,
                "columns={id: id, baseline_logits: baseline}",
                "comparison={cluster: id % 3, divergence: true}",
                "quality.invalid_rows=skip")
            .read();
    SparkSession own = RunSession.own(spark, config);
    own.conf().set("spark.sql.ansi.enabled", ansi);

    ComparisonSummary summary =
        new EvaluationQuery(EvaluationInput.of(own, config), config)
            .run()
            .summaries(3)
            .get(0)
            .metrics()
            .part(ComparisonSummary.class);

    assertThat(summary.rows()).isEqualTo(3);
    assertThat(summary.clusters()).isEqualTo(2);
    assertThat(summary.notCompared()).hasSize(6);
  }

  @Test
  void what_the_baseline_may_be_is_what_the_candidate_may_be() {
    Dataset<Row> pairs = pairs().where("example_id % 50 = 0");
    String columns =
        IntStream.range(0, 10)
            .mapToObj(c -> "baseline[" + c + "] AS b" + c)
            .collect(Collectors.joining("|"));
    Path files =
        written(
            "forms",
            pairs.selectExpr(
                ("logits|label|split|baseline|xent.pack(baseline) AS packed|struct(baseline) AS s|"
                        + "named_struct('type', tinyint(1), 'size', int(null), 'indices',"
                        + " array(0) , 'values', transform(baseline, x -> double(x))) AS v|"
                        + columns)
                    .split("\\|")));

    ComparisonReport expected = compared(files, "baseline");

    assertThat(compared(files, "packed")).isEqualTo(expected);
    assertThat(compared(files, "s.baseline")).isEqualTo(expected);
    assertThat(compared(files, "b*")).isEqualTo(expected);
    assertThat(compared(files, "transform(baseline, x -> double(x))")).isEqualTo(expected);
    assertThat(compared(files, "v")).isEqualTo(expected);
    assertThat(expected.rows()).isPositive();
  }

  private ComparisonReport compared(Path files, String baseline) {
    return comparison(evaluate(files, baseline(baseline), "run_id=run" + ++runs), "test");
  }

  @Test
  void the_numbers_of_the_baseline_may_be_of_another_kind() {
    Path files =
        written(
            "kinds",
            pairs()
                .where("example_id % 50 = 0")
                .selectExpr("logits", "label", "split", "xent.softmax(baseline) AS p", "baseline"));
    String divergence = "comparison.divergence=true";

    ComparisonReport expected =
        comparison(evaluate(files, divergence, baseline("baseline")), "test");
    ComparisonReport found =
        comparison(
            evaluate(
                files,
                divergence,
                baseline("p"),
                "baseline={input_kind: probabilities}",
                "run_id=second"),
            "test");

    assertThat(found.metric("loss_mean").difference())
        .isCloseTo(expected.metric("loss_mean").difference(), within(1e-9));
    assertThat(found.klDivergence()).isCloseTo(expected.klDivergence(), within(1e-9));
  }

  @Test
  void the_comparison_is_made_where_the_rows_are_read() throws IOException {
    Path files = written("pairs", pairs().selectExpr("*", "example_id % 7 AS user_id"));
    EvaluationConfig config =
        configuration(
                files,
                "columns={baseline_logits: baseline}",
                "comparison.cluster=user_id",
                "slices=[label]")
            .read();
    SparkSession own = RunSession.own(spark, config);
    PhaseLog phases = new PhaseLog(own.sparkContext(), "test");
    EvaluationInput input = PreparedInput.of(own, config, phases, true).input();

    assertThat(new EvaluationQuery(input, config).plan().queryExecution().executedPlan().toString())
        .contains(
            "PushedAggregates:"
                + " [evaluate(split, logits, label, weight, slice_0, cluster, baseline_logits)]");
  }

  @Test
  void too_many_clusters_are_groups_and_a_warning() {
    EvaluationReport report =
        evaluate(MNIST, "comparison={cluster: example_id, groups: 50}", "input.reader=auto");
    assertThat(report.run().warnings())
        .filteredOn(warning -> warning.contains("comparison.groups"))
        .hasSize(3)
        .first()
        .asString()
        .isEqualTo(
            "split test has more clusters than comparison.groups: they count as 50 groups of whole clusters, by a hash");
    assertThat(evaluate(MNIST, "comparison={cluster: label}", "run_id=few").run().warnings())
        .noneMatch(warning -> warning.contains("comparison.groups"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "columns.baseline_logits | label | columns.baseline_logits \"label\" is int, expected"
            + " array<float>, array<double>, a vector or packed binary",
        "columns.baseline_logits | nothing | columns.baseline_logits \"nothing\"",
        "columns.baseline_logits | x* | columns.baseline_logits \"x*\" matches no column",
        "comparison.cluster | nothing | comparison.cluster \"nothing\"",
      })
  void an_unfit_column_is_refused_by_its_key(String key, String sql, String message) {
    assertThatThrownBy(() -> evaluate(MNIST, key + "='" + sql + "'"))
        .isInstanceOf(EvaluationException.class)
        .extracting(error -> ((EvaluationException) error).kind())
        .isEqualTo(EvaluationException.Kind.CONFIGURATION);
    assertThatThrownBy(() -> evaluate(MNIST, key + "='" + sql + "'")).hasMessageContaining(message);
  }
}
