// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.job.config.ConfigurationReader;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.input.column.RowExpression;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which expressions have one value for each row, the same one whenever the row is read. */
class RowExpressionIT extends EvaluationFixture {
  RowExpressionIT(SparkSession spark) {
    super(RunSession.own(spark));
  }

  private RowExpression resolve(String expression) {
    return RowExpression.of(mnist(), "columns.label", expression, expression);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int(rand() * 4)",
        "rand(42)",
        "randn()",
        "uuid()",
        "shuffle(logits)",
        "monotonically_increasing_id()",
        "spark_partition_id()",
        "input_file_block_start()",
        "concat(input_file_name(), rand())",
        "if(rand() < 0.5, 'input_file_name()', split)",
        "reflect('java.lang.Math', 'random')",
        "hex(aes_encrypt(split, '0000111122223333'))"
      })
  void what_gives_other_values_each_time_is_refused(String expression) {
    assertThatThrownBy(() -> resolve(expression))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(
            "columns.label \""
                + expression
                + "\" gives other values each time it is read, expected an expression that depends"
                + " on the row alone")
        .extracting(e -> ((EvaluationException) e).kind())
        .isEqualTo(EvaluationException.Kind.CONFIGURATION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "label",
        "label + 1",
        "xxhash64(example_id) % 2",
        "input_file_name()",
        "concat(`input_file_name`(), Input_File_Name ( ))",
        "_metadata.file_name",
        "named_struct('a', label)",
        "transform(logits, x -> x + 1)",
        "array_sort(logits)",
        "date_trunc('day', timestamp'2026-01-31 10:00:00')",
        "unix_timestamp('2026-01-31', 'yyyy-MM-dd')",
        "if(split = 'today', 'now', 'current_timestamp()')",
        "window(timestamp'2026-01-31 10:00:00', '1 day').start",
        "window(timestamp'2026-01-31 10:00:00', '1 day', '1 day', '8 hours').start"
      })
  void what_depends_on_the_row_alone_resolves(String expression) {
    assertThatCode(() -> resolve(expression)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "string(current_timestamp()) | current_timestamp()",
        "string(CURRENT_TIMESTAMP) | current_timestamp",
        "now() > timestamp'2026-01-31' | now()",
        "date_sub(current_date(), 1) | current_date()",
        "datediff(current_date, date'2026-01-31') | current_date",
        "`current_date` ( ) | current_date()",
        "curdate() | curdate()",
        "localtimestamp() | localtimestamp()",
        "unix_timestamp( ) % 2 | unix_timestamp()",
        "if(label = 3, 'x''y', string(now())) | now()",
        "date'today' | 'today'",
        "cast(' Now ' as timestamp) | ' now '",
        "to_date('yesterday UTC') | 'yesterday utc'",
        "current_time() | current_time()"
      })
  void what_depends_on_the_time_of_the_run_is_refused(String expression, String clock) {
    assertThatThrownBy(() -> resolve(expression))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(
            "columns.label \""
                + expression
                + "\" depends on the time of the run by "
                + clock
                + ", expected an expression that depends on the row alone; write the day itself,"
                + " such as date'2026-01-31'")
        .extracting(e -> ((EvaluationException) e).kind())
        .isEqualTo(EvaluationException.Kind.CONFIGURATION);
    assertThatCode(() -> resolve("date_sub(date'2026-01-31', 1)")).doesNotThrowAnyException();
  }

  @Test
  void columns_come_before_functions_of_the_time() {
    Dataset<Row> rows =
        spark.sql(
            "SELECT 1 AS current_date, struct(2 AS localtimestamp) AS s, date'2026-01-31' AS d");

    assertThatCode(
            () ->
                RowExpression.of(
                    rows, "slices:", "s", "current_date + s.localtimestamp /* now() */ -- now()"))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> RowExpression.of(rows, "slices:", "s", "d > 'today'"))
        .hasMessageContaining("by 'today'");
    assertThatThrownBy(() -> RowExpression.of(rows, "slices:", "s", "current_date()"))
        .hasMessageContaining("by current_date()");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "label",
        " Label ",
        "`LABEL`",
        "`a b`",
        "`a.b`",
        "`q``r`",
        "größe",
        "`größe`",
        "null",
        "`null`",
        "TRUE",
        "false",
        "user",
        "`user`",
        "current_user",
        "session_user",
        "localtime",
        "order",
        "select",
        "from",
        "case",
        "not",
        "exists",
        "interval",
        "cast",
        "first",
        "table"
      })
  void the_name_of_a_column_means_what_it_means_to_spark(String expression) {
    Dataset<Row> rows =
        spark.sql(
            "SELECT 7 AS label, 8L AS `a b`, 9D AS `a.b`, 10S AS `q``r`, 2Y AS `größe`, 'n' AS null,"
                + " 't' AS true, 'f' AS false, 1.5 AS user, 2.5 AS current_user, 'l' AS localtime,"
                + " 3.5 AS session_user, 'o' AS order, 's' AS select, 'm' AS from, 'c' AS case,"
                + " 'x' AS not, 'e' AS exists, 'i' AS interval, 'k' AS cast, '1' AS first,"
                + " 'b' AS table");
    Dataset<Row> asSpark;
    try {
      asSpark = rows.select(expr(expression));
    } catch (Exception e) {
      assertThat(expression).as("refused by Spark").isEqualTo("größe");
      return;
    }
    RowExpression resolved = RowExpression.of(rows, "slices:", expression, expression);

    assertThat(resolved.type()).isEqualTo(asSpark.schema().fields()[0].dataType());
    assertThat(rows.select(resolved.column()).collectAsList()).isEqualTo(asSpark.collectAsList());
  }

  @Test
  void a_name_that_two_columns_have_is_refused_by_spark() {
    Dataset<Row> rows = spark.sql("SELECT 1 AS label, 2 AS Label");

    assertThatThrownBy(() -> RowExpression.of(rows, "slices:", "label", "label"))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("ambiguous");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "row_number() OVER (ORDER BY label)",
        "ntile(4) OVER (ORDER BY example_id)",
        "1 + first(label) OVER (PARTITION BY split)"
      })
  void a_window_is_refused(String expression) {
    assertThatThrownBy(() -> resolve(expression))
        .hasMessage(
            "columns.label \""
                + expression
                + "\" is a window over other rows, expected an expression that depends on the row"
                + " alone; write its values into the data first");
    Dataset<Row> ahead = mnist().limit(5).withColumn("ahead", expr(expression));
    assertThat(RowExpression.of(ahead, "columns.label", "ahead", "ahead").type())
        .isEqualTo(DataTypes.IntegerType);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(SELECT 1)",
        "label IN (SELECT label FROM parquet.`data/mnist/mlp`)",
        "1 + (WITH q AS (SELECT max(label) AS m FROM parquet.`data/mnist/mlp`) SELECT m FROM q)",
        "EXISTS (SELECT 1)",
        "(VALUES 1)"
      })
  void a_subquery_is_refused(String expression) {
    assertThatThrownBy(() -> resolve(expression))
        .hasMessage(
            "columns.label \""
                + expression
                + "\" asks another table, expected an expression that depends on the row alone; join"
                + " it in input.query");
    assertThatThrownBy(() -> RowExpression.of(mnist(), "labels.id", expression, expression))
        .hasMessageEndingWith("; join it in labels.query");
  }

  @Test
  void its_type_is_known() {
    assertThat(resolve("label + 1L").type()).isEqualTo(DataTypes.LongType);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "explode(logits)",
        "explode_outer(logits)",
        "1 + explode(logits)",
        "window(timestamp'2026-01-31', '10 minutes', '5 minutes').start"
      })
  void what_makes_other_rows_of_a_row_is_refused(String expression) {
    assertThatThrownBy(() -> resolve(expression))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(
            "columns.label \""
                + expression
                + "\" makes other rows of a row, expected one value for each row");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max(label) | does not resolve to one value a row: ",
        "lable | does not resolve to one value a row: ",
        "label > | does not resolve to one value a row: ",
        "struct(*).* | does not resolve to one value a row: ",
        "* | has 5 columns, expected one"
      })
  void what_is_not_one_value_a_row_is_refused_in_one_line(String expression, String problem) {
    assertThatThrownBy(() -> resolve(expression))
        .isInstanceOf(EvaluationException.class)
        .hasMessageStartingWith("columns.label \"" + expression + "\" " + problem)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "columns.id",
        "columns.split",
        "columns.logits",
        "columns.label",
        "columns.weight",
        "labels.id",
        "labels.label",
        "slices"
      })
  void each_key_of_an_expression_is_looked_at(String key) {
    ConfigurationReader reader = configuration(MNIST, "columns.id=example_id");
    if (key.startsWith("labels")) {
      reader.setText("labels.path", "data/mnist/mlp");
    }
    if (key.equals("slices")) {
      reader.setYaml(key, "['rand()']");
    } else {
      reader.setText(key, "rand()");
    }

    assertThatThrownBy(() -> EvaluationInput.of(spark, reader.read()))
        .isInstanceOf(EvaluationException.class)
        .hasMessageStartingWith(key)
        .hasMessageContaining("\"rand()\" gives other values each time it is read");
  }
}
