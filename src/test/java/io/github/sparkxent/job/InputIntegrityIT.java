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

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.sparkxent.FaultyFileSystem;
import io.github.sparkxent.SparkSessions;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.InputManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are damaged, foreign, gone or of another shape: never a wrong number. */
@ExtendWith(SparkSessions.class)
class InputIntegrityIT {
  private static final String CHECKSUMS = "parquet.page.write-checksum.enabled";

  private final SparkSession spark;

  @TempDir private Path directory;

  InputIntegrityIT(SparkSession spark) {
    this.spark = spark;
  }

  private Dataset<Row> rows(int from, int to) {
    return spark
        .range(from, to, 1, 1)
        .selectExpr(
            "id",
            "if(id % 2 = 0, 'even', 'odd') AS split",
            "array(float(id % 7), float(sin(id)), 0F) AS logits",
            "int(id % 3) AS label",
            "id AS note");
  }

  private Path files() {
    return directory.resolve("files");
  }

  /** Writes one file, without Hadoop's checksum file beside it. */
  private Path file(String name, Dataset<Row> rows, boolean checksums) throws IOException {
    Path written = Files.createTempDirectory(directory, "written");
    rows.write()
        .mode("overwrite")
        .option(CHECKSUMS, Boolean.toString(checksums))
        .parquet(written.toString());
    Files.createDirectories(files());
    try (Stream<Path> parts = Files.list(written)) {
      Path part =
          parts
              .filter(path -> path.getFileName().toString().startsWith("part-"))
              .findFirst()
              .orElseThrow();
      return Files.copy(part, files().resolve(name));
    }
  }

  private void threeFiles() throws IOException {
    file("a.parquet", rows(0, 1000), true);
    file("b.parquet", rows(1000, 2000), true);
    file("c.parquet", rows(2000, 3000), true);
  }

  private static void flip(Path file, long position) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[(int) position] ^= 0x10;
    Files.write(file, bytes);
  }

  private EvaluationReport evaluate(String input, String... settings) {
    ConfigurationReader reader =
        ConfigurationReader.of("test.yaml", "input: {path: " + input + "}");
    reader.setText("output.directory", directory.resolve("out").toString());
    reader.setText("run_id", "run");
    for (String setting : settings) {
      reader.setYaml(setting.split("=", 2)[0], setting.split("=", 2)[1]);
    }
    return EvaluationJob.run(spark, reader.read());
  }

  private void assertRefused(EvaluationException.Kind kind, String... parts) {
    assertThatThrownBy(() -> evaluate(files().toString()))
        .isInstanceOf(EvaluationException.class)
        .satisfies(e -> assertThat(((EvaluationException) e).kind()).isEqualTo(kind))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n").contains(parts));
    assertThat(directory.resolve("out/evaluation/run")).doesNotExist();
    assertThat(directory.resolve("out/evaluation/run.status.json"))
        .content()
        .contains("\"failed\"");
  }

  @Nested
  class A_file_that_is_no_whole_parquet_file_is_refused_by_name {
    @Test
    void truncated() throws IOException {
      threeFiles();
      Path file = files().resolve("b.parquet");
      Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) Files.size(file) / 2));

      assertRefused(EvaluationException.Kind.INPUT, "b.parquet is not a whole Parquet file");
    }

    @Test
    void empty() throws IOException {
      threeFiles();
      Files.createFile(files().resolve("d.parquet"));

      assertRefused(EvaluationException.Kind.INPUT, "d.parquet is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "id,label\n1,2\n2,3\n", "PAR1", "PAR1PAR1PAR1"})
    void foreign(String content) throws IOException {
      threeFiles();
      Files.writeString(files().resolve("notes.csv"), content);

      assertRefused(EvaluationException.Kind.INPUT, "notes.csv is not a whole Parquet file");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 6, 8})
    void with_a_damaged_tail(int fromEnd) throws IOException {
      threeFiles();
      flip(files().resolve("b.parquet"), Files.size(files().resolve("b.parquet")) - fromEnd);

      assertRefused(EvaluationException.Kind.INPUT, "b.parquet");
    }

    @Test
    void with_a_footer_overwritten() throws IOException {
      threeFiles();
      Path file = files().resolve("b.parquet");
      byte[] bytes = Files.readAllBytes(file);
      for (int i = bytes.length - 300; i < bytes.length - 8; i++) {
        bytes[i] ^= 0x55;
      }
      Files.write(file, bytes);

      assertRefused(EvaluationException.Kind.INPUT, "b.parquet");
    }
  }

  @Nested
  class A_flipped_bit_in_a_page {
    @Test
    void is_found_by_the_pages_checksum() throws IOException {
      threeFiles();
      Path file = files().resolve("b.parquet");
      flip(file, Files.size(file) / 3);

      assertRefused(EvaluationException.Kind.INPUT, "b.parquet");
    }

    @Test
    void is_found_by_hadoop_s_checksum_file_too() throws IOException {
      rows(0, 1000).coalesce(1).write().option(CHECKSUMS, "false").parquet(files().toString());
      try (Stream<Path> parts = Files.list(files())) {
        Path part = parts.filter(path -> path.toString().endsWith(".parquet")).findFirst().get();
        flip(part, Files.size(part) / 3);
      }

      assertRefused(EvaluationException.Kind.INPUT, ".parquet");
    }

    @Test
    void is_not_found_without_checksums_and_the_report_says_that_there_are_none()
        throws IOException {
      file("a.parquet", rows(0, 1000), false);

      assertThat(evaluate(files().toString()).run().input().pageChecksums()).isEqualTo("absent");
    }
  }

  @Nested
  class The_manifest {
    @Test
    void names_each_file_with_bytes_and_rows_and_says_that_checksums_were_verified()
        throws IOException {
      threeFiles();

      InputManifest input = evaluate(files().toString()).run().input();

      assertThat(input.pageChecksums()).isEqualTo("verified");
      assertThat(input.rowsPromised()).isEqualTo(3000);
      assertThat(input.footersSha256()).matches("[0-9a-f]{64}");
      assertThat(input.files()).hasSize(3);
      assertThat(input.files().get(1).path()).endsWith("files/b.parquet");
      assertThat(input.files().get(1).rows()).isEqualTo(1000);
      assertThat(input.files().get(1).bytes()).isEqualTo(Files.size(files().resolve("b.parquet")));
    }

    @Test
    void says_partial_where_some_files_have_checksums() throws IOException {
      file("a.parquet", rows(0, 1000), true);
      file("b.parquet", rows(1000, 2000), false);

      assertThat(evaluate(files().toString()).run().input().pageChecksums()).isEqualTo("partial");
    }

    @Test
    void has_another_digest_when_a_footer_is_another() throws IOException {
      file("a.parquet", rows(0, 1000), true);
      String digest = evaluate(files().toString()).run().input().footersSha256();
      String again = evaluate(files().toString()).run().input().footersSha256();
      Files.delete(files().resolve("a.parquet"));
      file("a.parquet", rows(1, 1001), true);

      assertThat(again).isEqualTo(digest);
      assertThat(evaluate(files().toString()).run().input().footersSha256()).isNotEqualTo(digest);
    }

    @Test
    void refuses_a_file_that_is_named_twice() throws IOException {
      threeFiles();

      assertThatThrownBy(() -> evaluate("[" + files() + ", " + files().resolve("a.parquet") + "]"))
          .isInstanceOf(EvaluationException.class)
          .hasMessageContaining("files/a.parquet twice");
    }

    @Test
    void passes_over_what_spark_passes_over() throws IOException {
      threeFiles();
      Files.writeString(files().resolve("_SUCCESS"), "");
      Files.writeString(files().resolve("_notes.json"), "{}");
      Files.writeString(files().resolve(".hidden"), "x");

      assertThat(evaluate(files().toString()).run().input().files()).hasSize(3);
    }
  }

  @Nested
  class A_column_that_is_needed {
    @Test
    void and_that_one_file_holds_with_another_type_is_refused_by_file_and_column()
        throws IOException {
      threeFiles();
      Files.delete(files().resolve("a.parquet"));
      file("a.parquet", rows(0, 1000).withColumn("label", expr("string(label)")), true);

      assertRefused(
          EvaluationException.Kind.INPUT,
          "a.parquet has column label as string, expected int as other files have it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b", "c"})
    void and_that_one_file_lacks_is_refused_by_file_and_column(String name) throws IOException {
      threeFiles();
      Files.delete(files().resolve(name + ".parquet"));
      file(name + ".parquet", rows(0, 1000).drop("label"), true);

      assertRefused(
          EvaluationException.Kind.INPUT,
          name + ".parquet has no column label, which other files have");
    }

    @Test
    void for_its_default_name_is_needed_too() throws IOException {
      threeFiles();
      file("d.parquet", rows(0, 1000).drop("split"), true);

      assertRefused(
          EvaluationException.Kind.INPUT, "d.parquet has no column split, which other files have");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "b"})
  void a_column_that_is_not_needed_may_differ(String name) throws IOException {
    threeFiles();
    Files.delete(files().resolve(name + ".parquet"));
    file(name + ".parquet", rows(0, 1000).drop("note").withColumn("id", col("split")), true);

    assertThat(evaluate(files().toString()).run().input().rowsPromised()).isEqualTo(3000);
  }

  @Nested
  class A_setting_that_leaves_out_files {
    @Test
    void is_not_followed_and_the_report_says_so() throws IOException {
      threeFiles();
      spark.conf().set("spark.sql.files.ignoreCorruptFiles", "true");

      assertThat(evaluate(files().toString()).run().warnings())
          .containsExactly(
              "spark.sql.files.ignoreCorruptFiles is true and was not followed: no file is left"
                  + " out");
    }

    @Test
    void does_not_hide_a_damaged_page() throws IOException {
      threeFiles();
      spark.conf().set("spark.sql.files.ignoreCorruptFiles", "true");
      Path file = files().resolve("b.parquet");
      flip(file, Files.size(file) / 3);

      assertRefused(EvaluationException.Kind.INPUT, "b.parquet");
    }
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
      FaultyFileSystem.install(spark.sparkContext().hadoopConfiguration());
      AtomicInteger opened = new AtomicInteger();
      FaultyFileSystem.set(
          (operation, path) -> {
            if (path.getName().equals("c.parquet") && opened.incrementAndGet() == 2) {
              Files.delete(files().resolve("c.parquet"));
            }
          });
      try {
        Throwable failure = catchThrowable(() -> evaluate("'faulty://" + files() + "'"));

        assertThat(failure)
            .isInstanceOf(EvaluationException.class)
            .hasMessageContaining("c.parquet");
        assertThat(((EvaluationException) failure).kind())
            .isEqualTo(EvaluationException.Kind.INPUT);
      } finally {
        FaultyFileSystem.clear();
      }
    }
  }

  @Test
  void rows_that_come_and_go_between_footer_and_reading_are_refused() throws IOException {
    threeFiles();

    assertThatThrownBy(
            () -> evaluate(files().toString(), "columns.logits=explode(array(logits, logits))"))
        .hasMessage("rows read are 6000, expected the 3000 that the Parquet footers promise");
  }

  @Test
  void no_single_bit_of_a_file_can_change_the_figures_in_silence() throws IOException {
    Path file = file("a.parquet", rows(0, 50), true);
    byte[] intact = Files.readAllBytes(file);
    List<?> expected = evaluate(files().toString()).splits();
    for (int position = 4; position < intact.length; position += intact.length / 12) {
      Files.write(file, intact);
      flip(file, position);
      int at = position;
      Throwable failure =
          catchThrowable(
              () ->
                  assertThat(evaluate(files().toString()).splits())
                      .as("bit flipped at %d of %d", at, intact.length)
                      .isEqualTo(expected));
      if (failure != null) {
        assertThat(failure)
            .as("bit flipped at %d of %d", at, intact.length)
            .isInstanceOf(EvaluationException.class);
      }
    }
  }

  @Test
  void a_summary_beside_the_files_says_nothing() throws IOException {
    threeFiles();
    Path summary =
        file("summary.parquet", rows(0, 1).withColumn("label", expr("string(label)")), true);
    Files.move(summary, files().resolve("_common_metadata"));

    assertThat(evaluate(files().toString()).run().input().rowsPromised()).isEqualTo(3000);
  }

  @Test
  void paths_with_letters_that_have_a_meaning_elsewhere_are_taken_as_they_are() throws IOException {
    Path odd = directory.resolve("a b'c;d\"e%20f");
    Files.createDirectories(odd);
    Files.copy(file("a.parquet", rows(0, 10), true), odd.resolve("ü.parquet"));

    ConfigurationReader reader = ConfigurationReader.of("test.yaml", "{}");
    reader.setText("input.path", odd.toString());
    reader.setText("output.directory", directory.resolve("out").toString());

    assertThat(EvaluationJob.run(spark, reader.read()).run().input().files())
        .singleElement()
        .satisfies(file -> assertThat(file.path()).endsWith("ü.parquet"));
  }
}
