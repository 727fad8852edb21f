// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.github.sparkxent.FaultyFileSystem;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.SplitReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A baseline whose predictions stand in a data set of their own. */
class BaselineIT extends BaselineFixture {
  BaselineIT(SparkSession spark) {
    super(spark);
  }

  /** Compares without a join: both predictions stand in one row. */
  private List<SplitReport> inOneRow() {
    Dataset<Row> both =
        spark.read().parquet(candidate.toString()).withColumnRenamed("example_id", "id");
    Path files =
        written(
            "both",
            both.join(
                spark.read().parquet(baseline.toString()),
                both.col("id").equalTo(org.apache.spark.sql.functions.col("image"))));
    return evaluate(files, "columns={id: id, baseline_logits: scores}").splits();
  }

  @Test
  void gives_the_figures_that_it_gives_in_one_row() {
    List<SplitReport> joined = evaluate(candidate, ID, at(baseline, "")).splits();

    assertThat(joined).isEqualTo(inOneRow());
    assertThat(joined).allSatisfy(split -> assertThat(split.comparison()).isNotNull());
    assertThat(joined.stream().mapToLong(split -> split.comparison().rows()).sum()).isEqualTo(400);
  }

  @Test
  void gives_the_same_in_any_order_of_rows_and_partitions() {
    List<SplitReport> usual = evaluate(candidate, ID, at(baseline, "")).splits();

    Dataset<Row> rows = spark.read().parquet(candidate.toString());
    Path other = written("other", rows.repartition(3).sortWithinPartitions("label"));
    Dataset<Row> theirs = spark.read().parquet(baseline.toString());
    Path shuffled = written("shuffled", theirs.orderBy("digit").repartition(2));

    assertThat(evaluate(other, ID, at(shuffled, "")).splits()).isEqualTo(usual);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "baseline={table: \"parquet.`%s`\", id: image, logits: scores}",
        "baseline={query: \"SELECT image, scores s FROM parquet.`%s`\", id: image, logits: s}",
        "baseline={query: \"SELECT image AS example_id, scores AS logits FROM parquet.`%s`\"}",
        "baseline={query: \"SELECT image, xent.pack(scores) s FROM parquet.`%s`\", id: image, logits: s}",
        "baseline={query: \"SELECT bigint(image) i, array(scores) s FROM parquet.`%s`\", id: i, logits: 's[0]'}",
        "baseline={query: \"SELECT image, scores[9] s9, scores[0] s0, scores[2] s2, scores[1] s1, scores[3] s3, scores[4] s4, scores[5] s5, scores[6] s6, scores[7] s7, scores[8] s8 FROM parquet.`%s`\", id: image, logits: s*}"
      })
  void may_come_from_whatever_is_read(String setting) {
    assertThat(evaluate(candidate, ID, setting.formatted(baseline)).splits())
        .isEqualTo(evaluate(candidate, ID, at(baseline, "")).splits());
  }

  @Test
  void may_come_from_csv_whose_rows_are_counted() throws IOException {
    StringBuilder lines = new StringBuilder();
    StringBuilder schema = new StringBuilder("image INT");
    for (int c = 0; c < 10; c++) {
      schema.append(", s").append(c).append(" FLOAT");
    }
    for (Row row : spark.read().parquet(baseline.toString()).collectAsList()) {
      lines.append(row.getInt(0));
      row.getList(1).forEach(score -> lines.append(',').append(score));
      lines.append('\n');
    }
    Path csv = Files.writeString(directory.resolve("b.csv"), lines);
    String setting =
        "baseline={path: " + csv + ", format: csv, id: image, logits: s*, schema: '" + schema;

    assertThat(evaluate(candidate, ID, setting + "'}").splits())
        .isEqualTo(evaluate(candidate, ID, at(baseline, "")).splits());
    Files.writeString(csv, lines.toString().replaceFirst("\n", "x\n"));
    assertThat(refused(ID, setting + "'}"))
        .hasMessageContaining("b.csv, line 1")
        .extracting(EvaluationException::kind)
        .isEqualTo(EvaluationException.Kind.INPUT);
  }

  @Test
  void may_have_probabilities_where_the_candidate_has_logits() {
    String softmax = "xent.softmax(cast(scores AS array<double>))";

    assertThat(loss("logits: \"" + softmax + "\", input_kind: probabilities"))
        .isCloseTo(loss("logits: scores"), offset(1e-9));
  }

  /** Returns the baseline's mean loss in the test split. */
  private double loss(String keys) {
    String setting = "baseline={path: " + baseline + ", id: image, " + keys + "}";
    return split(evaluate(candidate, ID, setting), "test")
        .comparison()
        .metric("loss_mean")
        .baseline();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "id: image, logits: digit | baseline.logits \"digit\" is int, expected array<float>, array<double>, a vector or packed binary",
        "id: image, logits: nothing | baseline.logits",
        "id: image, logits: scores, label: 'scores[0] > 1' | baseline.label \"scores[0] > 1\" is boolean, expected a class id",
        "id: nobody, logits: scores | baseline.id"
      })
  void whose_expressions_do_not_fit_is_refused_by_key(String keys, String said) {
    assertThat(refused(ID, "baseline={path: " + baseline + ", " + keys + "}"))
        .hasMessageContaining(said)
        .message()
        .hasLineCount(1);
  }

  @Test
  void whose_labels_are_others_is_refused_and_the_earlier_result_stays() throws IOException {
    evaluate(candidate, ID, at(baseline, ", label: digit"));
    String before = Files.readString(result("metrics.json"));
    baseline =
        written(
            "others",
            baseline("true")
                .selectExpr("image", "scores", "if(image < 200, 9 - digit, digit) digit"));

    EvaluationException failure = refused(ID, at(baseline, ", label: digit"));

    assertThat(failure.kind()).isEqualTo(EvaluationException.Kind.INPUT);
    assertThat(failure)
        .hasMessageMatching(
            "baseline and predictions have other labels in 8 rows \\(such as (\\d+, ){4}\\d+\\),"
                + " expected the same");
    assertThat(result("metrics.json")).content().isEqualTo(before);
  }

  @Test
  void may_be_joined_beside_labels() {
    Path labels =
        written(
            "labels",
            spark.read().parquet(candidate.toString()).selectExpr("example_id AS key", "label"));
    Path bare =
        written("bare", spark.read().parquet(candidate.toString()).drop("label", "label_one_hot"));

    assertThat(
            evaluate(
                    bare,
                    ID,
                    "labels={path: " + labels + ", id: key}",
                    "slices=[label]",
                    at(baseline, ", label: digit"))
                .splits())
        .isEqualTo(
            evaluate(candidate, ID, "slices=[label]", at(baseline, ", label: digit")).splits());
  }

  @Test
  void is_no_part_of_quarantined_rows_nor_of_losses() {
    Path some =
        written(
            "some",
            spark
                .read()
                .parquet(candidate.toString())
                .withColumn("label", expr("if(example_id = 25, 99, label)"))
                .withColumn("baseline_logits", expr("example_id")));

    EvaluationReport report =
        evaluate(
            some, ID, at(baseline, ""), "output.losses=true", "quality={invalid_rows: quarantine}");

    assertThat(report.splits().stream().mapToLong(split -> split.comparison().rows()).sum())
        .isEqualTo(399);
    assertThat(resultRows("quarantine").columns())
        .containsExactly(
            Stream.concat(
                    Arrays.stream(spark.read().parquet(some.toString()).columns()),
                    Stream.of("invalid_reason"))
                .toArray(String[]::new));
    assertThat(resultRows("quarantine").first().<Long>getAs("baseline_logits")).isEqualTo(25);
    assertThat(resultRows("losses").count()).isEqualTo(399);
    assertThat(resultRows("losses").columns()).hasSize(9).contains("id", "loss");
  }

  @Test
  void at_the_place_of_the_result_is_refused() {
    assertThat(refused(ID, at(directory.resolve("out/evaluation/run"), "")))
        .hasMessageContaining("baseline.path")
        .hasMessageContaining("output.directory")
        .extracting(EvaluationException::kind)
        .isEqualTo(EvaluationException.Kind.CONFIGURATION);
  }

  @Test
  void of_which_a_file_is_replaced_before_the_losses_are_written_is_refused() throws IOException {
    Path one = written("one", baseline("true").coalesce(1));
    Path other =
        part(
            written("two", baseline("true").selectExpr("image", "scores", "9L digit").coalesce(1)));
    Path file = part(one);
    FaultyFileSystem.set(
        (operation, path) -> {
          if (path.toString().contains("/losses/") && Files.exists(other)) {
            Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
          }
        });

    assertThat(
            refused(
                ID,
                at(one, ""),
                "output.losses=true",
                "output.directory='faulty://" + directory.resolve("out") + "'"))
        .hasMessageContaining(file.getFileName() + " was replaced while it was read")
        .extracting(EvaluationException::kind)
        .isEqualTo(EvaluationException.Kind.INPUT);
    assertThat(other).doesNotExist();
    assertThat(result()).doesNotExist();
  }

  private static Path part(Path files) throws IOException {
    try (Stream<Path> all = Files.list(files)) {
      return all.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
  }

  @Test
  void is_looked_at_by_check() {
    CheckedInput checked =
        EvaluationJob.check(spark, configuration(candidate, ID, at(baseline, "")).read());

    assertThat(checked.columns()).containsEntry("baseline_logits", "array<float>");
    assertThat(checked.reader()).contains("the baseline comes from another data set");
  }
}
