// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.parquet;

import io.github.sparkxent.job.input.parquet.SchemaLeaves.Levels;
import io.github.sparkxent.scan.parquet.page.ParquetStructures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;

/**
 * The part of a Parquet footer that matters before Spark reads the file.
 *
 * @param rows the rows of all row groups
 * @param schema the columns
 * @param chunks the chunks of the columns that may be needed, of all row groups that have rows
 * @param neededBytes about how much memory the needed columns take as values, of all rows
 */
record FooterContent(long rows, ParquetSchema schema, List<NeededChunk> chunks, long neededBytes) {
  /**
   * Reads a footer that is not encrypted, once: parquet-java's own form of it costs twice as much,
   * and Spark makes that anyway.
   *
   * @throws IOException if the bytes are no footer
   * @throws IllegalStateException if it contradicts itself, such as in the number of rows; a footer
   *     has no checksum of its own
   */
  static FooterContent of(byte[] footer, Predicate<String> needed) throws IOException {
    FileMetaData metadata = ParquetStructures.footer(footer);
    Map<List<String>, Levels> leaves = SchemaLeaves.of(metadata.getSchema());
    leaves.keySet().removeIf(path -> !needed.test(path.get(0)));
    Chunks chunks = new Chunks();
    for (RowGroup rowGroup : metadata.getRow_groups()) {
      chunks.beginRowGroup(rowGroup.getNum_rows());
      for (ColumnChunk column : rowGroup.getColumns()) {
        List<String> path = path(column, chunks.rowGroup);
        Levels levels = leaves.get(path);
        chunks.meet(path);
        if (levels != null && column.isSetMeta_data()) {
          chunks.add(
              NeededChunk.of(column, chunks.rowGroup, rowGroup.getNum_rows(), levels),
              column.getMeta_data().getTotal_uncompressed_size());
        }
      }
      chunks.endRowGroup(leaves.keySet());
    }
    if (metadata.getNum_rows() != chunks.rows) {
      throw new IllegalStateException(
          "its footer promises %s rows, but its row groups have %s"
              .formatted(metadata.getNum_rows(), chunks.rows));
    }
    return chunks.content(schema(metadata));
  }

  private static ParquetSchema schema(FileMetaData metadata) throws IOException {
    try {
      return ParquetSchema.of(metadata);
    } catch (RuntimeException e) {
      // If parquet-java fails, the content is to blame.
      throw new IllegalStateException("its columns have types that contradict themselves", e);
    }
  }

  /** Takes the content from parquet-java's form of a footer, which it has decrypted. */
  static FooterContent of(ParquetMetadata metadata, Predicate<String> needed) {
    MessageType schema = metadata.getFileMetaData().getSchema();
    Chunks chunks = new Chunks();
    for (BlockMetaData rowGroup : metadata.getBlocks()) {
      chunks.beginRowGroup(rowGroup.getRowCount());
      for (ColumnChunkMetaData column : rowGroup.getColumns()) {
        String[] path = column.getPath().toArray();
        if (needed.test(path[0])) {
          Levels levels =
              new Levels(schema.getMaxDefinitionLevel(path), schema.getMaxRepetitionLevel(path));
          chunks.add(
              NeededChunk.of(column, chunks.rowGroup, rowGroup.getRowCount(), levels),
              column.getTotalUncompressedSize());
        }
      }
    }
    return chunks.content(ParquetSchema.of(metadata));
  }

  /** Returns where the first data page of each chunk begins whose page headers can be read. */
  List<Long> firstPages() {
    return chunks.stream()
        .filter(chunk -> !chunk.encrypted() && chunk.values() > 0)
        .map(chunk -> chunk.pages().firstData())
        .toList();
  }

  /** The content so far, row group by row group. */
  private static final class Chunks {
    private final List<NeededChunk> needed = new ArrayList<>();
    private final Set<List<String>> met = new HashSet<>();
    private int rowGroup = -1;
    private long rows;
    private long bytes;

    void beginRowGroup(long count) {
      rowGroup++;
      if (count < 0 || rows + count < 0) {
        throw new IllegalStateException("its row group " + rowGroup + " has " + count + " rows");
      }
      rows += count;
      met.clear();
    }

    void meet(List<String> path) {
      if (!met.add(path)) {
        throw new IllegalStateException(
            "its row group " + rowGroup + " has the column " + String.join(".", path) + " twice");
      }
    }

    /** Adds a chunk, unless its row group has no rows. */
    void add(NeededChunk chunk, long uncompressed) {
      if (chunk.rows() > 0) {
        needed.add(chunk);
        // Pages with a dictionary are smaller than their values, which have four bytes or more.
        long size = Math.max(chunk.values() * Float.BYTES, uncompressed);
        bytes = Math.max(bytes, bytes + size);
      }
    }

    void endRowGroup(Set<List<String>> expected) {
      for (List<String> path : expected) {
        if (!met.contains(path)) {
          throw new IllegalStateException(
              "its row group " + rowGroup + " lacks the column " + String.join(".", path));
        }
      }
    }

    FooterContent content(ParquetSchema schema) {
      return new FooterContent(rows, schema, needed, bytes);
    }
  }

  /** Returns the path of a column, which is in another place if its other facts are encrypted. */
  private static List<String> path(ColumnChunk column, int rowGroup) {
    if (column.isSetMeta_data()) {
      return column.getMeta_data().getPath_in_schema();
    }
    if (column.isSetCrypto_metadata()
        && column.getCrypto_metadata().isSetENCRYPTION_WITH_COLUMN_KEY()) {
      return column.getCrypto_metadata().getENCRYPTION_WITH_COLUMN_KEY().getPath_in_schema();
    }
    throw new IllegalStateException(
        "its row group " + rowGroup + " has a column chunk without a path");
  }
}
