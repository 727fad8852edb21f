// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import io.github.sparkxent.scan.parquet.RandomColumn.Habits;
import io.github.sparkxent.scan.parquet.RandomColumn.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;

/** Small files of all that the scan reads, to be damaged. */
final class SmallFiles {
  private static final List<RandomColumn> COLUMNS =
      List.of(
          column("floats", ValueKind.FLOAT, Shape.THREE_LEVELS, ColumnForm.FLOAT_LISTS),
          column("doubles", ValueKind.DOUBLE, Shape.BAG, ColumnForm.DOUBLE_LISTS),
          column("halves", ValueKind.FLOAT16, Shape.REPEATED, ColumnForm.FLOAT_LISTS),
          nested("nested", ValueKind.FLOAT, Shape.THREE_LEVELS, ColumnForm.NESTED_FLOATS),
          nested("old", ValueKind.DOUBLE, Shape.TWO_LEVELS, ColumnForm.NESTED_DOUBLES),
          column("ids", ValueKind.UINT32, Shape.THREE_LEVELS, ColumnForm.LONG_LISTS),
          column("flags", ValueKind.FLAG, Shape.BAG, ColumnForm.LONG_LISTS),
          column("text", ValueKind.TEXT, Shape.SINGLE, ColumnForm.TEXTS),
          column("bytes", ValueKind.BYTES, Shape.SINGLE, ColumnForm.BINARIES),
          column("packed", ValueKind.PACKED, Shape.SINGLE, ColumnForm.PACKED_FLOAT32),
          column("int", ValueKind.INT, Shape.SINGLE, ColumnForm.LONGS),
          column("long", ValueKind.UINT64, Shape.SINGLE, ColumnForm.TEXTS),
          column("double", ValueKind.DOUBLE, Shape.SINGLE, ColumnForm.DOUBLES));

  private static final Habits HABITS = new Habits(0.2, null, 2, 0);

  private SmallFiles() {}

  private static RandomColumn column(String name, ValueKind kind, Shape shape, ColumnForm form) {
    boolean repeated = shape == Shape.REPEATED;
    return new RandomColumn(name, kind, shape, !repeated, !repeated, 1, form);
  }

  private static RandomColumn nested(String name, ValueKind kind, Shape shape, ColumnForm form) {
    return new RandomColumn(name, kind, shape, true, shape != Shape.TWO_LEVELS, 2, form);
  }

  /**
   * How a file is written.
   *
   * @param version of its pages; null for pages by hand, of any layout
   */
  record Form(
      WriterVersion version, CompressionCodecName codec, boolean dictionary, boolean checksums) {
    static List<RandomColumn> columns() {
      return COLUMNS;
    }

    /** Returns the rows, few of each; two row groups or more. */
    RandomTable table() {
      return RandomTable.of(new Random(1), COLUMNS, HABITS, 12);
    }

    byte[] file(Path directory) throws IOException {
      RandomTable table = table();
      if (version == null) {
        return RandomPages.file(table, new Random(dictionary ? 3 : 4), true, checksums);
      }
      Path path = directory.resolve("small.parquet");
      Files.deleteIfExists(path);
      try (ParquetWriter<Group> writer =
          ExampleParquetWriter.builder(new LocalOutputFile(path))
              .withType(table.schema())
              .withWriterVersion(version)
              .withCompressionCodec(codec)
              .withDictionaryEncoding(dictionary)
              .withDictionaryPageSize(64)
              .withPageRowCountLimit(4)
              .withMinRowCountForPageSizeCheck(1)
              .withPageWriteChecksumEnabled(checksums)
              .withStatisticsEnabled(false)
              .withRowGroupRowCountLimit(7)
              .build()) {
        for (Group row : table.rows()) {
          writer.write(row);
        }
      }
      return Files.readAllBytes(path);
    }
  }

  static List<Form> all() {
    List<Form> all = new ArrayList<>();
    for (boolean checksums : new boolean[] {true, false}) {
      for (boolean dictionary : new boolean[] {true, false}) {
        for (WriterVersion version : WriterVersion.values()) {
          for (CompressionCodecName codec :
              List.of(CompressionCodecName.SNAPPY, CompressionCodecName.UNCOMPRESSED)) {
            all.add(new Form(version, codec, dictionary, checksums));
          }
        }
        all.add(
            new Form(WriterVersion.PARQUET_1_0, CompressionCodecName.ZSTD, dictionary, checksums));
        all.add(new Form(null, null, dictionary, checksums));
      }
    }
    return all;
  }

  /** Where the content of a page is, and where its header begins. */
  record Page(int header, int from, int to, boolean checksum) {}

  /** Finds the pages of a part in its file. */
  static List<Page> pages(FilePart part, byte[] file) throws IOException {
    List<Page> pages = new ArrayList<>();
    for (RowGroup rowGroup : part.rowGroups()) {
      for (ColumnChunk chunk : rowGroup.chunks()) {
        for (int at = (int) chunk.first(); at < chunk.end(); ) {
          ByteArrayInputStream in = new ByteArrayInputStream(file, at, file.length - at);
          PageHeader header = Util.readPageHeader(in);
          int from = file.length - in.available();
          int to = from + header.getCompressed_page_size();
          pages.add(new Page(at, from, to, header.isSetCrc()));
          at = to;
        }
      }
    }
    return pages;
  }
}
