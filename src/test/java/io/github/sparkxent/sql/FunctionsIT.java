// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.sparkxent.SparkSessions;
import io.github.sparkxent.metric.state.MetricOptions;
import io.github.sparkxent.numeric.LossOptions;
import io.github.sparkxent.row.PredictionKind;
import io.github.sparkxent.sql.evaluation.EvaluationOptions;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SparkSessions.class)
class FunctionsIT {
  private static final double LOSS_OF_1_2_3_FOR_2 = 0x1.a163753bc5c9bp-2;
  private static final String ROWS =
      "(SELECT * FROM VALUES (array(1F, 2F, 3F), 2, array(0F, 0F, 1F)),"
          + " (array(-1F, 5F, 0.5F), 0, array(0.25F, 0.5F, 0.25F))"
          + " AS t(logits, label, labels))";

  private final SparkSession spark;

  FunctionsIT(SparkSession spark) {
    this.spark = spark;
  }

  private Object value(String expression) {
    return spark.sql("SELECT " + expression).collectAsList().get(0).get(0);
  }

  @Nested
  class The_catalog {
    @Test
    void lists_the_functions_that_are_for_users() {
      List<String> functions =
          spark.sql("SHOW USER FUNCTIONS IN xent").collectAsList().stream()
              .map(row -> row.getString(0))
              .toList();

      assertThat(functions)
          .contains(
              "xent.cross_entropy",
              "xent.exact_mean",
              "xent.exact_sum",
              "xent.log_softmax",
              "xent.logsumexp",
              "xent.merge_states",
              "xent.metrics",
              "xent.one_hot",
              "xent.pack",
              "xent.unpack",
              "xent.softmax",
              "xent.softmax_cross_entropy_with_logits",
              "xent.sparse_softmax_cross_entropy_with_logits")
          .doesNotContain("xent.evaluate", "xent.evaluate_row");
    }

    @Test
    void takes_names_in_any_case() {
      assertThat(value("xent.SoftMax(array(0D))")).hasToString("ArraySeq(1.0)");
    }

    @Test
    void does_not_know_other_names() {
      assertThatThrownBy(() -> value("xent.argmax(array(0D))")).hasMessageContaining("argmax");
    }

    @Test
    void knows_the_functions_of_an_evaluation_only_in_a_session_that_has_its_options() {
      String row = "xent.evaluate_row('test', logits, label, cast(null AS double), 3).status";
      String query = "SELECT " + row + ", " + row.replace("cast(null AS double)", "1D") + " FROM ";
      EvaluationOptions options =
          new EvaluationOptions(
              LossOptions.DEFAULT,
              0,
              0,
              PredictionKind.LOGITS,
              0,
              List.of(),
              1,
              MetricOptions.DEFAULT);
      SparkSession own = spark.newSession();
      own.conf().set(XentCatalog.EVALUATION_SETTING, options.toText());

      List<Row> found =
          own.sql(query + ROWS.replace("*", "logits, bigint(label) AS label")).collectAsList();

      assertThat(found).containsOnly(RowFactory.create("invalid_weight", "evaluated"));
      assertThatThrownBy(() -> spark.sql(query + ROWS)).hasMessageContaining("evaluate_row");
    }
  }

  @Nested
  class A_scalar_function {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "xent.sparse_softmax_cross_entropy_with_logits(array(1F, 2F, 3F), 2)",
          "xent.sparse_softmax_cross_entropy_with_logits(array(1D, 2D, 3D), 2)",
          "xent.sparse_softmax_cross_entropy_with_logits(array(1D, 2D, 3D), 2Y)",
          "xent.sparse_softmax_cross_entropy_with_logits(array(1D, 2D, 3D), 2S)",
          "xent.sparse_softmax_cross_entropy_with_logits(array(1D, 2D, 3D), 2L)",
          "xent.softmax_cross_entropy_with_logits(array(1F, 2F, 3F), array(0F, 0F, 1F))",
          "xent.softmax_cross_entropy_with_logits(array(1F, 2F, 3F), array(0D, 0D, 1D))",
          "xent.softmax_cross_entropy_with_logits(array(1D, 2D, 3D), array(0F, 0F, 1F))",
          "xent.softmax_cross_entropy_with_logits(array(1D, 2D, 3D), array(0D, 0D, 1D))"
        })
    void gives_the_worked_example(String expression) {
      assertThat(value(expression)).isEqualTo(LOSS_OF_1_2_3_FOR_2);
    }

    @Test
    void softmax_gives_the_worked_example() {
      List<Double> softmax =
          spark.sql("SELECT xent.softmax(array(1F, 2F, 3F))").first().<Double>getList(0);

      assertThat(softmax)
          .usingElementComparator((a, b) -> Math.abs(a - b) < 5e-9 ? 0 : Double.compare(a, b))
          .containsExactly(0.09003057, 0.24472847, 0.66524096);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "xent.logsumexp(array(1F, 2F, 3F)) | 3.4076059644443806",
          "xent.logsumexp(array(1D, 2D, 3D)) | 3.4076059644443806",
          "xent.log_softmax(array(1F, 2F, 3F))[2] | -0.4076059644443803",
          "xent.log_softmax(array(1D, 2D, 3D))[2] | -0.4076059644443803",
          "xent.cross_entropy(xent.softmax(array(1F, 2F, 3F)), array(0F, 0F, 1F)) | 0.4076059644443803",
          "xent.cross_entropy(array(0.5F, 0.5F), array(0.5D, 0.5D)) | 0.6931471805599453",
          "xent.cross_entropy(array(0.5D, 0.5D), array(0.5F, 0.5F)) | 0.6931471805599453",
          "xent.cross_entropy(array(0.5F, 0.5F), array(0.5F, 0.5F)) | 0.6931471805599453"
        })
    void gives_known_figures(String expression, double figure) {
      assertThat((Double) value(expression)).isCloseTo(figure, withinPercentage(1e-13));
    }

    @Test
    void one_hot_gives_the_distribution_of_a_class_id() {
      assertThat(spark.sql("SELECT xent.one_hot(3, 10)").first().<Float>getList(0))
          .containsExactly(0F, 0F, 0F, 1F, 0F, 0F, 0F, 0F, 0F, 0F);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "xent.log_softmax(cast(null as array<float>))",
          "xent.logsumexp(cast(null as array<double>))",
          "xent.cross_entropy(array(1F), cast(null as array<double>))",
          "xent.one_hot(cast(null as int), 3)",
          "xent.one_hot(3, cast(null as int))",
          "xent.softmax(cast(null as array<float>))",
          "xent.sparse_softmax_cross_entropy_with_logits(cast(null as array<double>), 1)",
          "xent.sparse_softmax_cross_entropy_with_logits(array(1D), cast(null as int))",
          "xent.softmax_cross_entropy_with_logits(array(1D), cast(null as array<float>))",
          "xent.softmax_cross_entropy_with_logits(cast(null as array<float>), array(1D))"
        })
    void of_a_null_argument_is_null(String expression) {
      assertThat(value(expression)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "xent.softmax(array(1.0, 2.0)) | logits is array<decimal(2,1)>, expected array<float>, array<double> or binary (packed)",
          "xent.softmax(array('a')) | logits is array<string>, expected array<float>, array<double> or binary (packed)",
          "xent.softmax(1D) | logits is double, expected array<float>, array<double> or binary (packed)",
          "xent.softmax() | softmax(logits) takes 1 arguments, found 0",
          "xent.sparse_softmax_cross_entropy_with_logits(array(1D), 1.7D) | label is double, expected tinyint",
          "xent.sparse_softmax_cross_entropy_with_logits(array(1D), '1') | label is string, expected tinyint",
          "xent.sparse_softmax_cross_entropy_with_logits(array(1D), 1BD) | label is decimal(1,0), expected tinyint",
          "xent.softmax_cross_entropy_with_logits(array(1D), 1) | labels is int, expected array<float> or",
          "xent.exact_sum('1') | x is string, expected double, float or an integer type",
          "xent.exact_mean(1.5) | x is decimal(2,1), expected double, float or an integer type"
        })
    void refuses_other_types_and_says_what_came_and_what_is_expected(
        String expression, String message) {
      assertThatThrownBy(() -> value(expression)).hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '~',
        value = {
          "xent.softmax(%s) | array(1.0, 2.0) | array<double>",
          "xent.softmax(%s) | array('1', '2') | array<double>",
          "xent.pack(%s) | array(1D) | array<float>",
          "xent.one_hot(%s, 3) | 1D | int",
          "xent.one_hot(%s, 3) | '1' | int",
          "xent.one_hot(%s, 3) | 1BD | int",
          "xent.one_hot(%s, 3) | true | int",
          "xent.exact_sum(%s) | '1' | double",
          "xent.exact_sum(%s) | true | double"
        })
    void advises_a_cast_that_works(String function, String argument, String type) {
      assertThatThrownBy(() -> value(function.formatted(argument)))
          .hasMessageContaining("; cast it if that is what is meant");
      assertThat(value(function.formatted("cast(" + argument + " as " + type + ")"))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "xent.softmax(1D)",
          "xent.softmax('[1, 2]')",
          "xent.softmax_cross_entropy_with_logits(array(1D), 1)",
          "xent.unpack('text')",
          "xent.vector_to_array(array(1D))",
          "xent.one_hot(array(1), 3)",
          "xent.exact_sum(date'2026-01-31')"
        })
    void advises_no_cast_where_none_works(String expression) {
      assertThatThrownBy(() -> value(expression))
          .hasMessageContaining(", expected ")
          .hasMessageNotContaining("cast");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "xent.sparse_softmax_cross_entropy_with_logits(logits, label + 3) | 3",
          "xent.sparse_softmax_cross_entropy_with_logits(logits, label - 5000000000) | 4999999998",
          "xent.softmax_cross_entropy_with_logits(logits, slice(labels, 1, 2)) | 2",
          "xent.softmax(slice(logits, 1, 0)) | logits",
          "xent.one_hot(label + 8, 10) | label 10 is outside [0, 10)",
          "xent.one_hot(label, label - 2) | num_classes 0 is outside",
          "xent.softmax(array(1F, if(label < 5, null, 1F))) | logits[1] is null"
        })
    void refuses_bad_values_and_names_them(String expression, String message) {
      assertThatThrownBy(() -> spark.sql("SELECT " + expression + " FROM " + ROWS).collectAsList())
          .hasStackTraceContaining("IllegalArgumentException")
          .hasStackTraceContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "xent.softmax(logits)",
          "xent.log_softmax(logits)",
          "xent.log_softmax(cast(logits as array<double>))",
          "xent.logsumexp(logits)",
          "xent.logsumexp(cast(logits as array<double>))",
          "xent.cross_entropy(labels, labels)",
          "xent.cross_entropy(labels, cast(labels as array<double>))",
          "xent.cross_entropy(cast(labels as array<double>), labels)",
          "xent.cross_entropy(cast(labels as array<double>), cast(labels as array<double>))",
          "xent.one_hot(label, 10)",
          "xent.softmax(cast(logits as array<double>))",
          "xent.sparse_softmax_cross_entropy_with_logits(logits, label)",
          "xent.sparse_softmax_cross_entropy_with_logits(cast(logits as array<double>), label)",
          "xent.softmax_cross_entropy_with_logits(logits, labels)",
          "xent.softmax_cross_entropy_with_logits(cast(logits as array<double>), labels)",
          "xent.softmax_cross_entropy_with_logits(logits, cast(labels as array<double>))"
        })
    void is_a_static_call_and_gives_the_same_interpreted_and_generated(String expression) {
      String query = "SELECT " + expression + " FROM " + ROWS + " WHERE label < 5";
      spark
          .conf()
          .set(
              "spark.sql.optimizer.excludedRules",
              "org.apache.spark.sql.catalyst.optimizer.ConvertToLocalRelation");
      spark.conf().set("spark.sql.codegen.factoryMode", "CODEGEN_ONLY");
      List<Row> generated = spark.sql(query).collectAsList();
      spark.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
      spark.conf().set("spark.sql.codegen.wholeStage", "false");
      List<Row> interpreted = spark.sql(query).collectAsList();

      assertThat(explained(query)).containsPattern("static_?invoke");
      assertThat(interpreted).isEqualTo(generated).hasSize(2);
    }
  }

  private String explained(String query) {
    return spark.sql("EXPLAIN EXTENDED " + query).first().getString(0);
  }

  @Nested
  class An_aggregate {
    @Test
    void adds_exactly_where_the_usual_sum_cancels() {
      String values = " FROM VALUES (1e16D), (1D), (-1e16D), (null) AS t(x)";

      assertThat(value("xent.exact_sum(x)" + values)).isEqualTo(1.0);
      assertThat(value("xent.exact_mean(x)" + values)).isEqualTo(1.0 / 3);
    }

    @Test
    void adds_integers_of_64_bits_exactly() {
      String values = " FROM VALUES (9223372036854775807L), (-9223372036854775806L) AS t(x)";

      assertThat(value("xent.exact_sum(x)" + values)).isEqualTo(1.0);
    }

    @ParameterizedTest
    @CsvSource({"1Y", "1S", "1", "1L", "1F", "1D"})
    void takes_each_type_of_number(String one) {
      assertThat(value("xent.exact_sum(x) FROM VALUES (" + one + "), (" + one + ") AS t(x)"))
          .isEqualTo(2.0);
    }

    @Test
    void of_no_rows_is_null_as_sql_has_it() {
      String none = " FROM VALUES (1D) AS t(x) WHERE x > 1";

      assertThat(value("xent.exact_sum(x)" + none)).isNull();
      assertThat(value("xent.exact_mean(x)" + none)).isNull();
    }

    @Test
    void groups_and_gives_the_same_bits_for_any_partitioning() {
      String one = null;
      for (int partitions : new int[] {1, 2, 7, 64}) {
        spark.conf().set("spark.sql.objectHashAggregate.sortBased.fallbackThreshold", "2");
        List<Row> sums =
            spark
                .range(0, 10_000, 1, partitions)
                .selectExpr("id % 5 AS k", "sin(id) * exp(id % 300 - 150) AS x")
                .groupBy("k")
                .agg(
                    org.apache.spark.sql.functions.expr("xent.exact_sum(x)"),
                    org.apache.spark.sql.functions.expr("xent.exact_mean(x)"))
                .orderBy("k")
                .collectAsList();
        one = one == null ? sums.toString() : one;
        assertThat(sums).hasSize(5).hasToString(one);
      }
    }
  }
}
