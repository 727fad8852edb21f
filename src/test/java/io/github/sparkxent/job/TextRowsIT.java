// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static io.github.sparkxent.job.failure.Refusals.assertRefusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.job.failure.EvaluationException.Kind;
import io.github.sparkxent.job.input.column.NeededColumns;
import io.github.sparkxent.job.input.text.TextRows;
import io.github.sparkxent.report.EvaluationReport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of records as text: each row is read, or the file and the line are named. */
class TextRowsIT extends TextRowsFixture {
  TextRowsIT(SparkSession spark) {
    super(spark);
  }

  private static String record(int label) {
    return "{\"label\":" + label + ",\"logits\":[1,2,3],\"split\":\"a\"}";
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
        assertThat(
                TextRows.count(
                    spark,
                    source(good, "json"),
                    files(source(good, "json")),
                    NeededColumns.all(),
                    bytes))
            .isEqualTo(20);
        assertThatThrownBy(
                () ->
                    TextRows.count(
                        spark,
                        source(bad, "json"),
                        files(source(bad, "json")),
                        NeededColumns.all(),
                        bytes))
            .hasMessageContaining("bad.json, line 10, column ");
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"label\":1}", "garbage", "[]"})
    void with_something_behind_a_record_ends_the_run(String more) throws IOException {
      Path file = file("x.json", record(0) + "\n" + record(1) + more + "\n" + record(2) + "\n");

      assertRefusal(
              Kind.INPUT,
              () ->
                  evaluate("{input: {path: " + file + ", format: json, schema: '" + SCHEMA + "'}}"))
          .hasMessageStartingWith("input file file:" + file + ", line 2, column ")
          .hasMessageContaining("something follows the first record");
    }

    @Test
    void of_labels_is_looked_at_too() throws IOException {
      Path file = file("labels.json", "{\"id\":1,\"label\":1}{\"id\":2,\"label\":1}\n");

      assertThatThrownBy(
              () ->
                  evaluate(
                      "{input: {path: "
                          + MNIST
                          + "}, columns: {id: example_id}, labels: {path: "
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
  class Named_by_a_query_or_a_table {
    @Test
    void is_refused_by_a_query_and_read_as_the_message_advises() throws IOException {
      Path file = file("x.json", record(0) + "\n" + record(1) + "\n");
      String query =
          "{input: {query: \"SELECT * FROM (SELECT *, 'json.`y`' AS name FROM JSON . `%s`) x\"}}";

      assertRefusal(Kind.CONFIGURATION, () -> evaluate(String.format(query, file)))
          .hasMessage(
              "input.query reads json.`"
                  + file
                  + "`, of which Spark would lose malformed lines in silence; expected input.path: "
                  + file
                  + " with input.format: json and input.schema, which checks each line");
      assertRows(source(file, "json"), 2);
    }

    @Test
    void is_refused_as_labels_and_as_csv() throws IOException {
      Path file = file("x.csv", "1,1\n");

      assertThatThrownBy(
              () ->
                  evaluate(
                      "{input: {path: "
                          + MNIST
                          + "}, columns: {id: example_id}, labels: {query:"
                          + " \"SELECT _c0 AS id, _c1 AS label FROM csv.`"
                          + file
                          + "`\", id: cast(id AS BIGINT), label: cast(label AS INT)}}"))
          .hasMessageStartingWith("labels.query reads csv.`" + file + "`")
          .hasMessageContaining("expected labels.path: " + file + " with labels.format: csv and");
    }

    @Test
    void is_warned_of_where_a_table_or_a_view_reads_it() throws IOException {
      Path file = file("x.json", record(0) + "\n" + record(1) + record(2) + "\n");
      spark.sql("CREATE TABLE lines (" + SCHEMA + ") USING json LOCATION '" + file + "'");
      try {
        EvaluationReport table = evaluate("{input: {table: lines}}");
        assertThat(table.splits().get(0).rows().read()).isEqualTo(2);
        assertThat(table.run().warnings())
            .containsExactly(
                "input.table reads files of JSON whose lines are not checked: malformed ones are"
                    + " nulls, or lost; input.path with format and schema checks them");
        assertThat(evaluate("{input: {query: 'SELECT * FROM lines'}}").run().warnings())
            .singleElement()
            .asString()
            .startsWith("input.query reads files of JSON");
      } finally {
        spark.sql("DROP TABLE lines");
      }
    }
  }
}
