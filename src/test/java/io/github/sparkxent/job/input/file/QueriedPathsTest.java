// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.sparkxent.job.config.DataSource;
import io.github.sparkxent.job.failure.EvaluationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueriedPathsTest {
  private static final String DELTA_AND_ICEBERG =
      """
      SELECT * FROM parquet.`ROOT/t`
      SELECT * FROM Parquet . `file:ROOT/t/`
      SELECT * FROM `parquet`.`ROOT/t`
      SELECT * FROM orc.`ROOT/t/*`
      SELECT * FROM parquet.`ROOT/t/split=x`
      SELECT * FROM parquet.`ROOT/t/split=x/a`
      SELECT * FROM parquet.`ROOT/{s,t}`
      SELECT * FROM parquet.`ROOT/link`
      WITH p AS (SELECT 1) SELECT * FROM json.`ROOT/s` JOIN csv.`ROOT/t` USING (id)
      """;

  @TempDir private Path temporary;
  private Path root;

  @BeforeEach
  void tables() throws IOException {
    root = temporary.toRealPath();
    file("t/_delta_log/0.json");
    file("t/split=x/a");
    file("s/a");
    file("stream/_spark_metadata/0");
    file("stream/a");
    Files.createSymbolicLink(root.resolve("link"), Path.of("t/split=x"));
  }

  private void file(String name) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, name);
  }

  private void look(String table, String query) throws IOException {
    QueriedPaths.refuseTables(
        new Configuration(false),
        new DataSource("labels", List.of(), "parquet", null, Map.of(), table, null, query, null));
  }

  private EvaluationException refusal(String table, String query) {
    return catchThrowableOfType(EvaluationException.class, () -> look(table, query));
  }

  @Test
  void of_a_table_are_refused_however_a_query_names_them() {
    for (String query : DELTA_AND_ICEBERG.lines().toList()) {
      EvaluationException refused = refusal(null, query.replace("ROOT", root.toString()));

      assertThat(refused)
          .as(query)
          .isNotNull()
          .hasMessageStartingWith("labels.query file:" + root + "/t")
          .hasMessageEndingWith(
              "a Delta Lake table"
                  + (refused.getMessage().contains(" belongs ") ? ", file:" + root + "/t" : "")
                  + ": it has _delta_log, which says which of its files count; expected"
                  + " labels.table, or labels.query: SELECT * FROM delta.`file:"
                  + root
                  + "/t`");
      assertThat(refused.kind()).isEqualTo(EvaluationException.Kind.CONFIGURATION);
    }
  }

  @Test
  void of_a_table_are_refused_as_the_name_of_a_table() {
    assertThat(refusal("parquet.`" + root + "/t`", null))
        .hasMessageStartingWith("labels.table file:" + root + "/t is a Delta Lake table: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM delta.`ROOT/t`",
        "SELECT * FROM parquet.`ROOT/s`",
        "SELECT * FROM parquet.`ROOT/none`",
        "SELECT * FROM parquet.`ROOT/stream`",
        "SELECT 'parquet.`ROOT/t`' -- parquet.`ROOT/t`",
        "SELECT parquet.`label` FROM s AS parquet"
      })
  void that_a_log_answers_for_or_that_are_no_table_are_taken(String query) {
    assertThatCode(() -> look(null, query.replace("ROOT", root.toString())))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"stream/a", "stream*"})
  void in_the_output_of_a_streaming_query_are_refused(String path) {
    assertThat(refusal(null, "SELECT * FROM parquet.`" + root + "/" + path + "`"))
        .hasMessageEndingWith("labels.query: SELECT * FROM parquet.`file:" + root + "/stream`");
  }

  @Test
  void of_a_format_that_is_not_there_are_named_with_what_reads_it() {
    assertThat(TableConnector.missing("SELECT * FROM Delta.`/t` VERSION AS OF 5", "4.2.0"))
        .isEqualTo(
            "reads delta.`/t`, but Delta Lake is not on the class path, expected --packages with"
                + " io.delta:delta-spark in the release for Spark 4.2.0 and --conf"
                + " spark.sql.extensions=io.delta.sql.DeltaSparkSessionExtension --conf"
                + " spark.sql.catalog.spark_catalog="
                + "org.apache.spark.sql.delta.catalog.DeltaCatalog");
    assertThat(TableConnector.missing("SELECT * FROM iceberg.`/t`", "4.2.0"))
        .endsWith("org.apache.iceberg:iceberg-spark-runtime in the release for Spark 4.2.0");
    assertThat(TableConnector.missing("SELECT * FROM parquet.`/t`", "4.2.0")).isNull();
    assertThat(TableConnector.missing("SELECT * FROM delta.events", "4.2.0")).isNull();
  }
}
