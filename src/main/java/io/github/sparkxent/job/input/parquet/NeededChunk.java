// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.parquet;

import io.github.sparkxent.job.input.parquet.SchemaLeaves.Levels;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.hadoop.metadata.IndexReference;

/**
 * A footer's description of a column chunk that an evaluation may need.
 *
 * @param path the names of the fields from the top-level column on
 * @param rowGroup the index of its row group
 * @param rows the rows of that row group
 * @param levels of its column
 * @param values how many values it promises, for a list including the marks of an empty or missing
 *     one
 * @param listedRows how many rows its values begin by its writer's count; {@link #UNKNOWN} without
 *     one
 * @param codec the name of its compression
 * @param encodings the names of its encodings, those of levels among them
 * @param encrypted whether its pages are; then nothing can be looked at
 * @param pages where its pages begin and end, and its first data page begins
 * @param offsetIndex where the list of its pages is, null if there is none
 */
record NeededChunk(
    List<String> path,
    int rowGroup,
    long rows,
    Levels levels,
    long values,
    long listedRows,
    String codec,
    Set<String> encodings,
    boolean encrypted,
    Pages pages,
    Place offsetIndex) {
  static final long UNKNOWN = -1;

  /** The place of pages in a file: the first page, the end of the last, and the first data page. */
  record Pages(long first, long end, long firstData) {
    long bytes() {
      return end - first;
    }
  }

  /** The place of some bytes in a file. */
  record Place(long offset, int length) {}

  /** Takes the description from a footer. */
  static NeededChunk of(ColumnChunk chunk, int rowGroup, long rows, Levels levels) {
    ColumnMetaData metadata = chunk.getMeta_data();
    long first =
        metadata.isSetDictionary_page_offset() && metadata.getDictionary_page_offset() > 0
            ? Math.min(metadata.getDictionary_page_offset(), metadata.getData_page_offset())
            : metadata.getData_page_offset();
    return new NeededChunk(
        metadata.getPath_in_schema(),
        rowGroup,
        rows,
        levels,
        metadata.getNum_values(),
        listedRows(metadata),
        metadata.getCodec() == null ? "unknown" : metadata.getCodec().name(),
        names(metadata.getEncodings()),
        chunk.isSetCrypto_metadata(),
        new Pages(
            first, first + metadata.getTotal_compressed_size(), metadata.getData_page_offset()),
        chunk.isSetOffset_index_offset() && chunk.isSetOffset_index_length()
            ? new Place(chunk.getOffset_index_offset(), chunk.getOffset_index_length())
            : null);
  }

  /** Takes the description from parquet-java's form of a footer. */
  static NeededChunk of(ColumnChunkMetaData chunk, int rowGroup, long rows, Levels levels) {
    IndexReference index = chunk.getOffsetIndexReference();
    Set<String> encodings = new TreeSet<>();
    chunk.getEncodings().forEach(encoding -> encodings.add(encoding.name()));
    long first = chunk.getStartingPos();
    return new NeededChunk(
        List.of(chunk.getPath().toArray()),
        rowGroup,
        rows,
        levels,
        chunk.getValueCount(),
        UNKNOWN,
        chunk.getCodec().name(),
        encodings,
        chunk.isEncrypted(),
        new Pages(first, first + chunk.getTotalSize(), chunk.getFirstDataPageOffset()),
        index == null ? null : new Place(index.getOffset(), index.getLength()));
  }

  private static Set<String> names(List<Encoding> encodings) {
    Set<String> names = new TreeSet<>();
    for (Encoding encoding : encodings) {
      names.add(encoding == null ? "unknown" : encoding.name());
    }
    return names;
  }

  /** Takes the rows from the histogram of repetition levels: a value at level 0 begins a row. */
  private static long listedRows(ColumnMetaData metadata) {
    try {
      return metadata.isSetSize_statistics()
              && metadata.getSize_statistics().isSetRepetition_level_histogram()
              && metadata.getSize_statistics().getRepetition_level_histogramSize() > 0
          ? metadata.getSize_statistics().getRepetition_level_histogram().get(0)
          : UNKNOWN;
    } catch (LinkageError e) {
      // The Parquet of Spark 3.5 does not know of them.
      return UNKNOWN;
    }
  }

  boolean isList() {
    return levels.repetition() > 0;
  }

  String column() {
    return String.join(".", path);
  }
}
