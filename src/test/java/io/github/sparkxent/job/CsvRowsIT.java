// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.sparkxent.job.config.DataSource;
import io.github.sparkxent.job.config.ReaderOptions;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.input.text.CsvDialect;
import io.github.sparkxent.job.input.text.CsvNumbers;
import io.github.sparkxent.report.SplitReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of CSV: each line is read as it is meant, or the file and the line are named. */
class CsvRowsIT extends TextRowsFixture {
  private static final String COLUMNS =
      ", format: csv, schema: 'label INT, logit_0 FLOAT, logit_1 FLOAT, split STRING'";

  CsvRowsIT(SparkSession spark) {
    super(spark);
  }

  private String config(Path file, String options) {
    return "{columns: {logits: logit_*}, input: {path: "
        + file
        + COLUMNS
        + ", options: {"
        + options
        + "}}}";
  }

  private DataSource csv(Path file, String... options) {
    DataSource json = source(file, "csv", options);
    return new DataSource(
        "input", json.paths(), "csv", "a STRING, b STRING", json.options(), null, null, null, null);
  }

  @Test
  void has_as_many_rows_as_spark_reads() throws IOException {
    assertRows(csv(file("a.csv", "\n \na,b\n1,2\r\n\n3,4\r5,6"), "header", "true"), 3);
    assertRows(csv(file("b.csv", "1,\"x\ny\"\n\n2,\"\"\n3,\"a\\\"\n\"\n"), "multiLine", "true"), 3);
    assertRows(
        csv(
            file("c.csv", "a;b\r\n1;\"x \"\"\r\ny\"\"\"\r\n2;3"),
            "multiLine",
            "true",
            "header",
            "true",
            "sep",
            ";",
            "escape",
            "\""),
        2);
  }

  @Test
  void with_a_quote_that_is_never_closed_is_refused_by_line() throws IOException {
    Path file = file("x.csv", "0,1,2,a\n0,1,2,\"a\n0,1,2,a\n");

    assertThatThrownBy(() -> evaluate(config(file, "multiLine: true")))
        .hasMessage(
            "input file file:"
                + file
                + ", line 2, a quote is opened and never closed, expected its end");
  }

  @Test
  void has_infinities_as_pandas_and_java_write_them() throws IOException {
    Path file = file("x.csv", "0,1,-inf,a\n0,1,-Infinity,a\n1,-Infinity,2,a\n");

    assertThat(value(evaluate(config(file, "")), "a", "loss_sum")).isZero();
  }

  /** Evaluates a file whose second line has a value, and then as the message advises. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0;1;-Inf;a | logit_1 | 2",
        "0;Infinity+;1;a | logit_0 | 1",
        "zero;1;1;a | label | 1",
        "' 0;0;-inf;a' | label | 2",
        "0;0;' ';a | logit_1 | 1",
        "0.0;1;-inf;a | label | 2",
        "0;3e38;-1e39;a | logit_1 | 2",
        "3000000000;1;2;a | label | 1",
      })
  void with_a_value_that_is_no_number_is_read_as_the_message_advises(
      String line, String column, long evaluated) throws IOException {
    Path file = file("x.csv", "0;0;-Infinity;a\n" + line + "\n");
    String config = config(file, "sep: ';'").replace("}}}", "}}, quality: {invalid_rows: skip}}");
    Throwable thrown = catchThrowable(() -> evaluate(config));

    assertThat(thrown)
        .hasMessageStartingWith("input file file:" + file + ", line 2, column " + column + ": ")
        .extracting(e -> ((EvaluationException) e).kind())
        .isEqualTo(EvaluationException.Kind.INPUT);
    SplitReport read = evaluate(advised(config, column, thrown.getMessage())).splits().get(0);
    assertThat(read.rows().evaluated()).isEqualTo(evaluated);
    assertThat(read.rows().read()).isEqualTo(2);
  }

  private String advised(String config, String column, String message) {
    Matcher option =
        Pattern.compile("input\\.options\\.(\\w+: (true|\"[^\"]*\"))").matcher(message);
    Matcher type = Pattern.compile("; (\\w+) in input\\.schema").matcher(message);
    String advised = config;
    while (option.find()) {
      advised = advised.replace("sep: ';'", "sep: ';', " + option.group(1));
    }
    if (type.find()) {
      advised = advised.replaceAll(column + " \\w+", column + " " + type.group(1));
    }
    assertThat(advised).isNotEqualTo(config);
    return advised;
  }

  @Test
  void with_decimal_commas_is_read_as_the_message_advises() throws IOException {
    Path file = file("x.csv", "0;0,0;-inf;a\n");
    String config = config(file, "sep: ';'");
    Throwable thrown = catchThrowable(() -> evaluate(config));
    Matcher cast = Pattern.compile("schema, (cast.*) reads a decimal").matcher("" + thrown);

    assertThat(cast.find()).isTrue();
    String logits = "\"array(" + cast.group(1) + ", logit_1)\"";
    assertThat(
            value(
                evaluate(
                    config.replace("logit_*", logits).replace("logit_0 FLOAT", "logit_0 STRING")),
                "a",
                "loss_sum"))
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"FLOAT", "DOUBLE", "TINYINT", "INT", "BIGINT", "DECIMAL(4,2)"})
  void has_the_numbers_that_spark_reads_and_no_others(String type) {
    List<String> texts =
        List.of(
            ("0;1;+1;-1;127;128;2147483647;2147483648;9223372036854775807;9223372036854775808;"
                    + "1.0;1.;.5;1e2;1E+2;1e;99.994;99.995;100;1f;1d;1L;0x10;0x1p3;1_0;\u0661;"
                    + " 1; 1.5 ;;NaN;nan;NAN;inf;-inf;Inf;Infinity;+Infinity;-Infinity;Infinity+;"
                    + "1,234.5;1,234;null;zero;50%;--1;1-;1 2;True;\u00a01;1,000,000")
                .split(";"));
    StructType schema =
        new StructType().add("x", DataType.fromDDL(type)).add("bad", DataTypes.StringType);
    List<String> bad =
        spark
            .read()
            .schema(schema)
            .options(ReaderOptions.CSV_SPELLINGS)
            .option("sep", ";")
            .option("columnNameOfCorruptRecord", "bad")
            .csv(spark.createDataset(texts, Encoders.STRING()))
            .filter("bad IS NOT NULL")
            .select("bad")
            .as(Encoders.STRING())
            .collectAsList();
    CsvNumbers numbers = new CsvNumbers("input", new CsvDialect(Map.of()));

    assertThat(
            texts.stream()
                .filter(text -> numbers.fault("x", schema.apply("x").dataType(), text) != null))
        .isEqualTo(bad);
  }

  @Test
  void is_held_against_its_schema_also_where_columns_are_directories() throws IOException {
    Files.createDirectories(directory.resolve("all/split=a"));
    file("all/split=a/x.csv", "0,0,-inf\n\n0,0,1e39\n");
    Path all = directory.resolve("all");

    assertThatThrownBy(() -> evaluate(config(all, "")))
        .hasMessageEndingWith(
            "split=a/x.csv, line 3, column logit_1: 1e39 is beyond the range of FLOAT; DOUBLE in"
                + " input.schema holds it");
    assertThatThrownBy(() -> evaluate(config(all, "multiLine: true")))
        .hasMessageContaining("split=a/x.csv, line 3, column logit_1: 1e39 is beyond");
    file("all/split=a/x.csv", "0,0,-inf\n");
    assertThat(value(evaluate(config(all, "")), "a", "loss_sum")).isZero();
  }

  @Test
  void has_as_many_values_a_line_as_columns_also_where_some_are_not_needed() throws IOException {
    Path file = file("x.csv", "0,0,-inf,a,x\n0,0,-inf,1,a,x\n");
    String config = config(file, "").replace("split STRING", "split STRING, more INT");

    assertThatThrownBy(() -> evaluate(config))
        .hasMessageContaining("x.csv, line 2, values are 6, expected 5, one a column (label,");
  }

  @Test
  void may_have_any_value_where_it_is_not_needed() throws IOException {
    Path file = file("x.csv", "0,0,-inf,a,zero\n");
    String config = config(file, "").replace("split STRING", "split STRING, logits INT");

    assertThat(value(evaluate(config), "a", "loss_sum")).isZero();
    assertThatThrownBy(
            () -> evaluate(config.replace("}}}", "}}, quality: {invalid_rows: quarantine}}")))
        .hasMessageContaining("line 1, column logits: found \"zero\", expected INT");
  }

  @Test
  void without_a_schema_has_no_number_that_would_be_infinity() throws IOException {
    Path file = file("x.csv", "label,logit_0,logit_1\n0,0,-1\n0,0,-1e400\n");
    String config =
        "{columns: {logits: logit_*}, input: {path: "
            + file
            + ", format: csv, options: {header: true, inferSchema: true}}}";

    assertThatThrownBy(() -> evaluate(config))
        .hasMessageContaining(
            "x.csv, line 3, column logit_1: -1e400 is beyond the range of DOUBLE");
  }

  @Test
  void of_labels_is_looked_at_too() throws IOException {
    Path file = file("labels.csv", "1,1\n2,one\n");

    assertThatThrownBy(
            () ->
                evaluate(
                    "{input: {path: "
                        + MNIST
                        + "}, columns: {id: example_id}, labels: {path: "
                        + file
                        + ", format: csv, id: id, schema: 'id BIGINT, label INT'}}"))
        .hasMessageContaining(
            "labels.csv, line 2, column label: found \"one\", expected INT;"
                + " labels.options.nullValue: \"one\"");
  }

  @Test
  void with_doubled_quotes_is_refused_or_read_as_documented() throws IOException {
    Path file = file("x.csv", "0,1,2,\"a \"\"b\"\"\"\n");

    assertThatThrownBy(() -> evaluate(config(file, "")))
        .hasMessage(
            "input file file:"
                + file
                + ", line 1, quotes stand in a quoted value unescaped; where they are doubled,"
                + " input.options.escape: '\"' reads them");
    assertThat(evaluate(config(file, "escape: '\"'")).splits().get(0).split()).isEqualTo("a \"b\"");
  }
}
