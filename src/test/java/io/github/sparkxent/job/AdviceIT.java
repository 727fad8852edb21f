// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.sparkxent.job.config.ConfigurationReader;
import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.input.column.InputColumn;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a message advises on a column of another type is taken out of it and run. */
class AdviceIT extends EvaluationFixture {
  private static final String AS_IN = ", as in ";
  private static final String ROWS =
      "(SELECT *, cast(logits as array<double>) AS doubles, array('zero', 'one', 'two') AS names"
          + " FROM VALUES (0L, 2, array(0.1f, -2f, 5.5f), array(0f, 0f, 1f)),"
          + " (3L, 0, array(0.3f, 0f, -1.25f), array(1f, 0f, 0f)),"
          + " (4L, 1, array(0f, 1f, 2f), array(0f, 1f, 0f))"
          + " AS rows(example_id, label, logits, label_one_hot))";

  AdviceIT(SparkSession spark) {
    super(spark);
  }

  /**
   * A configuration with rows of the sample and one column as {@code data}, given as {@code sql}.
   */
  private EvaluationConfig config(String column, String data, String sql) {
    ConfigurationReader reader = configuration("columns: {id: id}");
    reader.setText(
        "input.query",
        "SELECT example_id AS id, "
            + (column.equals("label") ? data : "label")
            + " AS label, "
            + (column.equals("logits") ? data : "logits")
            + " AS logits FROM "
            + ROWS);
    reader.setText("columns." + column, sql);
    return reader.read();
  }

  private Dataset<Row> column(String column, String data) {
    return spark.sql("SELECT " + data + " AS " + column + " FROM " + ROWS);
  }

  /** Returns a column of this data as the job takes it. */
  private Column required(String column, String data, String sql, boolean named) {
    InputColumn found =
        InputColumn.resolve(column(column, data), "columns." + column, sql).withArrays();
    return switch (column) {
      case "logits" -> found.requireLogits(named ? List.of("zero", "one", "two") : null);
      case "label" -> found.requireLabel(named);
      default -> found.requireNumber();
    };
  }

  private List<Row> rows(String column, String data, String sql, boolean named) {
    return column(column, data).select(required(column, data, sql, named)).collectAsList();
  }

  /** Returns the message that a column of this data is refused with. */
  private String refusal(String column, String data, boolean named) {
    Throwable refused = catchThrowable(() -> required(column, data, column, named));
    assertThat(refused).isInstanceOf(EvaluationException.class).message().doesNotContain("\n");
    assertThat(((EvaluationException) refused).kind())
        .isEqualTo(EvaluationException.Kind.CONFIGURATION);
    return refused.getMessage();
  }

  private void requireRight(
      String column, String data, String advice, String meant, boolean named) {
    assertThat(rows(column, data, advice, named)).isEqualTo(rows(column, meant, column, named));
  }

  /** Returns what a message advises, having held its rows against those that are meant. */
  private String requireRight(String column, String data, String meant, boolean named) {
    String message = refusal(column, data, named);
    assertThat(message).contains(AS_IN);
    String advice = message.substring(message.lastIndexOf(AS_IN) + AS_IN.length());
    requireRight(column, data, advice, meant, named);
    return advice;
  }

  @ParameterizedTest
  @CsvSource({"logits, to_json(doubles)", "label, string(label)", "logits, array(logits)"})
  void the_advice_gives_the_usual_report(String column, String data) {
    String usual = column.equals("label") ? "label" : "logits";
    String advice =
        requireRight(
            column,
            data,
            data.contains("string") ? "double(label)" : data.contains("json") ? "doubles" : usual,
            false);

    assertThat(EvaluationJob.run(spark, config(column, data, advice)).report().splits())
        .isEqualTo(EvaluationJob.run(spark, config(column, usual, usual)).report().splits());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // text
        "to_json(doubles) | doubles",
        "transform(doubles, x -> string(x)) | doubles",
        // one score a row
        "logits[2] | array(0f, logits[2])",
        "doubles[2] | array(0D, doubles[2])",
        "int(logits[2]) | array(0D, double(int(logits[2])))",
        "cast(doubles[2] as decimal(9,3)) | array(0D, double(cast(doubles[2] as decimal(9,3))))",
        // other numbers
        "transform(doubles, x -> int(x * 100)) | transform(doubles, x -> double(int(x * 100)))",
        "transform(doubles, x -> cast(x as decimal(9,3))) | transform(doubles, x -> double(cast(x as decimal(9,3))))",
        // a batch of one
        "array(logits) | logits",
        "array(transform(doubles, x -> int(x * 100))) | transform(doubles, x -> double(int(x * 100)))",
        // in a struct, a list of the old form, one field a class
        "struct('m' AS model, logits AS values) | logits",
        "struct(1 AS a, struct(logits AS `the values`) AS b) | logits",
        "struct(transform(logits, x -> struct(x AS element)) AS list) | logits",
        "transform(logits, x -> struct(x AS item)) | logits",
        "struct(logits[0] AS a, logits[1] AS b, logits[2] AS c) | logits",
        // by class id
        "map_from_arrays(sequence(2, 0, -1), reverse(logits)) | logits",
        "map_from_arrays(sequence(0L, 2L), doubles) | doubles",
        "map_from_arrays(transform(sequence(0, 2), i -> smallint(i)), transform(doubles, x -> int(x))) | transform(doubles, x -> double(int(x)))",
      })
  void logits_of_another_type_are_what_the_message_advises(String data, String meant) {
    requireRight("logits", data, meant, false);
  }

  @Test
  void logits_by_class_name_are_what_the_message_advises() {
    requireRight("logits", "map_from_arrays(names, logits)", "logits", true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "string(label) | double(label) | false",
        "string(double(label)) | double(label) | false",
        "label = 1 | int(label = 1) | false",
        "cast(label as decimal(10,0)) | double(label) | false",
        "transform(label_one_hot, x -> x = 1) | cast(label_one_hot as array<double>) | false",
        "array(label_one_hot) | label_one_hot | false",
        "array(transform(label_one_hot, x -> int(x))) | cast(label_one_hot as array<double>) | false",
        "struct(label AS id, 'x' AS note) | label | false",
        "struct(transform(label_one_hot, x -> struct(x AS element)) AS list) | label_one_hot | false",
        "cast(names[label] as binary) | names[label] | true",
        "array(names[label]) | names[label] | true",
        "struct(names[label] AS name) | names[label] | true"
      })
  void labels_of_another_type_are_what_the_message_advises(
      String data, String meant, boolean named) {
    requireRight("label", data, meant, named);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "transform(label_one_hot, x -> int(x)) | array(label) | label",
        "transform(label_one_hot, x -> tinyint(x)) | array(bigint(label)) | bigint(label)",
        "transform(label_one_hot, x -> cast(x as decimal(5,1))) | array(cast(label as decimal(5,0))) | double(label)",
      })
  void an_array_of_integers_is_one_of_two_things(String oneHot, String ids, String id) {
    String either =
        refusal("label", oneHot, false).replaceAll(".*; write (.*) if it is one-hot, or .*", "$1");
    String or =
        refusal("label", ids, false)
            .replaceAll(".* one-hot, or (.*) if it is a class id in an array", "$1");

    requireRight("label", oneHot, either, "cast(label_one_hot as array<double>)", false);
    requireRight("label", ids, or, id, false);
  }

  @Test
  void names_in_bytes_want_classes_too() {
    String data = "cast(names[label] as binary)";
    String advice =
        refusal("label", data, false)
            .replaceAll(
                ".* expected a class id, or classes: a list of the class names in the order of the"
                    + " logits, and the names as text, (.*)",
                "$1");

    requireRight("label", data, advice, "names[label]", true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "string(label / 4) | label / 4",
        "cast(label as decimal(5,2)) | double(label)",
        "label > 0 | double(label > 0)",
        "array(double(label)) | double(label)",
        "array(cast(label as decimal(5,2))) | double(label)",
        "struct(double(label) AS w) | double(label)"
      })
  void weights_of_another_type_are_what_the_message_advises(String data, String meant) {
    requireRight("weight", data, meant, false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "logits | date'2026-01-01'",
        "logits | label = 1",
        "logits | map(label, 'a')",
        "logits | map_from_arrays(names, logits)",
        "logits | array(true)",
        "logits | struct(logits AS a, doubles AS b)",
        "logits | array(struct('a' AS label, 0.5D AS score))",
        "label | date'2026-01-01'",
        "label | array(date'2026-01-01')",
        "label | array(string(label))",
        "label | map(label, 1D)",
        "label | struct(label AS a, label AS b)",
        "weight | date'2026-01-01'",
        "weight | timestamp'2026-01-01 00:00:00'",
        "weight | cast('1' as binary)"
      })
  void there_is_no_advice_where_none_works(String column, String data) {
    assertThat(refusal(column, data, false)).doesNotContain(";").doesNotContain("as in");
  }

  @Test
  void an_element_among_others_is_not_taken_in_silence() {
    String only = "case when size(label) = 1 then label[0] end";

    assertThat(rows("label", "if(example_id = 3, array(label, 0), array(label))", only, false))
        .isEqualTo(rows("label", "if(example_id = 3, null, label)", "label", false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "logit_0, logit_1 | 1, 2 | logit_* | cast(array(`logit_0`, `logit_1`) as array<double>)",
        "the-0, the-1 | 1BD, 2BD | `the-*` | cast(array(`the-0`, `the-1`) as array<double>)"
      })
  void one_column_a_class_of_other_numbers(
      String names, String values, String pattern, String advice) {
    String[] name = names.split(", ");
    String[] value = values.split(", ");
    String config =
        String.format(
            "{input: {query: 'SELECT %s AS `%s`, %s AS `%s`, 1 AS label'}, columns: {logits: ",
            value[0], name[0], value[1], name[1]);

    assertThat(catchThrowable(() -> evaluate(config + "'" + pattern + "'}}")))
        .hasMessageEndingWith("; cast it if that is what is meant, as in " + advice);
    assertThat(value(evaluate(config + "\"" + advice + "\"}}"), "all", "loss_sum"))
        .isEqualTo(0.3132616875182228);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id | string(id)",
        "string(id) | id",
        "id | cast(id as decimal(20,0))",
        "cast(id as decimal(9,0)) | id",
        "int(id) | double(id)",
        "float(id) | double(id)",
        "cast(string(id) as binary) | string(id)",
      })
  void ids_of_other_types_match_as_the_message_advises(String ofPredictions, String ofLabels) {
    String query = "SELECT %s AS %s FROM (SELECT *, example_id AS id FROM " + ROWS + ")";
    ConfigurationReader reader = configuration("{}");
    reader.setText("input.query", query.formatted(ofPredictions, "key, logits"));
    reader.setText("labels.query", query.formatted(ofLabels, "key, label"));
    reader.setText("columns.id", "key");
    SparkSession own = RunSession.own(spark);
    String message = catchThrowable(() -> EvaluationInput.of(own, reader.read())).getMessage();
    String[] advice = message.replaceAll(".*; cast one of them, as in ", "").split(": ");
    reader.setText(advice[0], advice[1]);
    if (advice[0].equals("columns.id")) {
      reader.setText("labels.id", "key");
    }

    EvaluationInput input = EvaluationInput.of(own, reader.read());
    assertThat(input.match(input.joins().all().get(0))).isEmpty();
    assertThat(input.rows().where("label is not null").count()).isEqualTo(3);
  }

  @Test
  void ids_that_no_cast_makes_the_same_have_no_advice() {
    assertThat(
            catchThrowable(
                () ->
                    evaluate(
                        "{input: {path: "
                            + MNIST
                            + "}, columns: {id: date'2026-01-01'},"
                            + " labels: {path: data/mnist/mlp, id: example_id}}")))
        .hasMessage("labels.id \"example_id\" is bigint, expected date as columns.id is");
  }

  @Test
  void another_format_is_read_by_a_query_as_the_message_advises() {
    String message =
        catchThrowable(
                () -> ConfigurationReader.of("test.yaml", "input: {path: f, format: text}").read())
            .getMessage();
    String query = message.replaceAll(".*input.query, such as (SELECT .*)", "$1");
    spark.range(3).selectExpr("'[1,2]' AS value").write().text(directory + "/f");
    ConfigurationReader reader = configuration("{}");
    reader.setText("input.query", query.replace("path", directory + "/f"));
    reader.setText("columns.logits", "from_json(value, 'array<double>')");
    reader.setText("columns.label", "1");

    EvaluationInput input = EvaluationInput.of(RunSession.own(spark), reader.read());
    assertThat(input.rows().count()).isEqualTo(3);
  }
}
