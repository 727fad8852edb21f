// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static io.github.sparkxent.job.failure.Refusals.assertRefusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.sparkxent.job.failure.EvaluationException.Kind;
import io.github.sparkxent.metric.name.MetricValues;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.SplitReport;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every form of logits and labels gives the same figures as the usual one, or is refused. */
class InputFormsIT extends InputFixture {
  InputFormsIT(SparkSession spark) {
    super(spark);
  }

  @Nested
  class Logits {
    @Test
    void of_one_column_a_class_stand_in_the_order_of_their_numbers() {
      Path files = written("wide", wide("logit_"));

      assertThat(evaluate(files, "columns={logits: logit_*}").splits()).isEqualTo(usual());
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

      assertRefusal(Kind.CONFIGURATION, () -> evaluate(files, "columns={logits: logit_*}"))
          .hasMessageContaining("columns.logits " + message);
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
      Path files = written("typed", mnist().limit(5).selectExpr(logits + " AS logits", "label"));

      assertRefusal(Kind.CONFIGURATION, () -> evaluate(files))
          .hasMessageContaining("columns.logits \"logits\" is " + message);
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
          mnist()
              .selectExpr(
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

      assertThat(evaluate(files).splits()).isEqualTo(usual());
    }
  }

  @Nested
  class Probabilities {
    @Test
    void give_the_loss_of_the_label_s_probability() {
      Path files =
          written("softmax", mnist().selectExpr("split", "label", "xent.softmax(logits) AS q"));

      EvaluationReport report = evaluate(files, "columns={logits: q, input_kind: probabilities}");

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
          .isCloseTo(value(evaluate(MNIST), "test", "brier_score"), within(1e-12));
    }

    @Test
    void as_logarithms_are_used_as_they_are_given() {
      Path files =
          written(
              "log_softmax", mnist().selectExpr("split", "label", "xent.log_softmax(logits) AS l"));

      EvaluationReport report =
          evaluate(files, "columns={logits: l, input_kind: log_probabilities}");

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

      assertThatThrownBy(() -> evaluate(files, "columns={id: id, input_kind: probabilities}"))
          .hasMessageContaining(
              "3 of 4 rows are invalid: invalid_probability 2 (such as 2, 4);"
                  + " probability_sum 1 (such as 3)");
    }

    @Test
    void that_stand_where_logits_should_are_warned_of() {
      Path files =
          written(
              "softmax", mnist().selectExpr("split", "label", "xent.softmax(logits) AS logits"));

      assertThat(evaluate(files).run().warnings())
          .containsExactly(
              "columns.logits \"logits\" look like probabilities: each row is not negative and sums"
                  + " to 1; columns.input_kind says what they are");
      assertThat(evaluate(MNIST).run().warnings()).isEmpty();
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
              evaluate("{input: {path: " + MNIST + "}, columns: {label: '" + label + "'}}")
                  .splits())
          .isEqualTo(usual());
    }

    @Test
    void by_name_give_the_same() {
      String name = NAMES + "[label]";
      EvaluationReport report =
          evaluate("{input: {path: " + MNIST + "}, classes: " + CLASSES + "}");
      List<SplitReport> named = report.splits();

      assertThat(
              evaluate(
                      "{input: {path: "
                          + MNIST
                          + "}, classes: "
                          + CLASSES
                          + ", columns: {label: \""
                          + name
                          + "\"}}")
                  .splits())
          .isEqualTo(named);
      assertThat(report.classNames()).hasSize(10).containsEntry(0, "zero").containsEntry(9, "nine");
      assertThat(named).extracting(SplitReport::metrics).isEqualTo(metrics(usual()));
    }

    private static List<MetricValues> metrics(List<SplitReport> splits) {
      return splits.stream().map(SplitReport::metrics).toList();
    }

    @Test
    void a_gate_may_name_a_class() {
      String gate = ", gates: [{split: test, class: three, metric: recall, min: %s}]}";
      String config = "{input: {path: data/mnist/mlp}, classes: " + CLASSES;

      assertThat(evaluate(config + gate.formatted("0.9")).gates())
          .singleElement()
          .satisfies(
              verdict -> {
                assertThat(verdict.passed()).isTrue();
                assertThat(verdict.part().text()).isEqualTo("class 3 (three)");
              });
    }

    @Test
    void with_a_name_that_no_class_has_are_invalid_rows() {
      String config =
          "{input: {path: data/mnist/mlp}, classes: "
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
      assertThatThrownBy(() -> evaluate(MNIST, "columns={label: cast(label as string)}"))
          .hasMessageContaining(
              "columns.label \"cast(label as string)\" is string, expected a class id, or classes: a"
                  + " list of the class names in the order of the logits; if it holds numbers, as in"
                  + " cast(cast(label as string) as double)");
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
              "labels-" + type.charAt(0),
              mnist().limit(5).selectExpr("logits", label + " AS label"));

      assertRefusal(Kind.CONFIGURATION, () -> evaluate(files))
          .hasMessageContaining("columns.label \"label\" is " + type + ", expected a class id");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "input: {path: data/mnist/mlp}, columns: {label: label_one_hot} | columns.label",
          "input: {path: data/mnist/mlp}, columns: {id: example_id}, labels: {path: data/mnist/mlp, label: label_one_hot} | labels.label"
        })
    void that_are_distributions_cannot_be_ignored(String config, String key) {
      assertRefusal(
              Kind.CONFIGURATION, () -> evaluate("{" + config + ", loss: {ignore_index: -100}}"))
          .hasMessage(
              "loss.ignore_index is -100 where "
                  + key
                  + " \"label_one_hot\" is array<float>, a distribution, expected labels that are"
                  + " class ids, or no ignore_index");
    }

    @Test
    void by_name_are_ignored_by_the_id_of_a_class_alone() {
      String config =
          "{input: {path: data/mnist/mlp}, classes: "
              + CLASSES
              + ", columns: {label: \""
              + NAMES
              + "[label]\"}, loss: {ignore_index: %d}}";

      assertThat(evaluate(config.formatted(3)).splits())
          .allSatisfy(split -> assertThat(split.rows().ignored()).isPositive());
      for (int none : new int[] {-1, -100, 10}) {
        assertThatThrownBy(() -> evaluate(config.formatted(none)))
            .hasMessageStartingWith("loss.ignore_index is " + none + " where columns.label")
            .hasMessageEndingWith(
                " is string, a class name, expected the id of a class in [0, 10)");
      }
    }
  }
}
