// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A condition on directories decides which files are read. */
class DirectoryWhereIT extends EvaluationFixture {
  private static final Path ROWS = Path.of("data/tutorial/tutorial.snappy.parquet");

  DirectoryWhereIT(SparkSession spark) {
    super(spark);
  }

  @BeforeEach
  void deliver() throws IOException {
    file("day=2026-11-25/region=NO/a.parquet");
    file("day=2026-11-25/region=SE/a.parquet");
    file("day=2026-11-26/region=NO/a.parquet");
    file("day=2026-11-26/region=NO/b.parquet");
    file("day=__HIVE_DEFAULT_PARTITION__/region=a%2Fb/a.parquet");
  }

  private void file(String name) throws IOException {
    Path file = directory.resolve("files").resolve(name);
    Files.createDirectories(file.getParent());
    Files.copy(ROWS, file);
  }

  private EvaluationReport where(String where, String... settings) {
    var reader = configuration(directory.resolve("files"), settings);
    reader.setText("input.where", where);
    return evaluate(reader);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "day = '2026-11-26' | 2",
        "day >= '2026-11-26' AND region = 'NO' | 2",
        "region = 'NO' | 3",
        "day IS NULL | 1",
        "region = 'a/b' | 1",
        "day <> '2026-11-25' | 2",
        "cast(day AS date) = date'2026-11-25' OR day IS NULL | 3"
      })
  void keeps_the_files_that_satisfy_it_and_promises_their_rows(String where, int files) {
    EvaluationReport report = where(where);

    assertThat(report.run().input().files()).hasSize(files);
    assertThat(report.run().input().rowsPromised()).isEqualTo(3L * files);
    assertThat(report.splits().get(0).rows().read()).isEqualTo(3L * files);
    assertThat(report.run().input().reader()).isEqualTo("scan");
  }

  @Test
  void holds_with_either_reader_and_with_columns_of_directories_that_are_used() {
    EvaluationReport scanned = where("day = '2026-11-25'", "columns.split=region");
    EvaluationReport read =
        where("day = '2026-11-25'", "columns.split=region", "input.reader=spark");

    assertThat(scanned.splits()).extracting(split -> split.split()).containsExactly("NO", "SE");
    assertThat(read.splits()).isEqualTo(scanned.splits());
    assertThat(read.run().input().files()).extracting(InputFile::rows).containsExactly(3L, 3L);
  }

  @Test
  void takes_a_damaged_file_that_it_leaves_out_for_nothing() throws IOException {
    Path damaged = directory.resolve("files/day=2026-11-27/region=NO/a.parquet");
    Files.createDirectories(damaged.getParent());
    Files.writeString(damaged, "half written");

    assertThat(where("day = '2026-11-26'").run().input().files()).hasSize(2);
  }

  @Test
  void uses_the_states_of_files_that_another_condition_kept() {
    String states =
        "increments={directory: '" + directory.resolve("states") + "', duplicate_content: allow}";
    where("day = '2026-11-25'", states, "quality.num_classes=3");

    EvaluationReport more = where("day IS NOT NULL", states, "quality.num_classes=3");

    assertThat(more.run().input().states().filesReused()).isEqualTo(2);
    assertThat(more.run().input().states().filesRead()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "digit = 3 | input.where \"digit = 3\" does not resolve to one value a row",
        "day = '2026-11-26' AND digit = 3 | input.where \"digit = 3\" does not resolve to one value",
        "day | input.where \"day\" is of type string, expected a condition",
        "rand() < 0.5 | gives other values each time it is read",
        "day = current_date() | depends on the time of the run",
        "day = '2027-01-01' | input.where \"day = '2027-01-01'\" leaves none of the files of "
      })
  void that_cannot_be_decided_or_leaves_nothing_is_refused(String where, String message) {
    EvaluationException refused =
        catchThrowableOfType(EvaluationException.class, () -> where(where));

    assertThat(refused.kind()).isEqualTo(EvaluationException.Kind.CONFIGURATION);
    assertThat(refused).hasMessageContaining(message).message().hasLineCount(1);
  }

  @Test
  void that_may_be_satisfied_later_is_waited_for() {
    EvaluationException late =
        catchThrowableOfType(
            EvaluationException.class, () -> where("day = '2027-01-01'", "input.wait=1s"));

    assertThat(late.kind()).isEqualTo(EvaluationException.Kind.ENVIRONMENT);
    assertThat(late).hasMessageContaining("it did not come within the 1s of input.wait");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "day = '2026-11-26' AND example_id < 2 AND region = 'NO' | 2 | 4 | example_id < 2",
        "example_id BETWEEN 0 AND 1 AND day = '2026-11-26' | 2 | 4 | example_id BETWEEN 0 AND 1",
        "day = '2026-11-26' OR example_id = 0 | 5 | 9 | day = '2026-11-26' OR example_id = 0"
      })
  void chooses_among_rows_by_what_it_says_of_other_columns(
      String where, int files, int evaluated, String filter) {
    EvaluationReport report = where(where);

    assertThat(report.run().input().files()).hasSize(files);
    assertThat(report.run().input().rowsPromised()).isEqualTo(3L * files);
    assertThat(report.run().input().filter()).isEqualTo(filter);
    assertThat(report.splits().get(0).rows().evaluated()).isEqualTo(evaluated);
    assertThat(report.splits().get(0).rows().filtered()).isEqualTo(3L * files - evaluated);
  }

  @Test
  void chooses_among_rows_where_directories_are_no_columns() throws IOException {
    Files.copy(ROWS, directory.resolve("files/a.parquet"));
    EvaluationReport report = where("example_id = 1");

    assertThat(report.run().input().files()).hasSize(6);
    assertThat(report.splits().get(0).rows().evaluated()).isEqualTo(6);
  }
}
