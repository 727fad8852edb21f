// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.numeric.SoftmaxRow;
import io.github.sparkxent.report.SplitReport;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rows of few classes, which the aggregate evaluates side by side, give what they give on their
 * own: as logits of double they are the same numbers, and never side by side.
 */
class RowBlocksIT extends EvaluationFixture {
  /** Rows of each kind that is no ordinary one, by the last digits of the id. */
  private static final String UNCOMMON =
      "CASE example_id % 100"
          + " WHEN 1 THEN transform(logits, x -> float('NaN'))"
          + " WHEN 2 THEN transform(logits, (x, i) -> if(i = 3, float('Infinity'), x))"
          + " WHEN 3 THEN transform(logits, (x, i) -> if(i = 3, float('-Infinity'), x))"
          + " WHEN 4 THEN transform(logits, x -> float('-Infinity'))"
          + " WHEN 5 THEN transform(logits, x -> float(1))"
          + " WHEN 6 THEN transform(logits, (x, i) -> if(i = 3, float(-1000), x))"
          + " WHEN 7 THEN transform(logits, x -> float(-0.0))"
          + " WHEN 8 THEN slice(logits, 1, 9)"
          + " WHEN 9 THEN slice(logits, 1, 1)"
          + " WHEN 10 THEN slice(logits, 1, 0)"
          + " WHEN 11 THEN transform(logits, (x, i) -> if(i = 3, null, x))"
          + " WHEN 12 THEN null"
          + " ELSE logits END AS logits";

  private static final String SKIP = "quality: {invalid_rows: skip}";

  RowBlocksIT(SparkSession spark) {
    super(spark);
  }

  private List<SplitReport> splits(String name, Dataset<Row> rows, String settings) {
    Path files = written(name, rows);
    return evaluate("{input: {path: " + files + "}, " + settings + "}").splits();
  }

  private void gives_the_same_on_their_own(Dataset<Row> rows, String settings) {
    Dataset<Row> alone = rows.withColumn("logits", rows.col("logits").cast("array<double>"));

    assertThat(splits("blocks", rows, settings)).isEqualTo(splits("alone", alone, settings));
  }

  @Test
  void are_evaluated_side_by_side_here_from_the_first_row_on() {
    assertThat(new SoftmaxRow().prefersBlock(10)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"example_id", "int(example_id)", "concat('image-', example_id)"})
  void of_every_kind_with_ids_and_weights(String id) {
    Dataset<Row> rows =
        mnist()
            .selectExpr(
                id + " AS id",
                "if(example_id % 50 = 20, null, split) AS split",
                UNCOMMON,
                "CASE example_id % 100 WHEN 30 THEN null WHEN 31 THEN 10 WHEN 32 THEN -1 ELSE label END"
                    + " AS label",
                "CASE example_id % 40 WHEN 33 THEN -1D WHEN 34 THEN null WHEN 35 THEN 0.5D ELSE 1D END"
                    + " AS weight");

    gives_the_same_on_their_own(rows, "columns: {id: id, weight: weight}, " + SKIP);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 9, 10})
  void of_any_few_classes(int numClasses) {
    gives_the_same_on_their_own(
        mnist()
            .selectExpr(
                "split", "slice(logits, 1, " + numClasses + ") AS logits", "label % 5 AS label"),
        SKIP);
  }

  @Test
  void of_more_classes_than_a_block_takes() {
    gives_the_same_on_their_own(
        mnist().selectExpr("split", "concat(logits, logits, logits, logits) AS logits", "label"),
        SKIP);
  }

  @Test
  void packed() {
    Dataset<Row> packed =
        mnist().selectExpr("example_id AS id", "split", "xent.pack(logits) AS logits", "label");
    Dataset<Row> alone =
        mnist()
            .selectExpr(
                "example_id AS id", "split", "cast(logits AS array<double>) AS logits", "label");

    assertThat(splits("packed", packed, "columns: {id: id}"))
        .isEqualTo(splits("alone", alone, "columns: {id: id}"));
  }

  @Test
  void of_two_thousand_splits() {
    gives_the_same_on_their_own(
        mnist().selectExpr("concat('split ', example_id % 2000) AS split", "logits", "label"),
        "metrics: {calibration_bins: 3}");
  }

  @Test
  void with_an_ignored_label() {
    gives_the_same_on_their_own(
        mnist().selectExpr("split", "logits", "label"), "loss: {ignore_index: 3}");
  }
}
