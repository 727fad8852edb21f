// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.SparkSessions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The program called in a JVM with a Spark of its own, as a notebook or a server does. */
@ExtendWith(SparkSessions.class)
class NotebookIT {
  @TempDir private Path directory;
  private SparkSession users;

  @BeforeEach
  void open(SparkSession session) {
    users = session;
    SparkSession.setActiveSession(users);
  }

  private void evaluate(String... options) {
    Stream<String> common =
        Stream.of("evaluate", "--output", directory.toString(), "--name", "n", "--run-id", "r");
    Main.main(Stream.concat(common, Stream.of(options)).toArray(String[]::new));
  }

  private String metrics() throws Exception {
    return Files.readString(directory.resolve("n/r/metrics.json"));
  }

  @Test
  void leaves_the_callers_spark_at_work() {
    String name = users.conf().get("spark.app.name");

    evaluate("--input", "data/tutorial");

    assertThat(users.sparkContext().isStopped()).isFalse();
    assertThat(users.range(3).count()).isEqualTo(3);
    assertThat(users.conf().get("spark.app.name")).isEqualTo(name);
  }

  @Test
  void throws_a_failure_with_its_line_and_exit_code_instead_of_ending_the_jvm() {
    assertThatThrownBy(() -> evaluate("--input", "data/none"))
        .hasMessageContaining("data/none does not exist")
        .hasMessageEndingWith("(exit code 2)");
    assertThat(users.sparkContext().isStopped()).isFalse();
  }

  @Test
  void reads_a_temporary_view_of_the_caller_as_a_table() throws Exception {
    users.read().parquet("data/tutorial").createOrReplaceTempView("`My predictions`");

    evaluate("--set", "input.table=\"`My predictions`\"");

    assertThat(metrics()).contains("\"loss_sum\": 1.22281789");
  }

  @Test
  void reads_a_temporary_view_of_the_caller_in_a_query_and_leaves_none_behind() throws Exception {
    users.read().parquet("data/tutorial").createOrReplaceTempView("predictions");
    users.read().parquet("data/tutorial").createOrReplaceTempView("unnamed");

    evaluate("--set", "input.query=SELECT * FROM PREDICTIONS");

    assertThat(metrics()).contains("\"loss_sum\": 1.22281789");
    assertThat(users.sql("SHOW VIEWS IN global_temp").collectAsList())
        .extracting((Row row) -> row.getString(1))
        .contains("predictions", "unnamed")
        .noneMatch(name -> name.startsWith("xent_"));
  }

  @Test
  void a_table_of_the_callers_current_database_is_found_by_its_name() throws Exception {
    users.sql("CREATE DATABASE IF NOT EXISTS notebook LOCATION '" + directory.toUri() + "db'");
    users.sql("USE notebook");
    users.sql("CREATE OR REPLACE VIEW kept AS SELECT * FROM parquet.`data/tutorial`");

    evaluate("--set", "input.table=kept");

    assertThat(metrics()).contains("\"loss_sum\": 1.22281789");
    users.sql("DROP DATABASE notebook CASCADE");
  }
}
