// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.job.config.ConfigurationReader;
import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.report.Comparisons;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.SplitReports;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of each kind of bad row, and of the run that meets it. */
class RowAccountingIT extends EvaluationFixture {
  /** One row for each reason that a class id can have, behind five good ones. */
  static final String CLASS_IDS =
      """
      SELECT * FROM VALUES
        (0L, 'a', array(1F, 2F, 3F), 2L, 1D), (1L, 'a', array(1F, 2F, 3F), 2L, 1D),
        (2L, 'a', array(1F, 2F, 3F), 2L, 1D), (3L, 'a', array(1F, 2F, 3F), 0L, 1D),
        (4L, 'a', array(-float('inf'), 2F, 3F), 1L, 1D),
        (10L, null, array(1F, 2F, 3F), 2L, 1D),
        (11L, 'a', array(1F, 2F, 3F), null, 1D),
        (12L, 'a', null, -100L, 1D),
        (13L, 'a', null, 2L, 1D),
        (14L, 'a', array(1F, null, 3F), 2L, 1D),
        (15L, 'a', array(), 2L, 1D),
        (16L, 'a', array(1F, 2F), 1L, 1D),
        (17L, 'a', array(1F, 2F, 3F), 3L, 1D),
        (18L, 'a', array(1F, 2F, 3F), -1L, 1D),
        (19L, 'a', array(1F, 2F, 3F), 5000000000L, 1D),
        (20L, 'a', array(1F, float('nan'), 3F), 2L, 1D),
        (21L, 'a', array(1F, float('inf'), 3F), 2L, 1D),
        (22L, 'a', array(-float('inf'), -float('inf'), -float('inf')), 2L, 1D),
        (23L, 'a', array(1F, 2F, 3F), 2L, null),
        (24L, 'a', array(1F, 2F, 3F), 2L, -1D),
        (25L, 'b', array(1F, 2F, 3F), 2L, double('nan'))
      AS t(id, split, logits, label, weight)""";

  static final String DISTRIBUTIONS =
      """
      SELECT * FROM VALUES
        (0L, array(1D, 2D, 3D), array(0F, 0F, 1F)),
        (1L, array(1D, 2D, 3D), null),
        (2L, array(1D, 2D, 3D), array(0F, 1F)),
        (3L, array(1D, 2D, 3D), array(-0.5F, 0.5F, 1F)),
        (4L, array(1D, 2D, 3D), array(0F, null, 1F)),
        (5L, array(1D, 2D, 3D), array(0.5F, 0.5F, 0.5F)),
        (6L, array(1e300D, -1e300D, 0D), array(1F, 0F, 0F))
      AS t(id, logits, label)""";

  RowAccountingIT(SparkSession spark) {
    super(spark);
  }

  private EvaluationReport evaluateOf(String rows, String settings) {
    written("files", spark.sql(rows));
    return EvaluationJob.run(spark, config(settings)).report();
  }

  /** Returns the configuration for the rows that were written last. */
  private EvaluationConfig config(String settings) {
    ConfigurationReader reader = configuration(settings);
    reader.setText("input.path", directory.resolve("files").toString());
    return reader.read();
  }

  private static final String SKIP =
      "{columns: {id: id, weight: weight}, loss: {ignore_index: -100},"
          + " quality: {invalid_rows: skip}}";

  @Test
  void each_bad_row_has_its_reason_and_no_row_is_lost() {
    EvaluationReport report = evaluateOf(CLASS_IDS, SKIP);

    SplitReport a = report.splits().get(0);
    assertThat(a.rows().read()).isEqualTo(19);
    assertThat(a.rows().evaluated()).isEqualTo(5);
    assertThat(a.rows().ignored()).isEqualTo(1);
    assertThat(a.rows().invalidByReason())
        .isEqualTo(
            Map.ofEntries(
                Map.entry("null_label", 1L),
                Map.entry("null_logits", 1L),
                Map.entry("null_element", 1L),
                Map.entry("empty_logits", 1L),
                Map.entry("num_classes_mismatch", 1L),
                Map.entry("label_out_of_range", 3L),
                Map.entry("nan_logit", 1L),
                Map.entry("infinite_logit", 2L),
                Map.entry("invalid_weight", 2L)));
    assertThat(report.splits().get(1).rows().invalidByReason())
        .isEqualTo(Map.of("invalid_weight", 1L));
    assertThat(report.splits().get(2).split()).isNull();
    assertThat(report.splits().get(2).rows().invalidByReason()).isEqualTo(Map.of("null_split", 1L));
    assertThat(report.splits().get(2).metrics().names()).isEmpty();
    assertThat(report.run().warnings())
        .containsExactly("1 rows do not have 3 classes, as most rows have");
  }

  /** Evaluates the files of the evaluation before in a session with this setting. */
  private List<SplitReport> withAnsi(String ansi, String settings, int numClasses) {
    EvaluationConfig config = config(settings);
    SparkSession own = RunSession.own(spark, config);
    own.conf().set("spark.sql.ansi.enabled", ansi);
    return new EvaluationQuery(EvaluationInput.of(own, config), config)
        .run().summaries(numClasses).stream()
            .map(split -> SplitReports.of(split, numClasses, 1, new Comparisons(0.95, false)))
            .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void the_reasons_are_the_same_with_ansi_on_and_off(String ansi) {
    List<SplitReport> expected = evaluateOf(CLASS_IDS, SKIP).splits();

    assertThat(withAnsi(ansi, SKIP, 3)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void labels_in_floating_point_must_be_integers_with_ansi_on_and_off(String ansi) {
    String settings = "quality: {invalid_rows: skip}";
    EvaluationReport report =
        evaluateOf(
            "SELECT id, array(1F, 2F) AS logits, label FROM VALUES (0, 1.0F), (1, 1.7F),"
                + " (2, 2.0F), (3, float('nan')), (4, null), (5, 1e30F), (6, 5e9F), (7, -1F)"
                + " AS t(id, label)",
            settings);

    assertThat(report.splits().get(0).rows().invalidByReason())
        .isEqualTo(Map.of("label_not_integer", 2L, "null_label", 1L, "label_out_of_range", 4L));
    assertThat(withAnsi(ansi, settings, 2)).isEqualTo(report.splits());
  }

  @Test
  void distributions_have_their_own_reasons_and_huge_logits_a_right_loss() {
    EvaluationReport report = evaluateOf(DISTRIBUTIONS, "quality: {invalid_rows: skip}");

    SplitReport all = report.splits().get(0);
    assertThat(all.rows().evaluated()).isEqualTo(2);
    assertThat(all.rows().invalidByReason())
        .isEqualTo(
            Map.of(
                "null_label", 1L,
                "label_length_mismatch", 1L,
                "invalid_label", 2L,
                "label_sum", 1L));
    assertThat(all.metrics().value("loss_sum")).isEqualTo(0x1.a163753bc5c9bp-2);
  }

  @Nested
  class Invalid_rows {
    @Test
    void end_the_run_by_default_with_counts_and_the_smallest_ids() {
      assertThatThrownBy(
              () -> evaluateOf(CLASS_IDS, "{columns: {id: id}, loss: {ignore_index: -100}}"))
          .isInstanceOf(EvaluationException.class)
          .hasMessageContaining("12 of 21 rows are invalid")
          .hasMessageContaining("label_out_of_range 3 (such as 17, 18, 19)")
          .hasMessageContaining("null_split 1 (such as 10)")
          .hasMessageContaining("quality.invalid_rows is fail");
      assertThat(result()).doesNotExist();
      assertThat(directory.resolve("out/evaluation/run.status.json"))
          .content()
          .contains("\"failed\"", "\"label_out_of_range\" : 3");
    }

    @Test
    void are_named_by_file_without_ids() {
      assertThatThrownBy(() -> evaluateOf(CLASS_IDS, "{loss: {ignore_index: -100}}"))
          .hasMessageContaining("label_out_of_range 3 (such as file:")
          .hasMessageContaining(".parquet");
    }

    @Test
    void may_be_skipped_up_to_a_share_of_the_rows() {
      String settings =
          "{columns: {id: id}, loss: {ignore_index: -100},"
              + " quality: {invalid_rows: skip, max_invalid_fraction: 0.5}}";

      assertThatThrownBy(() -> evaluateOf(CLASS_IDS, settings))
          .isInstanceOf(EvaluationException.class)
          .hasMessageContaining("quality.max_invalid_fraction is 0.5");
    }
  }

  @Test
  void too_many_splits_are_refused() {
    assertThatThrownBy(
            () ->
                evaluateOf(
                    "SELECT id AS split, array(1F) AS logits, 0 AS label FROM range(100)",
                    "quality: {max_splits: 99}"))
        .isInstanceOf(EvaluationException.class)
        .hasMessage("columns.split has more than quality.max_splits = 99 values");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "quality: {num_classes: 4} | 4 of quality.num_classes",
        "loss: {class_weights: [1, 1, 1, 1]} | 4 of loss.class_weights",
        "classes: [a, b] | 2 of classes"
      })
  void a_configured_number_of_classes_is_held_against_each_row(String settings, String expected) {
    assertThatThrownBy(() -> evaluateOf(DISTRIBUTIONS, settings))
        .hasMessageMatching(
            "\\d of \\d rows are invalid: (.*; )?num_classes_mismatch 6 \\(such as .*\\), rows of 3"
                + " classes, not the "
                + expected
                + "(;.*)?; quality.invalid_rows is fail: .*");
  }

  @Test
  void the_numbers_of_classes_that_rows_have_are_told() {
    String rows =
        "SELECT array_repeat(1F, int(c)) AS logits, 0 AS label"
            + " FROM VALUES (3), (3), (3), (2), (4), (4) AS t(c)";

    assertThatThrownBy(() -> evaluateOf(rows, "{}"))
        .hasMessageContaining(", rows of 4, 2 classes, not the 3 of most rows;");
    assertThat(
            evaluateOf(rows, "{loss: {class_weights: [1, 2, 3]}, quality: {invalid_rows: skip}}")
                .run()
                .warnings())
        .containsExactly("3 rows do not have 3 classes, as loss.class_weights says");
  }

  @Test
  void an_infinite_loss_is_evaluated_and_counted() {
    EvaluationReport report =
        evaluateOf(
            "SELECT * FROM VALUES (array(1F, 2F, 3F), 2), (array(1F, -float('inf'), 3F), 1)"
                + " AS t(logits, label)",
            "{}");

    SplitReport all = report.splits().get(0);
    assertThat(all.metrics().value("infinite_loss_count")).isEqualTo(1L);
    assertThat(all.metrics().value("loss_mean")).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(all.metrics().value("finite_loss_mean")).isEqualTo(0x1.a163753bc5c9bp-2);
  }
}
