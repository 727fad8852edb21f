/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.sparkxent.SparkSessions;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.SplitReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The MNIST sample in every form that the job reads: each gives the figures of the usual one. */
@ExtendWith(SparkSessions.class)
class InputFormsIT {
  private static final String NAMES =
      "array('zero','one','two','three','four','five','six','seven','eight','nine')";
  private static final String CLASSES =
      "[zero, one, two, three, four, five, six, seven, eight, nine]";

  private final SparkSession spark;

  @TempDir private Path directory;
  private Dataset<Row> mnist;

  InputFormsIT(SparkSession spark) {
    this.spark = spark;
  }

  @BeforeEach
  void read() {
    mnist = spark.read().parquet("data/mnist/mlp");
  }

  private EvaluationReport evaluate(String yaml) {
    ConfigurationReader reader = ConfigurationReader.of("test.yaml", yaml);
    reader.setText("output.directory", directory.resolve("out").toString());
    reader.setText("run_id", "run");
    return EvaluationJob.run(spark, reader.read());
  }

  private List<SplitReport> usual() {
    return evaluate("input: {path: data/mnist/mlp}").splits();
  }

  /** Writes rows as Parquet and returns where. */
  private Path written(String name, Dataset<Row> rows) {
    Path files = directory.resolve(name);
    rows.write().parquet(files.toString());
    return files;
  }

  private static double value(EvaluationReport report, String split, String metric) {
    return report.splits().stream()
        .filter(one -> split.equals(one.split()))
        .findFirst()
        .orElseThrow()
        .metrics()
        .value(metric)
        .doubleValue();
  }

  /** The sample with one column a class, in an order that is not that of their numbers. */
  private Dataset<Row> wide(String prefix) {
    String[] columns =
        IntStream.of(9, 1, 0, 2, 8, 3, 7, 5, 4, 6)
            .mapToObj(i -> "logits[" + i + "] AS " + prefix + i)
            .toArray(String[]::new);
    String[] all = new String[columns.length + 3];
    System.arraycopy(columns, 0, all, 0, columns.length);
    System.arraycopy(new String[] {"example_id", "split", "label"}, 0, all, columns.length, 3);
    return mnist.selectExpr(all);
  }

  @Nested
  class Logits {
    @Test
    void of_one_column_a_class_stand_in_the_order_of_their_numbers() {
      Path files = written("wide", wide("logit_"));

      assertThat(evaluate("{input: {path: " + files + "}, columns: {logits: logit_*}}").splits())
          .isEqualTo(usual());
    }

    @Test
    void of_twelve_columns_have_number_ten_after_number_nine() {
      Dataset<Row> rows =
          spark.sql(
              "SELECT "
                  + String.join(
                      ", ",
                      IntStream.range(0, 12).mapToObj(i -> i + "F AS z" + i).toArray(String[]::new))
                  + ", 11 AS label");

      EvaluationReport report =
          evaluate("{input: {path: " + written("wide", rows) + "}, columns: {logits: z*}}");

      assertThat(value(report, "all", "accuracy")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "logit_0, logit_1, logit_3 | \"logit_*\" has logit_3 but no logit_2, expected a column for",
          "logit_1, logit_2 | \"logit_*\" has logit_1 but no logit_0, expected a column for",
          "logit_0, logit_1, logit_01 | \"logit_*\" has logit_1 and logit_01, expected each number",
          "other, logit_x | \"logit_*\" matches no column, expected logit_0, logit_1 and so on",
        })
    void of_columns_with_a_gap_or_a_number_twice_are_refused(String names, String message) {
      String columns = names.replaceAll("(\\w+)", "1F AS $1");
      Path files = written("wide", spark.sql("SELECT " + columns + ", 0 AS label"));

      assertThatThrownBy(
              () -> evaluate("{input: {path: " + files + "}, columns: {logits: logit_*}}"))
          .hasMessageContaining("columns.logits " + message)
          .extracting(e -> ((EvaluationException) e).kind())
          .isEqualTo(EvaluationException.Kind.CONFIGURATION);
    }

    @Test
    void that_one_of_several_files_lacks_are_refused() {
      written("wide/a", wide("logit_").limit(10));
      written("wide/b", wide("logit_").limit(10).drop("logit_4"));

      assertThatThrownBy(
              () ->
                  evaluate(
                      "{input: {path: '"
                          + directory.resolve("wide")
                          + "/*'}, columns: {logits: logit_*}}"))
          .hasMessageContaining("has no column logit_4, which other files have");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "cast(logits as array<decimal(20,10)>) | array<decimal(20,10)>, expected array<float>, array<double>, a vector or packed binary (xent.pack); cast it if that is what is meant, as in cast(logits as array<double>)",
          "cast(logits as array<int>) | array<int>, expected array<float>, array<double>",
          "logits[0] | float, expected array<float>",
        })
    void of_another_type_are_refused_with_advice(String logits, String message) {
      Path files = written("typed", mnist.limit(5).selectExpr(logits + " AS logits", "label"));

      assertThatThrownBy(() -> evaluate("input: {path: " + files + "}"))
          .hasMessageContaining("columns.logits \"logits\" is " + message)
          .extracting(e -> ((EvaluationException) e).kind())
          .isEqualTo(EvaluationException.Kind.CONFIGURATION);
    }

    @Test
    void in_vectors_as_they_are_stored_give_the_same_dense_and_sparse() {
      String vector = "named_struct('type', %s, 'size', %s, 'indices', %s, 'values', %s)";
      String dense =
          String.format(vector, "1Y", "cast(null as int)", "cast(null as array<int>)", "z");
      String sparse =
          String.format(
              vector,
              "0Y",
              "10",
              "filter(sequence(0, 9), i -> z[i] != 0)",
              "filter(z, x -> x != 0)");
      Dataset<Row> rows =
          mnist.selectExpr(
              "split",
              "cast(logits as array<double>) AS z",
              "cast(label_one_hot as array<double>) AS y");
      Path files =
          written(
              "vectors",
              rows.selectExpr(
                  "split",
                  "if(y[3] = 1, " + dense + ", " + sparse + ") AS logits",
                  sparse.replace("z[", "y[").replace("(z", "(y") + " AS label"));

      assertThat(evaluate("input: {path: " + files + "}").splits()).isEqualTo(usual());
    }
  }

  @Nested
  class Probabilities {
    @Test
    void give_the_loss_of_the_label_s_probability() {
      Path files =
          written("softmax", mnist.selectExpr("split", "label", "xent.softmax(logits) AS q"));

      EvaluationReport report =
          evaluate(
              "{input: {path: " + files + "}, columns: {logits: q, input_kind: probabilities}}");

      double expected =
          spark
              .read()
              .parquet(files.toString())
              .where("split = 'test'")
              .selectExpr("xent.exact_sum(xent.cross_entropy(q, xent.one_hot(label, 10)))")
              .first()
              .getDouble(0);
      assertThat(value(report, "test", "loss_sum"))
          .isEqualTo(expected)
          .isCloseTo(391.7558228647439, within(1e-9));
      assertThat(value(report, "test", "accuracy")).isEqualTo(0.948);
      assertThat(value(report, "test", "brier_score"))
          .isCloseTo(
              value(evaluate("input: {path: data/mnist/mlp}"), "test", "brier_score"),
              within(1e-12));
    }

    @Test
    void as_logarithms_are_used_as_they_are_given() {
      Path files =
          written(
              "log_softmax", mnist.selectExpr("split", "label", "xent.log_softmax(logits) AS l"));

      EvaluationReport report =
          evaluate(
              "{input: {path: "
                  + files
                  + "}, columns: {logits: l, input_kind: log_probabilities}}");

      assertThat(value(report, "test", "loss_sum"))
          .isEqualTo(
              spark
                  .read()
                  .parquet(files.toString())
                  .where("split = 'test'")
                  .selectExpr("xent.exact_sum(-l[label])")
                  .first()
                  .getDouble(0));
      assertThat(value(report, "test", "accuracy")).isEqualTo(0.948);
    }

    @Test
    void that_are_none_are_invalid_rows() {
      Path files =
          written(
              "bad",
              spark.sql(
                  "SELECT * FROM VALUES (1L, array(0.25D, 0.75D), 0), (2L, array(-0.5D, 1.5D), 0),"
                      + " (3L, array(0.5D, 0.4D), 0), (4L, array(double('nan'), 1D), 0)"
                      + " AS t(id, logits, label)"));

      assertThatThrownBy(
              () ->
                  evaluate(
                      "{input: {path: "
                          + files
                          + "}, columns: {id: id, input_kind: probabilities}}"))
          .hasMessageContaining(
              "3 of 4 rows are invalid: invalid_probability 2 (such as 2, 4);"
                  + " probability_sum 1 (such as 3)");
    }

    @Test
    void that_stand_where_logits_should_are_warned_of() {
      Path files =
          written("softmax", mnist.selectExpr("split", "label", "xent.softmax(logits) AS logits"));

      assertThat(evaluate("input: {path: " + files + "}").run().warnings())
          .containsExactly(
              "columns.logits \"logits\" look like probabilities: each row is not negative and sums"
                  + " to 1; columns.input_kind says what they are");
      assertThat(evaluate("input: {path: data/mnist/mlp}").run().warnings()).isEmpty();
    }
  }

  @Nested
  class Labels {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "cast(label as tinyint)", "cast(label as smallint)", "cast(label as bigint)",
          "cast(label as float)", "cast(label as double)", "label_one_hot",
          "cast(label_one_hot as array<double>)"
        })
    void of_each_type_give_the_same(String label) {
      assertThat(
              evaluate("{input: {path: data/mnist/mlp}, columns: {label: '" + label + "'}}")
                  .splits())
          .isEqualTo(usual());
    }

    @Test
    void by_name_give_the_same() {
      String name = NAMES + "[label]";

      assertThat(
              evaluate(
                      "{input: {path: data/mnist/mlp}, classes: "
                          + CLASSES
                          + ", columns: {label: \""
                          + name
                          + "\"}}")
                  .splits())
          .isEqualTo(usual());
    }

    @Test
    void with_a_name_that_no_class_has_are_invalid_rows_not_ignored_ones() {
      String config =
          "{input: {path: data/mnist/mlp}, loss: {ignore_index: -1}, classes: "
              + CLASSES
              + ", columns: {id: example_id, label: \"if(example_id in (3, 44), 'ten', "
              + NAMES
              + "[label])\"}%s}";

      assertThatThrownBy(() -> evaluate(String.format(config, "")))
          .hasMessageContaining("unknown_class 2 (such as 3, 44)");
      assertThat(evaluate(String.format(config, ", quality: {invalid_rows: skip}")).splits())
          .anySatisfy(
              split -> assertThat(split.rows().invalidByReason()).containsKey("unknown_class"));
    }

    @Test
    void by_name_without_the_classes_are_refused() {
      assertThatThrownBy(
              () ->
                  evaluate(
                      "{input: {path: data/mnist/mlp}, columns: {label: cast(label as string)}}"))
          .hasMessageContaining("is string, expected classes: a list of the class names");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "label = 3 | boolean",
          "cast(label as decimal(4,0)) | decimal(4,0)",
          "array(string(label)) | array<string>",
          "date'2026-01-01' | date"
        })
    void of_a_type_that_is_no_label_are_refused(String label, String type) {
      Path files =
          written(
              "labels-" + type.charAt(0), mnist.limit(5).selectExpr("logits", label + " AS label"));

      assertThatThrownBy(() -> evaluate("input: {path: " + files + "}"))
          .hasMessageContaining("columns.label \"label\" is " + type + ", expected a class id")
          .extracting(e -> ((EvaluationException) e).kind())
          .isEqualTo(EvaluationException.Kind.CONFIGURATION);
    }
  }

  @Nested
  class Labels_of_their_own_data_set {
    private Path predictions;

    @BeforeEach
    void write() {
      predictions = written("predictions", mnist.drop("label", "label_one_hot"));
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
      return mnist
          .where(where)
          .selectExpr("cast(example_id as int) AS image", "label AS digit")
          .orderBy("digit");
    }

    @Test
    void are_joined_on_the_id() {
      assertThat(evaluate(config(written("labels", labels("true")), "")).splits())
          .isEqualTo(
              evaluate("{input: {path: data/mnist/mlp}, columns: {id: example_id}}").splits());
    }

    @Test
    void that_do_not_match_are_counted_and_named() {
      Path labels =
          written(
              "labels",
              labels("example_id >= 7")
                  .union(spark.sql("SELECT 20000, 1 UNION ALL SELECT null, 2")));

      assertThatThrownBy(() -> evaluate(config(labels, "")))
          .hasMessage(
              "labels and predictions do not match: 7 predictions without a label (such as 0, 1, 2,"
                  + " 3, 4); 2 labels without a prediction (such as null, 20000); labels.unmatched"
                  + " is fail: skip would make predictions without a label invalid rows")
          .extracting(e -> ((EvaluationException) e).kind())
          .isEqualTo(EvaluationException.Kind.INPUT);
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

      predictions = written("twice", mnist.union(mnist.where("example_id = 9")).drop("label"));
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

      Row row =
          spark
              .read()
              .parquet(directory.resolve("out/evaluation/run/quarantine").toString())
              .first();
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

      assertThatThrownBy(() -> evaluate(config(file, format, ", schema: '" + schema + "'")))
          .hasMessageStartingWith("input cannot be read: ")
          .hasMessageNotContaining("\n")
          .extracting(e -> ((EvaluationException) e).kind())
          .isEqualTo(EvaluationException.Kind.INPUT);
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
      assertThatThrownBy(() -> evaluate(config(directory.resolve("none"), "json", "")))
          .hasMessageContaining("does not exist")
          .extracting(e -> ((EvaluationException) e).kind())
          .isEqualTo(EvaluationException.Kind.CONFIGURATION);
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
      assertThatThrownBy(() -> evaluate("{input: {query: \"" + query + "\"}}"))
          .hasMessageContaining("input.query is not a SELECT that resolves: ")
          .extracting(e -> ((EvaluationException) e).kind())
          .isEqualTo(EvaluationException.Kind.CONFIGURATION);
    }

    @Test
    void several_paths_and_globs_give_the_same() {
      written("parts/a", mnist.where("example_id < 1000"));
      written("parts/b", mnist.where("example_id between 1000 and 1999"));
      Path rest = written("rest", mnist.where("example_id >= 2000"));

      assertThat(evaluate("{input: {path: ['" + directory + "/parts/*', " + rest + "]}}").splits())
          .isEqualTo(usual());
    }

    @Test
    void partition_directories_give_the_same() {
      Path files = directory.resolve("partitioned");
      mnist.write().partitionBy("split").parquet(files.toString());

      assertThat(evaluate("{input: {path: " + files + "}}").splits()).isEqualTo(usual());
      assertThat(evaluate("{input: {path: " + files + "/split=test}}").splits())
          .extracting(SplitReport::split)
          .containsExactly("all");
    }

    @Test
    void a_path_for_each_split_gives_the_same() {
      Path test = written("test", mnist.where("split = 'test'").drop("split"));
      Path train = written("train", mnist.where("split = 'train'").drop("split"));
      Path validation = written("validation", mnist.where("split = 'validation'").drop("split"));
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
