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

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of records as text: each row is read, or the file and the line are named. */
class TextRowsIT extends InputFixture {
  private static final String SCHEMA = "label INT, logits ARRAY<FLOAT>, split STRING";

  TextRowsIT(SparkSession spark) {
    super(spark);
  }

  private static String record(int label) {
    return "{\"label\":" + label + ",\"logits\":[1,2,3],\"split\":\"a\"}";
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private DataSource source(Path path, String format, String... options) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < options.length; i += 2) {
      map.put(options[i], options[i + 1]);
    }
    return new DataSource("input", List.of(path.toString()), format, SCHEMA, map, null, null, null);
  }

  private InputFiles files(DataSource source) throws IOException {
    return InputFiles.of(spark.sparkContext().hadoopConfiguration(), source);
  }

  private void assertRows(DataSource source, long rows) throws IOException {
    assertThat(TextRows.count(spark, source, files(source))).isEqualTo(rows);
    assertThat(DataReader.reader(spark, source).load(source.paths().get(0)).count())
        .isEqualTo(rows);
  }

  @Nested
  class Json {
    @Test
    void has_as_many_rows_as_spark_reads() throws IOException {
      Files.createDirectories(directory.resolve("all/split=a"));
      Files.createDirectories(directory.resolve("all/split=b"));
      file(
          "all/split=a/a.json",
          record(0) + "\n\n  \n[" + record(1) + "," + record(2) + "]\n[]\n" + record(1));
      file("all/split=b/b.json", record(0) + "\r\n" + record(1) + "\r" + record(2) + "\n");
      file("all/split=a/empty.json", "");
      try (OutputStream out =
          new GZIPOutputStream(Files.newOutputStream(directory.resolve("all/split=b/c.json.gz")))) {
        out.write((record(0) + "\n" + record(1)).getBytes(StandardCharsets.UTF_8));
      }

      assertRows(source(directory.resolve("all"), "json"), 9);
      assertRows(source(file("sep.json", record(0) + "|" + record(1)), "json", "lineSep", "|"), 2);
      assertRows(
          source(
              file("multi.json", "[" + record(0) + ",\n" + record(1) + "]"),
              "json",
              "MULTILINE",
              "true"),
          2);
    }

    @Test
    void is_the_same_in_parts_of_any_size() throws IOException {
      Path good = file("good.json", (record(0) + "\n").repeat(20));
      Path bad = file("bad.json", (record(0) + "\n").repeat(9) + record(1) + record(2) + "\n");

      for (long bytes : new long[] {1, 7, 46, 47, 48, 200, 5000}) {
        assertThat(TextRows.count(spark, source(good, "json"), files(source(good, "json")), bytes))
            .isEqualTo(20);
        assertThatThrownBy(
                () -> TextRows.count(spark, source(bad, "json"), files(source(bad, "json")), bytes))
            .hasMessageContaining("bad.json, line 10, column ");
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"label\":1}", "garbage", "[]"})
    void with_something_behind_a_record_ends_the_run(String more) throws IOException {
      Path file = file("x.json", record(0) + "\n" + record(1) + more + "\n" + record(2) + "\n");

      assertThatThrownBy(
              () ->
                  evaluate("{input: {path: " + file + ", format: json, schema: '" + SCHEMA + "'}}"))
          .hasMessageStartingWith("input file file:" + file + ", line 2, column ")
          .hasMessageContaining("something follows the first record")
          .extracting(e -> ((EvaluationException) e).kind())
          .isEqualTo(EvaluationException.Kind.INPUT);
    }

    @Test
    void of_labels_is_looked_at_too() throws IOException {
      Path file = file("labels.json", "{\"id\":1,\"label\":1}{\"id\":2,\"label\":1}\n");

      assertThatThrownBy(
              () ->
                  evaluate(
                      "{input: {path: data/mnist/mlp}, columns: {id: example_id}, labels: {path: "
                          + file
                          + ", format: json, id: id, schema: 'id BIGINT, label INT'}}"))
          .hasMessageContaining("labels.json, line 1, column ");
    }

    @Test
    void over_several_lines_is_read_as_the_message_advises() throws IOException {
      Path file = file("pretty.json", "[\n" + record(0) + ",\n" + record(1) + "\n]\n");
      String config = "{input: {path: " + file + ", format: json, schema: '" + SCHEMA + "'%s}}";

      assertThatThrownBy(() -> evaluate(String.format(config, "")))
          .hasMessageEndingWith("takes input.options.multiLine: true");
      assertThat(
              evaluate(String.format(config, ", options: {multiLine: true}"))
                  .splits()
                  .get(0)
                  .rows()
                  .read())
          .isEqualTo(2);
    }
  }

  @Nested
  class Csv {
    private static final String COLUMNS =
        ", format: csv, schema: 'label INT, logit_0 FLOAT, logit_1 FLOAT, split STRING'";

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
          "input", json.paths(), "csv", "a STRING, b STRING", json.options(), null, null, null);
    }

    @Test
    void has_as_many_rows_as_spark_reads() throws IOException {
      assertRows(csv(file("a.csv", "\n \na,b\n1,2\r\n\n3,4\r5,6"), "header", "true"), 3);
      assertRows(
          csv(file("b.csv", "1,\"x\ny\"\n\n2,\"\"\n3,\"a\\\"\n\"\n"), "multiLine", "true"), 3);
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

    @Test
    void has_other_spellings_by_an_option() throws IOException {
      Path file = file("x.csv", "0,1,-Inf,a\n");

      assertThatThrownBy(() -> evaluate(config(file, "")))
          .extracting(e -> ((EvaluationException) e).kind())
          .isEqualTo(EvaluationException.Kind.INPUT);
      assertThat(value(evaluate(config(file, "negativeInf: -Inf")), "a", "loss_sum")).isZero();
    }

    @Test
    void with_doubled_quotes_is_refused_or_read_as_documented() throws IOException {
      Path file = file("x.csv", "0,1,2,\"a \"\"b\"\"\"\n");

      assertThatThrownBy(() -> evaluate(config(file, "")))
          .extracting(e -> ((EvaluationException) e).kind())
          .isEqualTo(EvaluationException.Kind.INPUT);
      assertThat(evaluate(config(file, "escape: '\"'")).splits().get(0).split())
          .isEqualTo("a \"b\"");
    }
  }
}
