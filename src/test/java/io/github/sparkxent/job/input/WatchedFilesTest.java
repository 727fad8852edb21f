// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.job.config.DataSource;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.input.file.InputFiles;
import io.github.sparkxent.job.input.parquet.ForgedParquet;
import io.github.sparkxent.job.input.parquet.ForgedParquet.Form;
import io.github.sparkxent.job.input.parquet.ParquetManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are replaced, changed or taken away while an evaluation reads them. */
class WatchedFilesTest {
  private static final Configuration HADOOP = new Configuration(false);
  private static final FileTime THEN = FileTime.fromMillis(1_700_000_000_000L);

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = directory.resolve("b.parquet");
    Files.write(file, ForgedParquet.file(directory, Form.USUAL, 10));
    Files.setLastModifiedTime(file, THEN);
  }

  private WatchedFiles watch(String format) throws IOException {
    DataSource source = ForgedParquet.source(file, format);
    InputFiles files = InputFiles.of(HADOOP, source);
    ParquetManifest manifest =
        format.equals("parquet") ? ParquetManifest.read(HADOOP, files, column -> true) : null;
    return WatchedFiles.of(HADOOP, source, files, manifest);
  }

  private static void assertReplaced(WatchedFiles files, String how) {
    assertThatThrownBy(files::requireSameFooters)
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("b.parquet was replaced while it was read: " + how)
        .extracting(e -> ((EvaluationException) e).kind())
        .isEqualTo(EvaluationException.Kind.INPUT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "orc"})
  void that_stay_are_the_same(String format) throws IOException {
    WatchedFiles files = watch(format);

    assertThatCode(files::requireSame).doesNotThrowAnyException();
    assertThatCode(files::requireSameFooters).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "orc"})
  void that_were_written_again_are_others(String format) throws IOException {
    WatchedFiles files = watch(format);
    long size = Files.size(file);
    Files.setLastModifiedTime(file, FileTime.fromMillis(THEN.toMillis() + 1));

    assertThatThrownBy(files::requireSame).hasMessageContaining("b.parquet was replaced");
    assertReplaced(
        files,
        "it has "
            + size
            + " bytes of 2023-11-14T22:13:20.001Z, expected "
            + size
            + " bytes of 2023-11-14T22:13:20Z as at the start");
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "orc"})
  void of_another_length_are_others(String format) throws IOException {
    WatchedFiles files = watch(format);
    long size = Files.size(file);
    Files.write(file, new byte[7]);
    Files.setLastModifiedTime(file, THEN);

    assertReplaced(files, "it has 7 bytes of 2023-11-14T22:13:20Z, expected " + size);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void of_one_length_and_time_are_told_apart_by_their_footers(boolean whole) throws IOException {
    WatchedFiles files = watch("parquet");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - (whole ? 30 : 5)] ^= 0x55;
    Files.write(file, bytes);
    Files.setLastModifiedTime(file, THEN);

    assertThatCode(files::requireSame).doesNotThrowAnyException();
    assertReplaced(files, "its footer is another");
  }

  @Test
  void that_are_gone_are_named() throws IOException {
    WatchedFiles files = watch("parquet");
    Files.delete(file);

    assertThatThrownBy(files::requireSame)
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("b.parquet was deleted while it was read");
  }
}
