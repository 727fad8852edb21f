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
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.SparkSessions;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which expressions have one value for each row, the same one whenever the row is read. */
@ExtendWith(SparkSessions.class)
class RowExpressionIT {
  private final SparkSession spark;
  private final Dataset<Row> mnist;

  RowExpressionIT(SparkSession spark) {
    this.spark = EvaluationJob.ownSession(spark);
    mnist = this.spark.read().parquet("data/mnist/mlp");
  }

  private RowExpression resolve(String expression) {
    return RowExpression.of(mnist, "columns.label", expression, expression);
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
        "reflect('java.lang.Math', 'random')"
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
        "(SELECT 1)",
        "ntile(4) OVER (ORDER BY example_id)"
      })
  void what_depends_on_the_row_alone_resolves(String expression) {
    assertThatCode(() -> resolve(expression)).doesNotThrowAnyException();
  }

  @Test
  void its_type_is_known() {
    assertThat(resolve("label + 1L").type()).isEqualTo(DataTypes.LongType);
  }

  @ParameterizedTest
  @ValueSource(strings = {"explode(logits)", "explode_outer(logits)", "1 + explode(logits)"})
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
    ConfigurationReader reader =
        ConfigurationReader.of(
            "test.yaml", "{input: {path: data/mnist/mlp}, columns: {id: example_id}}");
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
