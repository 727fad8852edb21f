// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import static io.github.sparkxent.job.failure.Refusals.assertRefusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.sparkxent.job.config.ReaderOptions;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.EvaluationException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are cut short, foreign or have a bit flipped: never a wrong number. */
class DamagedInputIT extends InputFilesFixture {
  DamagedInputIT(SparkSession spark) {
    super(spark);
  }

  @Nested
  class A_file_that_is_no_whole_parquet_file_is_refused_by_name {
    @Test
    void truncated() throws IOException {
      threeFiles();
      Path file = files().resolve("b.parquet");
      Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) Files.size(file) / 2));

      assertRefused(Kind.INPUT, "b.parquet is not a whole Parquet file");
    }

    @Test
    void empty() throws IOException {
      threeFiles();
      Files.createFile(files().resolve("d.parquet"));

      assertRefused(Kind.INPUT, "d.parquet is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "id,label\n1,2\n2,3\n", "PAR1", "PAR1PAR1PAR1"})
    void foreign(String content) throws IOException {
      threeFiles();
      Files.writeString(files().resolve("notes.csv"), content);

      assertRefused(Kind.INPUT, "notes.csv is not a whole Parquet file");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 6, 8})
    void with_a_damaged_tail(int fromEnd) throws IOException {
      threeFiles();
      flip(files().resolve("b.parquet"), Files.size(files().resolve("b.parquet")) - fromEnd);

      assertRefused(Kind.INPUT, "b.parquet");
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

      assertRefused(Kind.INPUT, "b.parquet");
    }
  }

  @Nested
  class A_flipped_bit_in_a_page {
    @Test
    void is_found_by_the_pages_checksum() throws IOException {
      threeFiles();
      Path file = files().resolve("b.parquet");
      flip(file, Files.size(file) / 3);

      assertRefused(Kind.INPUT, "b.parquet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"query: 'SELECT * FROM parquet.`%s`'", "table: 'parquet.`%s`'"})
    void is_found_in_a_query_and_a_table_over_files_too(String input) throws IOException {
      threeFiles();
      Path file = files().resolve("b.parquet");
      // Without a codec, so that only the checksum can tell.
      Files.delete(file);
      spark.conf().set("spark.sql.parquet.compression.codec", "uncompressed");
      file("b.parquet", rows(1000, 2000), true);
      String yaml = "{input: {" + String.format(input, files()) + "}}";
      double before = lossSum(yaml);
      assertThat(before).isPositive();
      flip(file, Files.size(file) / 3);

      assertRefusal(Kind.INPUT, () -> lossSum(yaml)).hasMessageContaining("b.parquet");
      assertThat(spark.sparkContext().hadoopConfiguration().get(ReaderOptions.PAGE_CHECKSUMS))
          .as("the user's own configuration")
          .isNull();
    }

    private double lossSum(String yaml) {
      return evaluate(yaml).splits().stream()
          .mapToDouble(split -> split.metrics().value("loss_sum").doubleValue())
          .max()
          .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "parquet-mr version"})
    void is_found_by_hadoop_s_checksum_file_too_even_in_a_footer_that_still_parses(String at)
        throws IOException {
      rows(0, 1000).coalesce(1).write().option(CHECKSUMS, "false").parquet(files().toString());
      try (Stream<Path> parts = Files.list(files())) {
        Path part = parts.filter(path -> path.toString().endsWith(".parquet")).findFirst().get();
        String text = Files.readString(part, StandardCharsets.ISO_8859_1);
        flip(part, at.isEmpty() ? Files.size(part) / 3 : text.lastIndexOf(at) + 1);
      }

      assertRefused(Kind.INPUT, ".parquet");
    }

    @Test
    void is_not_found_without_checksums_and_the_report_says_that_there_are_none()
        throws IOException {
      file("a.parquet", rows(0, 1000), false);

      assertThat(evaluate(files()).run().input().pageChecksums()).isEqualTo("absent");
    }
  }

  @Nested
  class A_setting_that_leaves_out_files {
    @Test
    void is_not_followed_and_the_report_says_so() throws IOException {
      threeFiles();
      spark.conf().set("spark.sql.files.ignoreCorruptFiles", "true");

      assertThat(evaluate(files()).run().warnings())
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

      assertRefused(Kind.INPUT, "b.parquet");
    }
  }

  @Test
  void no_single_bit_of_a_file_can_change_the_figures_in_silence() throws IOException {
    Path file = file("a.parquet", rows(0, 50), true);
    byte[] intact = Files.readAllBytes(file);
    List<?> expected = evaluate(files()).splits();
    for (int position = 4; position < intact.length; position += intact.length / 12) {
      Files.write(file, intact);
      flip(file, position);
      int at = position;
      Throwable failure =
          catchThrowable(
              () ->
                  assertThat(evaluate(files()).splits())
                      .as("bit flipped at %d of %d", at, intact.length)
                      .isEqualTo(expected));
      if (failure != null) {
        assertThat(failure)
            .as("bit flipped at %d of %d", at, intact.length)
            .isInstanceOf(EvaluationException.class);
      }
    }
  }
}
