// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.SliceReport;
import io.github.sparkxent.report.SplitReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** Rows that hold a sequence of predictions each. */
class SequencesIT extends EvaluationFixture {
  SequencesIT(SparkSession spark) {
    super(spark);
  }

  /** The sample by sequences of ten examples that follow each other. */
  private Path mnistSequences(String logits) {
    mnist().createOrReplaceTempView("mnist");
    return written(
        "sequences",
        spark.sql(
            "SELECT CAST(example_id DIV 10 AS BIGINT) AS id, split,"
                + " transform(array_sort(collect_list(struct(example_id, "
                + logits
                + " AS z))), x -> x.z) AS logits,"
                + " transform(array_sort(collect_list(struct(example_id, label))),"
                + " x -> CAST(x.label AS INT)) AS label,"
                + " CAST(sum(label + 1) AS INT) AS bytes"
                + " FROM mnist GROUP BY example_id DIV 10, split"));
  }

  @Test
  void the_sample_by_sequences_has_the_losses_of_the_flat_one_and_their_errors_by_sequences() {
    Path files = mnistSequences("logits");

    EvaluationReport report =
        evaluate(files, "columns={id: id, bytes: bytes}", "metrics.worst_rows=2");

    assertThat(value(report, "test", "loss_mean")).isEqualTo(0.19587791143237193);
    assertThat(value(report, "test", "loss_stderr")).isCloseTo(0.0204879817596, within(1e-13));
    assertThat(value(report, "test", "bits_per_byte")).isCloseTo(0.0523464094551, within(1e-13));
    assertThat(report.run().input().reader()).isEqualTo("scan");
    SplitReport test = split(report, "test");
    assertThat(test.rows().evaluated()).isEqualTo(2000);
    assertThat(test.sequences().worst()).hasSize(2);
  }

  private static final String HOSTILE =
      "SELECT id, 'a' AS split, logits, label, mask, bytes, logits AS base FROM VALUES"
          + " ('fine', array(array(2F, 1F), array(0F, 3F)), array(0, 1), array(1, 1), 4),"
          + " ('nan', array(array(2F, float('nan')), array(0F, 3F)), array(0, 1), array(1, 1), 4),"
          + " ('padded', array(array(2F, 1F), null), array(0, null), array(1, 0), 4),"
          + " ('masked', array(null), array(0), array(0), 4),"
          + " ('ignored', array(array(1F, 2F)), array(-100), array(1), 4),"
          + " ('short', array(array(2F, 1F)), array(0, 1), array(1, 1), 4),"
          + " ('mask', array(array(2F, 1F)), array(0), array(1, 1), 4),"
          + " ('odd', array(array(2F, 1F)), array(0), array(2), 4),"
          + " ('other', array(array(2F, 1F), array(2F, 1F, 0F)), array(0, 1), array(1, 1), 4),"
          + " ('free', array(array(2F, 1F)), array(0), array(1), 0),"
          + " ('none', cast(null as array<array<float>>), array(0), array(1), 4),"
          + " ('empty', cast(array() as array<array<float>>), cast(array() as array<int>),"
          + " cast(array() as array<int>), 4)"
          + " AS t(id, logits, label, mask, bytes)";

  @Test
  void what_is_wrong_is_counted_by_sequences_and_positions_and_written_whole() {
    Path files = written("hostile", spark.sql(HOSTILE));
    String columns = "columns={id: id, mask: mask, bytes: bytes, baseline_logits: base}";

    EvaluationReport report =
        evaluate(
            files,
            columns,
            "loss.ignore_index=-100",
            "quality={invalid_rows: quarantine, quarantine: bad}",
            "output.losses=losses",
            "slices=[{name: position, positions: [1, 2]}]");

    SplitReport split = split(report, "a");
    assertThat(split.sequences().rows().read()).isEqualTo(12);
    assertThat(split.sequences().rows().evaluated()).isEqualTo(4);
    assertThat(split.sequences().rows().ignored()).isEqualTo(2);
    assertThat(split.sequences().rows().invalidByReason())
        .isEqualTo(
            Map.of(
                "sequence_length_mismatch", 2L,
                "invalid_mask", 1L,
                "invalid_bytes", 1L,
                "null_logits", 1L,
                "empty_logits", 1L));
    assertThat(split.sequences().partlyInvalidByReason())
        .isEqualTo(Map.of("nan_logit", 1L, "num_classes_mismatch", 1L));
    assertThat(split.sequences().maskedPositions()).isEqualTo(2);
    assertThat(result("_SUCCESS"))
        .as("one with an invalid position is invalid")
        .content()
        .contains("\"evaluated\" : 2", "\"invalid\" : 8", "\"nan_logit\" : 1");
    assertThat(split.rows().read()).isEqualTo(11);
    assertThat(split.rows().evaluated()).isEqualTo(5);
    assertThat(split.comparison().metric("loss_mean").difference()).isZero();
    assertThat(split.slices()).extracting(SliceReport::value).containsExactly("1", "2-");
    assertThat(resultRows("losses").columns())
        .startsWith("id", "split", "position")
        .contains("loss");
    assertThat(resultRows("losses").count()).isEqualTo(5);
    assertThat(
            resultRows("bad").selectExpr("concat(id, ' ', invalid_reason)").collectAsList().stream()
                .map(row -> row.getString(0)))
        .containsExactlyInAnyOrder(
            "nan nan_logit",
            "short sequence_length_mismatch",
            "mask sequence_length_mismatch",
            "odd invalid_mask",
            "other num_classes_mismatch",
            "free invalid_bytes",
            "none null_logits",
            "empty empty_logits");
  }

  @Test
  void without_leave_an_invalid_position_ends_the_run_in_one_line() {
    Path files = written("hostile", spark.sql(HOSTILE + " WHERE id IN ('fine', 'nan')"));

    assertThatThrownBy(() -> evaluate(files, "columns={id: id, mask: mask}"))
        .hasMessageStartingWith(
            "1 of 2 sequences are invalid, or have positions that are: nan_logit 1 (such as nan)");
    assertThat(directory.resolve("out/evaluation/run.status.json"))
        .content()
        .contains("\"evaluated\" : 1", "\"invalid\" : 1", "\"nan_logit\" : 1");
    assertThatThrownBy(
            () ->
                evaluate(
                    files,
                    "columns={label: 'label[0]', logits: 'logits[0]'}",
                    "gates=[{metric: cluster_count, min: 1}]"))
        .hasMessageStartingWith("gates[0].metric is \"cluster_count\" where columns.label")
        .hasMessageEndingWith("expected comparison.cluster, or rows that are sequences");
    assertThatThrownBy(() -> evaluate(files, "columns.label=transform(label, x -> 1.5D)"))
        .hasMessageContaining("expected a class id for each position: array<int> or array<bigint>");
    assertThatThrownBy(
            () -> evaluate(files, "columns={mask: mask, label: 'label[0]', logits: 'logits[0]'}"))
        .hasMessageContaining("columns.mask where columns.label")
        .hasMessageContaining("expected rows that are sequences");
  }

  @Test
  void positions_that_look_like_probabilities_are_warned_of() {
    Path files =
        written(
            "flat",
            spark.sql(
                "SELECT array(array(0.75F, 0.25F), array(0.5F, 0.5F)) AS logits,"
                    + " array(0, 1) AS label"));

    assertThat(evaluate(files, "gates=[{metric: cluster_count, min: 1}]").run().warnings())
        .containsExactly(
            "columns.logits \"logits\" look like probabilities: each row is not negative and sums"
                + " to 1; columns.input_kind says what they are");
  }

  @Test
  void packed_sequences_have_the_figures_of_arrays() {
    String rows =
        "SELECT id, 'a' AS split, %s AS logits, label, mask FROM ("
            + HOSTILE
            + ") WHERE id = 'fine'";
    Path arrays = written("arrays", spark.sql(rows.formatted("logits")));
    Path packed = written("packed", spark.sql(rows.formatted("xent.pack(flatten(logits))")));

    double expected = value(evaluate(arrays, "columns.mask=mask"), "a", "loss_mean");

    assertThat(
            value(
                evaluate(packed, "columns.mask=mask", "quality.num_classes=2", "run_id=packed"),
                "a",
                "loss_mean"))
        .isEqualTo(expected);
    assertThatThrownBy(() -> evaluate(packed, "run_id=unknown"))
        .hasMessageContaining("expected quality.num_classes");
  }

  @Test
  void the_configuration_of_the_guide_evaluates_its_table() throws IOException {
    Matcher yaml =
        Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("docs/language-models.md")));
    assertThat(yaml.find()).isTrue();
    Path table =
        written(
            "guide",
            spark.sql(
                "SELECT id AS document_id, logits, label, mask, 'four' AS text FROM ("
                    + HOSTILE
                    + ") WHERE id IN ('fine', 'padded', 'ignored')"));
    String place = "input.path=" + table;

    EvaluationReport report =
        evaluate(yaml.group(1), place, "name=evaluation", "output.formats=[markdown, html]");

    assertThat(split(report, "all").metrics().value("byte_count")).isEqualTo(8L);
    assertThat(split(report, "all").slices())
        .extracting(SliceReport::value)
        .containsExactly("1-15");
    assertThat(Files.readString(result("report.md")))
        .contains("Rows are positions of 3 sequences: 2 evaluated, 1 ignored, 0 invalid.");
    assertThat(Files.readString(result("report.html")))
        .contains("Rows are positions of 3 sequences");
  }
}
