// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.parquet;

import io.github.sparkxent.scan.parquet.ColumnChunk;
import io.github.sparkxent.scan.parquet.RowGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where a file has the pages of the columns that may be needed.
 *
 * @param columns the columns; files that agree in them share the list
 * @param rowGroups the row groups that have rows, with a chunk for each of the columns
 */
public record FileChunks(List<Column> columns, List<RowGroup> rowGroups) {
  private static final Shared<List<Column>> SHARED = new Shared<>();

  /**
   * A column of values.
   *
   * @param path the names of the fields from the top-level column on
   * @param encodings the names of the encodings of its pages, those of levels among them
   * @param encrypted whether its pages, or the footer, are
   */
  public record Column(List<String> path, Set<String> encodings, boolean encrypted) {
    private Column and(NeededChunk chunk, boolean encryptedFile) {
      Set<String> all = new TreeSet<>(encodings);
      all.addAll(chunk.encodings());
      return new Column(path, all, encrypted || encryptedFile || chunk.encrypted());
    }
  }

  /**
   * Takes what the scan needs of a footer.
   *
   * @param chunks those of a row group one after the other
   * @param encrypted whether the footer was
   */
  static FileChunks of(List<NeededChunk> chunks, boolean encrypted) {
    Map<List<String>, Column> columns = new LinkedHashMap<>();
    Map<Integer, Map<List<String>, NeededChunk>> byRowGroup = new LinkedHashMap<>();
    for (NeededChunk chunk : chunks) {
      Column known =
          columns.getOrDefault(chunk.path(), new Column(chunk.path(), Set.of(), encrypted));
      columns.put(chunk.path(), known.and(chunk, encrypted));
      byRowGroup
          .computeIfAbsent(chunk.rowGroup(), index -> new LinkedHashMap<>())
          .put(chunk.path(), chunk);
    }
    List<RowGroup> rowGroups = new ArrayList<>(byRowGroup.size());
    for (Map<List<String>, NeededChunk> found : byRowGroup.values()) {
      rowGroups.add(rowGroup(columns.keySet(), found));
    }
    return new FileChunks(SHARED.of(List.copyOf(columns.values())), rowGroups);
  }

  /** A chunk that an encrypted footer does not speak of is never asked for. */
  private static RowGroup rowGroup(Set<List<String>> paths, Map<List<String>, NeededChunk> found) {
    NeededChunk any = found.values().iterator().next();
    List<ColumnChunk> chunks = new ArrayList<>(paths.size());
    for (List<String> path : paths) {
      NeededChunk chunk = found.get(path);
      chunks.add(
          chunk == null
              ? null
              : new ColumnChunk(
                  chunk.pages().first(), chunk.pages().end(), chunk.values(), chunk.codec()));
    }
    return new RowGroup(any.rowGroup(), any.rows(), chunks);
  }

  /** Returns the index of a column, -1 if the footer speaks of none in this place. */
  public int indexOf(List<String> path) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).path().equals(path)) {
        return i;
      }
    }
    return -1;
  }
}
