// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static io.github.sparkxent.job.failure.Refusals.assertRefusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.job.failure.EvaluationException.Kind;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.SplitReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Labels of their own data set, and every way in beside Parquet files. */
class InputSourcesIT extends InputFixture {
  InputSourcesIT(SparkSession spark) {
    super(spark);
  }

  @Nested
  class Labels_of_their_own_data_set {
    private Path predictions;

    @BeforeEach
    void write() {
      predictions = written("predictions", mnist().drop("label", "label_one_hot"));
    }

    private String config(Path labels, String more) {
      return "{input: {path: "
          + predictions
          + "}, columns: {id: example_id}, labels: {path: "
          + labels
          + ", id: image, label: digit"
          + more
          + "}, quality: {invalid_rows: skip}}";
    }

    private Dataset<Row> labels(String where) {
      return mnist()
          .where(where)
          .selectExpr("cast(example_id as int) AS image", "label AS digit")
          .orderBy("digit");
    }

    @Test
    void are_joined_on_the_id() {
      assertThat(evaluate(config(written("labels", labels("true")), "")).splits())
          .isEqualTo(evaluate(MNIST, "columns={id: example_id}").splits());
    }

    @Test
    void that_do_not_match_are_counted_and_named() {
      Path labels =
          written(
              "labels",
              labels("example_id >= 7")
                  .union(spark.sql("SELECT 20000, 1 UNION ALL SELECT null, 2")));

      assertRefusal(Kind.INPUT, () -> evaluate(config(labels, "")))
          .hasMessage(
              "labels and predictions do not match: 7 predictions without a label (such as 0, 1, 2,"
                  + " 3, 4); 2 labels without a prediction (such as null, 20000); labels.unmatched"
                  + " is fail: skip would make predictions without a label invalid rows");
    }

    @Test
    void may_be_missing_where_that_is_configured_and_every_row_is_accounted_for() {
      EvaluationReport report =
          evaluate(
              config(
                  written("labels", labels("example_id >= 7").union(spark.sql("SELECT 20000, 1"))),
                  ", unmatched: skip"));

      assertThat(report.splits().stream().mapToLong(split -> split.rows().read()).sum())
          .isEqualTo(10_000);
      assertThat(
              report.splits().stream()
                  .mapToLong(split -> split.rows().invalidByReason().getOrDefault("null_label", 0L))
                  .sum())
          .isEqualTo(7);
      assertThat(report.run().warnings())
          .contains(
              "7 predictions without a label (such as 0, 1, 2, 3, 4), as labels.unmatched allows",
              "1 labels without a prediction (such as 20000), as labels.unmatched allows");
    }

    @Test
    void with_an_id_twice_on_a_side_are_refused_always() {
      Path labels = written("labels", labels("true").union(labels("example_id in (5, 6)")));

      assertThatThrownBy(() -> evaluate(config(labels, ", unmatched: skip")))
          .hasMessage(
              "labels and predictions do not match: 2 ids with several labels (such as 5, 6); an id"
                  + " must stand once on each side");

      predictions = written("twice", mnist().union(mnist().where("example_id = 9")).drop("label"));
      assertThatThrownBy(() -> evaluate(config(written("once", labels("true")), "")))
          .hasMessageContaining("1 ids with several predictions (such as 9)");
    }

    @Test
    void with_ids_of_another_type_are_refused() {
      Path labels = written("labels", labels("true").selectExpr("string(image) AS image", "digit"));

      assertThatThrownBy(() -> evaluate(config(labels, "")))
          .hasMessageContaining(
              "labels.id \"image\" is string, expected bigint as columns.id is; cast one of them");
    }

    @Test
    void quarantined_rows_are_whole_with_their_label() {
      Path labels =
          written("labels", labels("true").selectExpr("image", "if(image = 3, 99, digit) digit"));

      evaluate(config(labels, "").replace("invalid_rows: skip", "invalid_rows: quarantine"));

      Row row = resultRows("quarantine").first();
      assertThat(row.<Long>getAs("example_id")).isEqualTo(3);
      assertThat(row.<Integer>getAs("label")).isEqualTo(99);
      assertThat(row.<String>getAs("invalid_reason")).isEqualTo("label_out_of_range");
    }
  }

  @Nested
  class Other_inputs {
    private static final String COLUMNS =
        ", columns: {logits: logit_*}, input: {path: %s, format: %s%s}}";

    private String schema() {
      StringBuilder schema = new StringBuilder("example_id BIGINT, split STRING, label INT");
      for (int i = 0; i < 10; i++) {
        schema.append(", logit_").append(i).append(" FLOAT");
      }
      return schema.toString();
    }

    private Dataset<Row> ordered() {
      return wide("logit_")
          .selectExpr(schema().replaceAll(" (BIGINT|STRING|INT|FLOAT)", "").split(", "));
    }

    private String config(Path path, String format, String more) {
      return String.format("{name: evaluation" + COLUMNS, path, format, more);
    }

    @Test
    void orc_gives_the_same() {
      Path files = directory.resolve("orc");
      ordered().write().orc(files.toString());

      EvaluationReport report = evaluate(config(files, "orc", ""));

      assertThat(report.splits()).isEqualTo(usual());
      assertThat(report.run().input().rowsPromised()).isNull();
    }

    @Test
    void json_gives_the_same() {
      Path files = directory.resolve("json");
      ordered().write().json(files.toString());

      assertThat(evaluate(config(files, "json", ", schema: '" + schema() + "'")).splits())
          .isEqualTo(usual());
    }

    @Test
    void csv_gives_the_same() {
      Path files = directory.resolve("csv");
      ordered().write().option("header", true).option("sep", "|").csv(files.toString());

      assertThat(
              evaluate(
                      config(
                          files,
                          "csv",
                          ", options: {header: true, sep: '|'}, schema: '" + schema() + "'"))
                  .splits())
          .isEqualTo(usual());
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = ';',
        value = {
          "csv; 1,a,0,0.5,x",
          "csv; 1,a,zero,0.5,1",
          "csv; 1,a,0,0.5",
          "csv; 1,a,0,0.5,1,2",
          "json; {\"example_id\": 1; \"label\": 0",
          "json; {\"label\": 0, \"logit_0\": \"x\", \"logit_1\": 1}",
          "json; {\"label\": 0.5, \"logit_0\": 1, \"logit_1\": 1}",
          "json; no json at all",
        })
    void a_malformed_line_ends_the_run(String format, String line) throws IOException {
      Path file = directory.resolve("lines");
      Files.writeString(
          file,
          (format.equals("csv")
                  ? "7,a,0,0.5,1"
                  : "{\"example_id\":7,\"split\":\"a\",\"label\":0,\"logit_0\":0.5,\"logit_1\":1}")
              + "\n"
              + line
              + "\n");
      String schema = "example_id BIGINT, split STRING, label INT, logit_0 FLOAT, logit_1 FLOAT";

      assertRefusal(Kind.INPUT, () -> evaluate(config(file, format, ", schema: '" + schema + "'")))
          .hasMessageMatching("input (cannot be read: |file .*, line 2, ).*");
    }

    @Test
    void a_header_in_another_order_than_the_schema_is_refused() throws IOException {
      Path file = directory.resolve("lines");
      Files.writeString(file, "label,logit_1,logit_0\n0,1,2\n");

      assertThatThrownBy(
              () ->
                  evaluate(
                      config(
                          file,
                          "csv",
                          ", options: {header: true},"
                              + " schema: 'label INT, logit_0 FLOAT, logit_1 FLOAT'")))
          .hasMessageContaining("header");
    }

    @Test
    void a_path_that_does_not_exist_is_refused_in_each_format() {
      assertRefusal(
              Kind.CONFIGURATION, () -> evaluate(config(directory.resolve("none"), "json", "")))
          .hasMessageContaining("does not exist");
    }

    @Test
    void a_query_gives_the_same() {
      assertThat(
              evaluate(
                      "{input: {query: \"SELECT split, label, logits FROM"
                          + " parquet.`data/mnist/mlp` -- all of it\"}}")
                  .splits())
          .isEqualTo(usual());
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {"DROP TABLE x", "SELECT nothing FROM parquet.`data/mnist/mlp`", "SELECT 1) x; ("})
    void a_query_that_is_none_or_does_not_resolve_is_refused(String query) {
      assertRefusal(Kind.CONFIGURATION, () -> evaluate("{input: {query: \"" + query + "\"}}"))
          .hasMessageContaining("input.query is not a SELECT that resolves: ");
    }

    @Test
    void several_paths_and_globs_give_the_same() {
      written("parts/a", mnist().where("example_id < 1000"));
      written("parts/b", mnist().where("example_id between 1000 and 1999"));
      Path rest = written("rest", mnist().where("example_id >= 2000"));

      assertThat(evaluate("{input: {path: ['" + directory + "/parts/*', " + rest + "]}}").splits())
          .isEqualTo(usual());
    }

    @Test
    void partition_directories_give_the_same() {
      Path files = directory.resolve("partitioned");
      mnist().write().partitionBy("split").parquet(files.toString());

      assertThat(evaluate(files).splits()).isEqualTo(usual());
      assertThat(evaluate("{input: {path: " + files + "/split=test}}").splits())
          .extracting(SplitReport::split)
          .containsExactly("test");
    }

    @Test
    void a_path_for_each_split_gives_the_same() {
      Path test = written("test", mnist().where("split = 'test'").drop("split"));
      Path train = written("train", mnist().where("split = 'train'").drop("split"));
      Path validation = written("validation", mnist().where("split = 'validation'").drop("split"));
      String config =
          "{input: {splits: {train: "
              + train
              + ", test: ["
              + test
              + "], validation: "
              + validation
              + "}}}";

      EvaluationReport report = evaluate(config);

      assertThat(report.splits()).isEqualTo(usual());
      assertThat(report.run().input().rowsPromised()).isEqualTo(10_000);
    }

    @Test
    void a_path_for_two_splits_is_refused() {
      assertThatThrownBy(
              () -> evaluate("{input: {splits: {a: data/mnist/mlp, b: data/mnist/mlp}}}"))
          .hasMessageContaining("twice, expected each file once");
    }

    @Test
    void a_split_by_an_expression_works() {
      assertThat(
              evaluate(
                      "{input: {path: data/mnist/mlp},"
                          + " columns: {split: \"concat(split, '/', label % 2)\"}}")
                  .splits())
          .hasSize(6);
    }
  }
}
