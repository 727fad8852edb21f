// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.job.config.DataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueriedTextTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM json.`/x y`",
        "SELECT * FROM JSON.`/x y` WHERE a = 'it''s' -- all",
        "SELECT * FROM t, `Json` . /* here */ `/x y` AS j",
        "SELECT 'it\\'s' FROM (SELECT * FROM t JOIN json.`/x y` USING (id))",
        "SELECT r'\\' FROM json.`/x y`",
        "SELECT * FROM json.\"/x y\"",
        "WITH x AS (TABLE `org.apache.spark.sql.json`.`/x y`) SELECT * FROM x",
      })
  void a_path_is_found_wherever_it_stands(String query) {
    assertThat(QueriedPaths.of(query, Set.of("json", "csv")))
        .containsExactly(new QueriedPaths.QueriedPath("json", "/x y"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 'json.`/x`' FROM t",
        "SELECT \"json.`/x`\" FROM t",
        "SELECT * FROM t -- json.`/x`",
        "SELECT /* json.`/x` */ * FROM t",
        "SELECT `from json.``/x```, a FROM parquet.`/json.csv`",
        "SELECT * FROM catalog.json.`/x`",
        "SELECT json, csv FROM t",
      })
  void what_is_no_path_is_passed_over(String query) {
    assertThat(QueriedPaths.of(query, Set.of("json", "csv"))).isEmpty();
  }

  private static DataSource query(String query) {
    return new DataSource("input", List.of(), "parquet", null, Map.of(), null, null, query, null);
  }

  @Test
  void is_refused_where_files_lie() throws IOException {
    Path file = Files.writeString(directory.resolve("a.csv"), "1\n");
    Configuration hadoop = new Configuration();

    for (Path path : List.of(file, directory, directory.resolve("*.csv"))) {
      assertThatThrownBy(
              () -> QueriedPaths.refuseText(hadoop, query("SELECT * FROM csv.`" + path + "`")))
          .hasMessageStartingWith("input.query reads csv.`" + path + "`, of which")
          .hasMessageContaining("expected input.path: " + path + " with input.format: csv");
    }
    assertThatCode(() -> QueriedPaths.refuseText(hadoop, query("SELECT csv.`a b` FROM t csv")))
        .doesNotThrowAnyException();
  }

  @Test
  void the_output_of_a_stream_is_left_to_spark_which_knows_its_files() throws IOException {
    Files.createDirectories(directory.resolve("_spark_metadata"));
    Files.writeString(directory.resolve("a.json"), "{}\n");

    assertThatCode(
            () ->
                QueriedPaths.refuseText(
                    new Configuration(), query("SELECT * FROM json.`" + directory + "`")))
        .doesNotThrowAnyException();
  }
}
