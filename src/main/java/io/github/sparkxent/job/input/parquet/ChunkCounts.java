// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Compares the values of column chunks with the rows of their row groups. Spark reads a missing
 * value of a chunk as 0, and passes over a surplus one.
 *
 * <p>A column outside of lists has one value a row. A list has no fewer values than rows, and the
 * same number of rows as its row group, where that can be known at little cost.
 */
final class ChunkCounts {
  private ChunkCounts() {}

  /** Counts the rows of a list by its pages; empty if they are not known. */
  interface Pages {
    OptionalLong count(NeededChunk chunk) throws IOException;
  }

  /** Returns what is wrong with the chunks of a file. */
  static List<ColumnFault> faults(List<NeededChunk> chunks, Pages pages) throws IOException {
    List<ColumnFault> faults = new ArrayList<>();
    for (NeededChunk chunk : chunks) {
      String found = chunk.isList() ? ofList(chunk, pages) : ofValues(chunk);
      if (found != null) {
        faults.add(
            new ColumnFault(
                chunk.path().get(0),
                "column %s with %s in row group %s, expected %s as the row group has rows"
                    .formatted(chunk.column(), found, chunk.rowGroup(), chunk.rows())));
      }
    }
    return faults;
  }

  private static String ofValues(NeededChunk chunk) {
    return chunk.values() == chunk.rows() ? null : chunk.values() + " values";
  }

  private static String ofList(NeededChunk chunk, Pages pages) throws IOException {
    if (chunk.values() < chunk.rows()) {
      return chunk.values() + " values";
    }
    if (chunk.listedRows() != NeededChunk.UNKNOWN) {
      return chunk.listedRows() == chunk.rows() ? null : chunk.listedRows() + " rows";
    }
    if (chunk.encrypted()) {
      return null;
    }
    OptionalLong rows = pages.count(chunk);
    return rows.isEmpty() || rows.getAsLong() == chunk.rows() ? null : rows.getAsLong() + " rows";
  }
}
