// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static io.github.sparkxent.job.failure.Refusals.assertRefusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.sparkxent.FaultyFileSystem;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.SplitReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the files of an input are looked for, and what is said where none are. */
class InputPathsIT extends InputFilesFixture {
  InputPathsIT(SparkSession spark) {
    super(spark);
  }

  @Nested
  class An_input_that_is_not_there {
    @Test
    void is_a_mistake_of_the_configuration() {
      assertRefused(EvaluationException.Kind.CONFIGURATION, "files does not exist");
    }

    @Test
    void is_refused_where_the_directory_is_empty() throws IOException {
      Files.createDirectories(files());

      assertRefused(EvaluationException.Kind.INPUT, "holds no file");
    }

    @Test
    void is_refused_where_the_files_have_no_rows() throws IOException {
      file("a.parquet", rows(0, 0), true);

      assertRefused(EvaluationException.Kind.INPUT, "the input has no rows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void is_refused_where_a_file_goes_between_plan_and_action(String ignoreMissing)
        throws IOException {
      threeFiles();
      spark.conf().set("spark.sql.files.ignoreMissingFiles", ignoreMissing);
      AtomicInteger opened = new AtomicInteger();
      FaultyFileSystem.set(
          (operation, path) -> {
            if (path.getName().equals("c.parquet") && opened.incrementAndGet() == 2) {
              Files.delete(files().resolve("c.parquet"));
            }
          });
      assertRefusal(
              EvaluationException.Kind.INPUT,
              () -> evaluate("input: {path: 'faulty://" + files() + "'}"))
          .hasMessageContaining("c.parquet");
    }
  }

  @Nested
  class Directories {
    @Test
    void that_are_no_columns_are_read_with_those_below_them() throws IOException {
      threeFiles();
      move("b.parquet", "2026/01/01/b.parquet");
      move("c.parquet", "worker_0/c.parquet");

      assertThat(rowsRead("")).isEqualTo(3000);
      assertThat(rowsRead("*")).isEqualTo(3000);
      assertThat(rowsRead("{2026,worker_0}/**")).isEqualTo(2000);
    }

    @Test
    void that_are_columns_may_hold_directories_that_are_none() throws IOException {
      threeFiles();
      move("a.parquet", "part=x/a.parquet");
      move("b.parquet", "part=y/2026/b.parquet");
      move("c.parquet", "part=y/worker_0/1/c.parquet");

      EvaluationReport report = evaluate(files(), "columns.split=part");

      assertThat(report.splits()).extracting(SplitReport::split).containsExactly("x", "y");
      assertThat(report.run().input().rowsPromised()).isEqualTo(3000);
    }

    @Test
    void with_colons_in_their_names_are_read_also_by_globs() throws IOException {
      threeFiles();
      move("b.parquet", "2026-01-01T00:00:00/b.parquet");

      assertThat(rowsRead("")).isEqualTo(3000);
      assertThat(rowsRead("2026-01-01T00:00:00")).isEqualTo(1000);
      assertThat(rowsRead("*/b*")).isEqualTo(1000);
    }

    @Test
    void of_a_streaming_query_are_read_as_the_message_says() throws IOException {
      threeFiles();
      Files.createDirectories(files().resolve("_spark_metadata"));
      Files.writeString(
          files().resolve("_spark_metadata/0"), "v1\n" + logged("a") + "\n" + logged("b"));

      Throwable refused = catchThrowable(() -> evaluate(files()));

      assertThat(refused)
          .isInstanceOf(EvaluationException.class)
          .hasMessageContaining("is the output of a streaming query");
      String query = refused.getMessage().replaceAll(".*input\\.query: ", "");
      EvaluationReport report = evaluate("{}", "input.query='" + query + "'");
      assertThat(report.splits().stream().mapToLong(split -> split.rows().read()).sum())
          .isEqualTo(2000);
    }

    private String logged(String name) throws IOException {
      Path file = files().resolve(name + ".parquet");
      return "{\"path\":\"%s\",\"size\":%d,\"isDir\":false,\"modificationTime\":1,\"blockReplication\":1,\"blockSize\":33554432,\"action\":\"add\"}"
          .formatted(file.toUri(), Files.size(file));
    }

    private void move(String from, String to) throws IOException {
      Files.createDirectories(files().resolve(to).getParent());
      Files.move(files().resolve(from), files().resolve(to));
    }

    private long rowsRead(String glob) {
      return evaluate(files().resolve(glob)).splits().stream()
          .mapToLong(split -> split.rows().read())
          .sum();
    }
  }

  @Nested
  class An_input_that_is_not_there_yet {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "input={path: PATH, wait: 1s}",
          "input={query: 'SELECT * FROM parquet.`PATH`', wait: 1s}",
          "input={table: nowhere, wait: 1s}"
        })
    void is_worth_another_try_where_it_was_waited_for(String input) {
      assertNotThere(input, EvaluationException.Kind.ENVIRONMENT, "within the 1s of input.wait");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "input={path: PATH}",
          "input={query: 'SELECT * FROM parquet.`PATH`'}",
          "input={table: nowhere}"
        })
    void is_a_mistake_of_the_configuration_where_it_was_not(String input) {
      assertNotThere(input, EvaluationException.Kind.CONFIGURATION, "");
    }

    @Test
    void is_waited_for_by_the_labels_too() throws IOException {
      threeFiles();

      assertThatThrownBy(
              () ->
                  evaluate(
                      files(),
                      "columns={id: id}",
                      "labels={path: " + directory.resolve("labels") + ", wait: 1s}"))
          .hasMessageContaining("/labels does not exist")
          .hasMessageEndingWith("within the 1s of labels.wait");
    }

    private void assertNotThere(String input, EvaluationException.Kind kind, String end) {
      assertRefusal(kind, () -> evaluate("{}", input.replace("PATH", files().toString())))
          .hasMessageEndingWith(end);
    }
  }

  @Test
  void paths_with_letters_that_have_a_meaning_elsewhere_are_taken_as_they_are() throws IOException {
    Path odd = directory.resolve("a b'c;d\"e%20f");
    Files.createDirectories(odd);
    Files.copy(file("a.parquet", rows(0, 10), true), odd.resolve("ü.parquet"));

    assertThat(evaluate(odd).run().input().files())
        .singleElement()
        .satisfies(file -> assertThat(file.path()).endsWith("ü.parquet"));
  }
}
