// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static io.github.sparkxent.job.failure.Refusals.assertRefusal;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.EvaluationException.Kind;
import io.github.sparkxent.report.EvaluationReport;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Invalid rows set aside: whole, each once, with their reason. */
class QuarantineIT extends EvaluationFixture {
  private static final String ROWS =
      """
      SELECT * FROM VALUES
        (1L, 'a', array(1F, 2F, 3F), 2, 'good'),
        (2L, 'a', array(1F, 2F, 3F), 7, 'label too large'),
        (3L, null, array(1F, 2F, 3F), 1, 'no split'),
        (4L, 'b', null, 1, 'no logits'),
        (5L, 'b', array(1F, 2F, 3F), 1, 'good'),
        (6L, 'b', array(1F, 2F), 1, 'short')
      AS t(id, split, logits, label, note)""";

  QuarantineIT(SparkSession spark) {
    super(spark);
  }

  private EvaluationReport evaluateOf(String rows, String quality) {
    return evaluate(spark.sql(rows).repartition(3), "quality=" + quality);
  }

  @Test
  void holds_the_rows_whole_with_their_reason() {
    EvaluationReport report = evaluateOf(ROWS, "{invalid_rows: quarantine}");

    Dataset<Row> quarantine = resultRows("quarantine");
    assertThat(quarantine.columns())
        .containsExactly("id", "split", "logits", "label", "note", "invalid_reason");
    assertThat(
            quarantine
                .selectExpr("concat_ws('|', id, note, invalid_reason)")
                .orderBy("id")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0)))
        .containsExactly(
            "2|label too large|label_out_of_range",
            "3|no split|null_split",
            "4|no logits|null_logits",
            "6|short|num_classes_mismatch");
    assertThat(report.splits().stream().mapToLong(split -> split.rows().invalid()).sum())
        .isEqualTo(quarantine.count());
  }

  @Test
  void may_have_another_name_and_stands_beside_the_losses() {
    evaluate(
        spark.sql(ROWS),
        "quality={invalid_rows: quarantine, quarantine: bad}",
        "output.losses=true");

    assertThat(resultRows("bad").count()).isEqualTo(4);
    assertThat(resultRows("losses").count()).isEqualTo(2);
  }

  @Test
  void is_not_written_where_all_rows_are_valid() {
    evaluateOf(ROWS + " WHERE note = 'good'", "{invalid_rows: quarantine}");

    assertThat(result("metrics.json")).exists();
    assertThat(result("quarantine")).doesNotExist();
  }

  @Test
  void can_be_evaluated_again_and_keeps_both_reasons() {
    evaluateOf(ROWS, "{invalid_rows: quarantine}");
    evaluate(
        result("quarantine"),
        "quality={invalid_rows: quarantine, num_classes: 3}",
        "output.directory=" + directory.resolve("again"));

    Dataset<Row> quarantine =
        spark.read().parquet(directory.resolve("again/evaluation/run/quarantine").toString());
    assertThat(quarantine.count()).isEqualTo(4);
    assertThat(quarantine.where("invalid_reason = _invalid_reason").count()).isEqualTo(4);
  }

  @Test
  void is_not_published_where_too_many_rows_are_invalid() {
    assertThatThrownBy(
            () -> evaluateOf(ROWS, "{invalid_rows: quarantine, max_invalid_fraction: 0.5}"))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("quality.max_invalid_fraction is 0.5");
    assertThat(result()).doesNotExist();
  }

  /** The label of each odd row is out of range, but not while the rows in question are written. */
  private static int unsteadyLabel(long id, String phase) {
    boolean again = TaskContext.get().getLocalProperty("spark.job.description").endsWith(phase);
    return id % 2 == 0 || again ? 1 : 9;
  }

  @ParameterizedTest
  @CsvSource({
    "write invalid rows, '0 invalid rows were written, expected 150'",
    "write losses, '300 losses were written, expected 150'"
  })
  void rows_that_are_others_when_read_again_end_the_run(String phase, String message) {
    UserDefinedFunction label =
        udf((UDF1<Long, Integer>) id -> unsteadyLabel(id, phase), DataTypes.IntegerType);
    spark
        .range(300)
        .select(array(lit(1F), lit(2F)).as("logits"), label.apply(col("id")).as("label"))
        .createOrReplaceGlobalTempView("unsteady");
    assertRefusal(
            Kind.INPUT,
            () ->
                evaluate(
                    "{input: {table: global_temp.unsteady}, quality: {invalid_rows: quarantine},"
                        + " output: {losses: true}}"))
        .hasMessageStartingWith(message);
    assertThat(result()).doesNotExist();
  }
}
