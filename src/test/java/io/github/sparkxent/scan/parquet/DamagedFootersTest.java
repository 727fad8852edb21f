// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.sparkxent.job.config.DataSource;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.input.file.InputFiles;
import io.github.sparkxent.job.input.parquet.FileChunks;
import io.github.sparkxent.job.input.parquet.ParquetFooter;
import io.github.sparkxent.job.input.parquet.ParquetManifest;
import io.github.sparkxent.scan.parquet.SmallFiles.Form;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Footers of which a byte is another, which have no checksum: refused as they are read or as the
 * pages are, or the rows are as many as there were.
 */
class DamagedFootersTest {
  private static final int CHANGES = Integer.getInteger("sparkxent.fuzz.changes", 1);

  @TempDir private Path directory;
  private volatile String what = "nothing yet";

  static Stream<Form> some() {
    return Stream.of(
        new Form(WriterVersion.PARQUET_1_0, CompressionCodecName.SNAPPY, true, false),
        new Form(WriterVersion.PARQUET_2_0, CompressionCodecName.UNCOMPRESSED, false, false));
  }

  @ParameterizedTest
  @MethodSource("some")
  void a_changed_byte_of_a_footer_never_makes_more_or_fewer_rows(Form form) throws IOException {
    byte[] file = form.file(directory);
    int length = file.length;
    int footer = (file[length - 8] & 0xff) | (file[length - 7] & 0xff) << 8;
    int[] read = new int[1];
    assertTimeoutPreemptively(
        Duration.ofMinutes(10L * CHANGES),
        () -> {
          for (int at = length - 8 - footer; at < length; at++) {
            for (int i = 0; i < CHANGES; i++) {
              byte[] damaged = file.clone();
              damaged[at] ^= (byte) (1 << (at + i) % Byte.SIZE);
              what = "%s, byte %s is %s".formatted(form, at - length, damaged[at]);
              read[0] += rows(damaged) == null ? 0 : 1;
            }
          }
        },
        () -> what);
    assertThat(read[0]).as("files read, of %s", form).isPositive();
  }

  /** Returns the rows of a file as the job reads it; null if it is refused. */
  private List<Object[]> rows(byte[] file) throws IOException {
    DataSource source =
        new DataSource(
            "input",
            List.of(MemoryFiles.put("footer.parquet", file).toString()),
            "parquet",
            null,
            Map.of(),
            null,
            null,
            null,
            null);
    ParquetFooter footer;
    try {
      InputFiles listed = InputFiles.of(Parts.HADOOP, source);
      footer =
          ParquetManifest.of(Parts.HADOOP, source, listed, column -> true, true).footers().get(0);
    } catch (EvaluationException e) {
      return null;
    }
    List<RandomColumn> columns = taken(footer);
    if (!footer.faults().isEmpty() || columns.isEmpty()) {
      return null;
    }
    List<ColumnForm> forms = columns.stream().map(RandomColumn::form).toList();
    List<Object[]> rows = BoundedScan.rows(what, part(footer, columns), forms);
    if (rows != null) {
      assertThat(rows).as(what).hasSize(12);
    }
    return rows;
  }

  /** Returns the columns that the scan still knows. */
  private static List<RandomColumn> taken(ParquetFooter footer) {
    FileChunks chunks = footer.chunks();
    return Form.columns().stream()
        .filter(
            column -> {
              LeafColumn leaf = footer.leaf(column.name());
              int index = leaf == null ? -1 : chunks.indexOf(leaf.path());
              return index >= 0
                  && column.form().takes(leaf)
                  && chunks.columns().get(index).encodings().stream().allMatch(leaf::knows);
            })
        .toList();
  }

  private static FilePart part(ParquetFooter footer, List<RandomColumn> columns) {
    List<LeafColumn> leaves = columns.stream().map(column -> footer.leaf(column.name())).toList();
    List<Integer> indexes =
        leaves.stream().map(leaf -> footer.chunks().indexOf(leaf.path())).toList();
    List<RowGroup> rowGroups =
        footer.chunks().rowGroups().stream()
            .map(
                group ->
                    new RowGroup(
                        group.index(),
                        group.rows(),
                        indexes.stream().map(group.chunks()::get).toList()))
            .toList();
    return new FilePart(footer.file().path(), footer.file().bytes(), 0, leaves, rowGroups);
  }
}
