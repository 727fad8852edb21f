// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reading takes: bytes of the file, and memory. */
class ReadingTest {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          "message m { required group l (LIST) { repeated group list { required float element; } }"
              + " required int32 i; }");

  @TempDir Path directory;

  private Path write(int rows, int classes, int rowsOfPage) throws IOException {
    Path file = directory.resolve(rows + "x" + classes + ".parquet");
    SimpleGroupFactory factory = new SimpleGroupFactory(SCHEMA);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
            .withConf(new Configuration())
            .withType(SCHEMA)
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .withWriterVersion(WriterVersion.PARQUET_1_0)
            .withDictionaryEncoding(false)
            .withPageSize(1 << 24)
            .withPageRowCountLimit(rowsOfPage)
            .withRowGroupSize(1L << 30)
            .build()) {
      for (int row = 0; row < rows; row++) {
        Group group = factory.newGroup();
        Group list = group.addGroup("l");
        for (int i = 0; i < classes; i++) {
          list.addGroup("list").append("element", (float) (row * 31 + i));
        }
        group.append("i", row);
        writer.write(group);
      }
    }
    return file;
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  /** Reads all and returns how many bytes were allocated. */
  private static long read(ScanTask task, FilePart part, int classes) throws IOException {
    long before = allocated();
    long rows = 0;
    try (ParquetRows read =
        new ParquetRows(
            task,
            part,
            List.of(ColumnForm.FLOAT_LISTS, ColumnForm.LONGS),
            java.util.Arrays.asList(null, null))) {
      FloatLists lists = (FloatLists) read.column(0);
      int count;
      while ((count = read.next(7)) > 0) {
        for (int i = lists.row(); i < lists.row() + count; i++, rows++) {
          int last = lists.starts()[i + 1] - 1;
          if (last - lists.starts()[i] + 1 != classes
              || lists.values()[last] != rows * 31 + classes - 1) {
            throw new AssertionError("row " + rows);
          }
        }
        read.advance(count);
      }
    }
    assertThat(rows).isEqualTo(part.rowGroups().stream().mapToLong(RowGroup::rows).sum());
    return allocated() - before;
  }

  @Test
  void rows_of_250_000_classes_take_little_more_memory_than_a_page_and_a_row() throws IOException {
    int classes = 250_000;
    FilePart small = ParquetParts.of(write(4, classes, 1), "l", "i");
    FilePart large = ParquetParts.of(write(8, classes, 8), "l", "i");

    try (ScanTask task = new ScanTask(new Configuration())) {
      assertThat(read(task, small, classes)).isLessThan(32 << 20);
      assertThat(read(task, small, classes)).isLessThan(1 << 20);
    }
    try (ScanTask task = new ScanTask(new Configuration())) {
      // A page of 8 MB.
      assertThat(read(task, large, classes)).isLessThan(48 << 20);
      assertThat(read(task, large, classes)).isLessThan(1 << 20);
    }
  }

  @Test
  void the_arrays_of_one_file_serve_the_next() throws IOException {
    FilePart part = ParquetParts.of(write(2_000, 100, 100), "l", "i");

    try (ScanTask task = new ScanTask(new Configuration())) {
      read(task, part, 100);

      assertThat(read(task, part, 100)).isLessThan(512 << 10);
    }
  }

  @Test
  void only_the_bytes_of_the_wanted_columns_are_read() throws IOException {
    FilePart part = ParquetParts.of(write(2_000, 100, 100), "i");
    long bytes =
        part.rowGroups().stream()
            .flatMap(group -> group.chunks().stream())
            .mapToLong(chunk -> chunk.end() - chunk.first())
            .sum();

    try (ScanTask task = new ScanTask(new Configuration());
        ParquetRows read =
            new ParquetRows(
                task, part, List.of(ColumnForm.LONGS), java.util.Collections.singletonList(null))) {
      int count;
      while ((count = read.next(1000)) > 0) {
        read.advance(count);
      }

      assertThat(task.counters().bytes()).isEqualTo(bytes).isLessThan(part.bytes() / 10);
      assertThat(task.counters().rows()).isEqualTo(2_000);
      assertThat(task.counters().pages()).isEqualTo(20);
    }
  }

  @Test
  void the_checksums_of_a_local_disk_are_verified() throws IOException {
    Path file = write(10, 3, 5);
    FilePart part = ParquetParts.of(file, "i");
    Path checksums = file.resolveSibling("." + file.getFileName() + ".crc");
    byte[] bytes = Files.readAllBytes(checksums);
    bytes[bytes.length - 1] ^= 1;
    bytes[8] ^= 1;
    Files.write(checksums, bytes);

    assertThatThrownBy(() -> ParquetParts.read(part, ColumnForm.LONGS))
        .isInstanceOf(ChecksumException.class)
        .hasMessageContaining(file.getFileName().toString());
  }
}
