// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static io.github.sparkxent.job.failure.Refusals.assertRefusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.sparkxent.job.failure.EvaluationException.Kind;
import io.github.sparkxent.metric.name.MetricValues;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that list the log-probabilities of the most probable classes only. */
class ListedClassesIT extends EvaluationFixture {
  private static final String[] LISTED = {
    "columns.logits=top",
    "columns.id=example_id",
    "columns.input_kind=top_log_probabilities",
    "quality.num_classes=10"
  };

  /** By the natural order of the fields: the log-probability, then the smaller id. */
  private static final String TOP =
      "slice(sort_array(transform(xent.log_softmax(cast(logits AS array<double>)),"
          + " (l, i) -> named_struct('l', l, 'rank', -i, 'id', i)), false), 1, 3)";

  ListedClassesIT(SparkSession spark) {
    super(spark);
  }

  private Dataset<Row> listed(String type) {
    return spark
        .read()
        .parquet(MNIST.toString())
        .selectExpr("example_id", "split", "label", TOP + " AS top")
        .selectExpr(
            "example_id",
            "split",
            "label",
            "named_struct('ids', top.id, 'logprobs', cast(top.l AS array<" + type + ">)) AS top");
  }

  private static MetricValues test(EvaluationReport report) {
    return report.splits().stream()
        .filter(split -> "test".equals(split.split()))
        .map(SplitReport::metrics)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void the_sample_has_1981_labels_among_three_and_a_lower_bound_of_the_loss() throws IOException {
    EvaluationReport report =
        evaluate(
            configuration(
                written("floats", listed("float")),
                settings(
                    "metrics.top_k=[1, 3, 4]",
                    "output.losses=losses",
                    "gates=[{split: test, metric: loss_mean, max: 0.1},"
                        + " {split: test, metric: loss_mean, max: 0.25, inconclusive: pass},"
                        + " {split: test, metric: accuracy, min: 0.9}]")));

    MetricValues metrics = test(report);
    assertThat(metrics.value("unlisted_label_count")).isEqualTo(2000L - 1981);
    assertThat((Double) metrics.value("loss_mean")).isCloseTo(0.181357419844, within(3e-8));
    assertThat(metrics.value("accuracy")).isEqualTo(0.948);
    assertThat(metrics.value("top_3_accuracy")).isEqualTo(1981.0 / 2000);
    assertThat(metrics.value("top_4_accuracy")).isNull();
    assertThat(metrics.value("brier_score")).isNull();
    assertThat(report.gates())
        .extracting(Verdict::outcome)
        .containsExactly(Verdict.Outcome.FAIL, Verdict.Outcome.INCONCLUSIVE, Verdict.Outcome.PASS);
    assertThat(report.run().input().shownReader())
        .contains("columns.logits is a struct, with columns.input_kind top_log_probabilities");
    assertThat(Files.readString(directory.resolve("out/evaluation/run/metrics.json")))
        .contains("\"loss_mean_is_lower_bound\": true")
        .contains("\"loss_mean_is_lower_bound\": false");
    Dataset<Row> losses =
        spark.read().parquet(directory.resolve("out/evaluation/run/losses").toString());
    assertThat(losses.where("split = 'test' AND loss_is_lower_bound").count()).isEqualTo(19);
    assertThat(losses.where("loss_is_lower_bound AND rank IS NOT NULL").count()).isZero();
    assertThat(losses.where("brier_score IS NOT NULL OR loss IS NULL").count()).isZero();
  }

  private static String[] settings(String... more) {
    String[] all = new String[LISTED.length + more.length];
    System.arraycopy(LISTED, 0, all, 0, LISTED.length);
    System.arraycopy(more, 0, all, LISTED.length, more.length);
    return all;
  }

  @Test
  void in_doubles_the_bound_is_that_of_the_exact_log_probabilities_also_of_kept_states() {
    Path files = written("doubles", listed("double").where("split = 'test'").repartition(3));
    String kept = "increments.directory=" + directory.resolve("states");
    EvaluationReport first = evaluate(files, settings(kept));
    EvaluationReport second = evaluate(files, settings(kept));

    assertThat((Double) test(first).value("loss_mean"))
        .isCloseTo(0.181357419844, within(1e-12))
        .isLessThan(0.181357419845);
    assertThat(second.splits()).isEqualTo(first.splits());
    assertThat(second.run().input().states().shown()).contains("3 reused");
  }

  @Test
  void each_row_that_is_no_list_has_its_reason() {
    Dataset<Row> rows =
        spark.sql(
            """
            SELECT 'all' AS split, id AS example_id, 1 AS label, top FROM VALUES
              (0, named_struct('ids', array(1, 2), 'logprobs', array(-1F, -2F))),
              (1, CAST(NULL AS struct<ids: array<int>, logprobs: array<float>>)),
              (2, named_struct('ids', CAST(NULL AS array<int>), 'logprobs', array(-1F))),
              (3, named_struct('ids', array(1), 'logprobs', CAST(NULL AS array<float>))),
              (4, named_struct('ids', array(1, NULL), 'logprobs', array(-1F, -2F))),
              (5, named_struct('ids', array(1, 2), 'logprobs', array(-1F, NULL))),
              (6, named_struct('ids', array(1, 2), 'logprobs', array(-1F))),
              (7, named_struct('ids', array(), 'logprobs', array())),
              (8, named_struct('ids', array(1, 10), 'logprobs', array(-1F, -2F))),
              (9, named_struct('ids', array(2, 2), 'logprobs', array(-1F, -2F))),
              (10, named_struct('ids', array(1), 'logprobs', array(float('NaN')))),
              (11, named_struct('ids', array(1), 'logprobs', array(0.5F))),
              (12, named_struct('ids', array(1, 2), 'logprobs', array(0F, float('-Infinity'))))
              AS rows(id, top)
            """);

    EvaluationReport report =
        evaluate(written("rows", rows), settings("quality.invalid_rows=skip"));

    assertThat(report.splits().get(0).rows().invalidByReason())
        .isEqualTo(
            Map.of(
                "null_logits", 3L,
                "null_element", 2L,
                "listed_length_mismatch", 1L,
                "empty_logits", 1L,
                "listed_id_out_of_range", 1L,
                "listed_id_repeated", 1L,
                "invalid_probability", 1L,
                "probability_sum", 1L));
    assertThat(report.splits().get(0).rows().evaluated()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "array(-1F, -2F) | label | columns.logits \"logits\" is array<float>, expected struct<ids: array<int or bigint>, logprobs: array<float or double>> with columns.input_kind top_log_probabilities",
        "map(1, -1F) | label | if it lists classes with their log-probabilities, as in named_struct('ids', map_keys(logits), 'logprobs', map_values(logits))",
        "array(named_struct('token', 1, 'logprob', -1D)) | label | as in named_struct('ids', logits.token, 'logprobs', logits.logprob)",
        "named_struct('ids', array(1), 'logprobs', array(-1F)) | array(0F, 1F) | columns.label \"label\" is array<float>, a distribution, expected class ids or names with columns.input_kind top_log_probabilities, since not all log-probabilities are known"
      })
  void other_columns_are_refused_with_advice(String logits, String label, String message) {
    Dataset<Row> rows =
        spark.sql("SELECT 1 AS label").selectExpr(logits + " AS logits", label + " AS label");
    assertRefusal(
            Kind.CONFIGURATION,
            () ->
                Evaluation.check(
                    spark,
                    configuration(
                            written("other", rows),
                            "columns.input_kind=top_log_probabilities",
                            "quality.num_classes=10")
                        .read()))
        .hasMessageContaining(message);
  }
}
