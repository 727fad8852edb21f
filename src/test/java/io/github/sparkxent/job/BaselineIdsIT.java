// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.SplitReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ids by which the rows of a baseline and of a candidate are matched. */
class BaselineIdsIT extends BaselineFixture {
  BaselineIdsIT(SparkSession spark) {
    super(spark);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "string(example_id) | string(image)",
        "int(example_id) | bigint(image)",
        "smallint(example_id % 30000) | image",
        "date_add(date'2000-01-01', int(example_id)) | date_add(date'2000-01-01', image)",
        "cast(example_id AS decimal(20,0)) | cast(image AS decimal(20,0))",
        "cast(string(example_id) AS binary) | cast(string(image) AS binary)"
      })
  void is_joined_on_ids_of_any_type(String ofCandidate, String ofBaseline) {
    List<SplitReport> splits =
        evaluate(
                candidate,
                "columns.id=\"" + ofCandidate + "\"",
                "baseline={path: " + baseline + ", id: \"" + ofBaseline + "\", logits: scores}")
            .splits();

    assertThat(splits.stream().mapToLong(split -> split.comparison().rows()).sum()).isEqualTo(400);
  }

  @Test
  void with_ids_that_do_not_compare_is_refused() {
    assertThat(refused(ID, "baseline={path: " + baseline + ", id: string(image), logits: scores}"))
        .hasMessage(
            "baseline.id \"string(image)\" is string, expected bigint as columns.id is; cast one of"
                + " them, as in columns.id: cast(example_id as string)")
        .extracting(EvaluationException::kind)
        .isEqualTo(EvaluationException.Kind.CONFIGURATION);
  }

  @Test
  void that_does_not_match_is_counted_and_named() {
    baseline =
        written(
            "less",
            baseline("example_id >= 175")
                .union(spark.sql("SELECT 1, array(0f), 2L UNION ALL SELECT null, null, 1L")));

    assertThat(refused(ID, at(baseline, "")))
        .hasMessage(
            "baseline and predictions do not match: 7 predictions without a baseline row (such as 0,"
                + " 25, 50, 75, 100); 2 baseline rows without a prediction (such as null, 1);"
                + " baseline.unmatched is fail: skip would compare the other rows alone")
        .extracting(EvaluationException::kind)
        .isEqualTo(EvaluationException.Kind.INPUT);
  }

  @Test
  void may_lack_rows_where_that_is_configured_and_every_row_is_accounted_for() {
    baseline =
        written(
            "less",
            baseline("example_id >= 175")
                .selectExpr(
                    "image",
                    "CASE image WHEN 200 THEN null WHEN 225 THEN array(float('nan')) WHEN 250 THEN"
                        + " slice(scores, 1, 9) ELSE scores END scores")
                .union(spark.sql("SELECT 1, array(0f)")));

    EvaluationReport report = evaluate(candidate, ID, at(baseline, ", unmatched: skip"));

    assertThat(report.splits().stream().mapToLong(split -> split.comparison().rows()).sum())
        .isEqualTo(390);
    assertThat(
            report.splits().stream()
                .flatMap(split -> split.comparison().notCompared().entrySet().stream())
                .collect(
                    Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.summingLong(Map.Entry::getValue))))
        .containsExactlyInAnyOrderEntriesOf(Map.of("null_logits", 8L, "num_classes_mismatch", 2L));
    assertThat(report.run().warnings())
        .contains(
            "7 predictions without a baseline row (such as 0, 25, 50, 75, 100), as"
                + " baseline.unmatched allows",
            "1 baseline rows without a prediction (such as 1), as baseline.unmatched allows");
    assertThat(report.splits().stream().mapToLong(split -> split.rows().evaluated()).sum())
        .isEqualTo(400);
  }

  @Test
  void with_an_id_twice_on_a_side_is_refused_always() {
    baseline = written("twice", baseline("true").union(baseline("example_id in (25, 50)")));

    assertThat(refused(ID, at(baseline, ", unmatched: skip")))
        .hasMessage(
            "baseline and predictions do not match: 2 ids with several baseline rows (such as 25,"
                + " 50); an id must stand once on each side");
  }

  @Test
  void of_which_no_row_can_be_compared_is_refused_and_of_a_split_warned_of() {
    baseline = written("short", baseline("true").selectExpr("image", "slice(scores, 1, 9) scores"));
    assertThat(refused(ID, at(baseline, "")))
        .hasMessage(
            "no row can be compared: the baseline's side of the 400 evaluated rows is"
                + " num_classes_mismatch in 400")
        .extracting(EvaluationException::kind)
        .isEqualTo(EvaluationException.Kind.INPUT);

    Path odd =
        written(
            "odd",
            spark
                .read()
                .parquet(candidate.toString())
                .withColumn("split", expr("if(example_id = 25, 'one', split)")));
    baseline =
        written(
            "null", baseline("true").selectExpr("image", "if(image = 25, null, scores) scores"));
    assertThat(evaluate(odd, ID, at(baseline, "")).run().warnings())
        .containsExactly(
            "no row of split one is compared: the baseline's side of its 1 evaluated rows is"
                + " null_logits in 1");
  }
}
