// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.parquet;

import io.github.sparkxent.job.config.DataSource;
import io.github.sparkxent.job.input.file.InputFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Parquet files as no honest writer leaves them, without Spark. */
public final class ForgedParquet {
  static final int LABEL = 0;
  static final int SPLIT = 1;
  static final int LOGITS = 2;
  public static final int SCORE = 3;

  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          "message rows {required int32 label; optional binary split (UTF8); optional group logits"
              + " (LIST) {repeated group list {optional float element;}} optional group score"
              + " {optional double value;}}");

  private ForgedParquet() {}

  /** How a file is written. */
  public record Form(
      WriterVersion version, CompressionCodecName codec, int classes, boolean split) {
    public static final Form USUAL =
        new Form(WriterVersion.PARQUET_1_0, CompressionCodecName.SNAPPY, 3, false);

    Form withVersion(WriterVersion other) {
      return new Form(other, codec, classes, split);
    }

    Form withCodec(CompressionCodecName other) {
      return new Form(version, other, classes, split);
    }

    Form withClasses(int other) {
      return new Form(version, codec, other, split);
    }

    /** With floats as byte streams. */
    public Form withByteStreams() {
      return new Form(version, codec, classes, true);
    }
  }

  /**
   * Returns a whole file. Every fifth row from the second on has no logits, every fifth from the
   * third on an empty list.
   */
  public static byte[] file(Path directory, Form form, int rows) throws IOException {
    Path path = Files.createTempDirectory(directory, "honest").resolve("a.parquet");
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(path))
            .withType(SCHEMA)
            .withWriterVersion(form.version())
            .withCompressionCodec(form.codec())
            .withByteStreamSplitEncoding(form.split())
            .withDictionaryEncoding(!form.split())
            .build()) {
      for (int i = 0; i < rows; i++) {
        writer.write(row(i, form.classes()));
      }
    }
    return Files.readAllBytes(path);
  }

  private static Group row(int i, int classes) {
    Group row = new SimpleGroup(SCHEMA);
    row.add("label", i % 3);
    row.add("split", i % 2 == 0 ? "train" : "test");
    row.addGroup("score").add("value", i * 0.1);
    if (i % 5 != 1) {
      Group logits = row.addGroup("logits");
      for (int k = 0; i % 5 != 2 && k < classes; k++) {
        logits.addGroup("list").add("element", (float) Math.sin(i * 7919 + k));
      }
    }
    return row;
  }

  /** Lists a file as the input of an evaluation. */
  static InputFiles listed(Configuration hadoop, Path file) throws IOException {
    return InputFiles.of(hadoop, source(file, "parquet"));
  }

  public static DataSource source(Path file, String format) {
    return new DataSource(
        "input", List.of(file.toString()), format, null, Map.of(), null, null, null, null);
  }

  static byte[] footer(byte[] file) {
    int end = file.length - 8;
    int length =
        (file[end] & 0xff)
            | (file[end + 1] & 0xff) << 8
            | (file[end + 2] & 0xff) << 16
            | (file[end + 3] & 0xff) << 24;
    return Arrays.copyOfRange(file, end - length, end);
  }

  private static FileMetaData metadata(byte[] file) throws IOException {
    return Util.readFileMetaData(new ByteArrayInputStream(footer(file)));
  }

  /** Returns a file with another footer behind all that it has. */
  static byte[] withFooter(byte[] file, byte[] footer) {
    ByteArrayOutputStream forged = new ByteArrayOutputStream();
    forged.writeBytes(file);
    forged.writeBytes(footer);
    for (int shift = 0; shift < 32; shift += 8) {
      forged.write(footer.length >>> shift);
    }
    forged.writeBytes("PAR1".getBytes(StandardCharsets.US_ASCII));
    return forged.toByteArray();
  }

  private static byte[] bytes(FileMetaData metadata) throws IOException {
    ByteArrayOutputStream footer = new ByteArrayOutputStream();
    Util.writeFileMetaData(metadata, footer);
    return footer.toByteArray();
  }

  /** Returns a file whose footer says something else. */
  public static byte[] changed(byte[] file, Consumer<FileMetaData> change) throws IOException {
    FileMetaData metadata = metadata(file);
    change.accept(metadata);
    return withFooter(file, bytes(metadata));
  }

  /** Returns a file with a column chunk of another, which may have fewer or more rows. */
  public static byte[] withChunkOf(byte[] file, byte[] other, int column) throws IOException {
    ColumnChunk chunk = column(other, column);
    ColumnMetaData metadata = chunk.getMeta_data();
    metadata.setData_page_offset(metadata.getData_page_offset() + file.length);
    if (metadata.isSetDictionary_page_offset()) {
      metadata.setDictionary_page_offset(metadata.getDictionary_page_offset() + file.length);
    }
    OffsetIndex pages =
        Util.readOffsetIndex(
            new ByteArrayInputStream(
                other, (int) chunk.getOffset_index_offset(), chunk.getOffset_index_length()));
    pages.getPage_locations().forEach(page -> page.setOffset(page.getOffset() + file.length));
    ByteArrayOutputStream index = new ByteArrayOutputStream();
    Util.writeOffsetIndex(pages, index);
    chunk.setOffset_index_offset(file.length + other.length);
    chunk.setOffset_index_length(index.size());
    chunk.setColumn_index_offset(chunk.getColumn_index_offset() + file.length);
    byte[] both = Arrays.copyOf(file, file.length + other.length + index.size());
    System.arraycopy(other, 0, both, file.length, other.length);
    System.arraycopy(index.toByteArray(), 0, both, file.length + other.length, index.size());
    FileMetaData forged = metadata(file);
    forged.getRow_groups().get(0).getColumns().set(column, chunk);
    return withFooter(both, bytes(forged));
  }

  /** Returns what the footer of a file says of a column in its first row group. */
  static ColumnChunk column(byte[] file, int column) {
    try {
      return metadata(file).getRow_groups().get(0).getColumns().get(column);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Forgets what newer writers note down of the rows of lists. */
  public static void withoutHistograms(FileMetaData metadata) {
    columns(metadata, chunk -> chunk.getMeta_data().unsetSize_statistics());
  }

  static void withoutPageIndex(FileMetaData metadata) {
    columns(
        metadata,
        chunk -> {
          chunk.unsetOffset_index_offset();
          chunk.unsetOffset_index_length();
          chunk.unsetColumn_index_offset();
          chunk.unsetColumn_index_length();
        });
  }

  public static void columns(FileMetaData metadata, Consumer<ColumnChunk> change) {
    metadata.getRow_groups().forEach(rowGroup -> rowGroup.getColumns().forEach(change));
  }
}
