// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import io.github.sparkxent.scan.parquet.page.ByteSource;
import io.github.sparkxent.scan.parquet.page.ChunkPages;
import io.github.sparkxent.scan.parquet.page.FlatLevels;
import io.github.sparkxent.scan.parquet.page.Page;
import io.github.sparkxent.scan.parquet.page.PageFault;
import io.github.sparkxent.scan.parquet.page.PageValues;
import java.io.IOException;

/**
 * Some decoded rows of a column. Arrays may be longer than the rows need, are used again, and may
 * be others after each {@link ParquetRows#next}; what lies outside the decoded rows means nothing.
 */
public abstract sealed class DecodedColumn permits Lists, Longs, Doubles, Texts, Binaries {
  /** So many rows of single values are decoded at once. */
  static final int ROWS_AT_ONCE = 1 << 13;

  final ChunkPages pages;
  final Page page;
  private final ScanCounters counters;
  private final FlatLevels levels = new FlatLevels();
  private LeafColumn leaf;
  private PageValues values;

  private long groupRows;

  /** Rows of the row group that are handed on. */
  private long handedOn;

  /** Values of the page that are not decoded yet. */
  int pageLeft;

  private int pageRows;
  int row;
  int rows;
  boolean[] nulls;

  DecodedColumn(ScanTask task) {
    pages = new ChunkPages(task.codecs());
    page = pages.page();
    counters = task.counters();
  }

  /** Returns the index of the next row in the arrays of this column. */
  public final int row() {
    return row;
  }

  /** Returns how many rows are decoded from {@link #row} on. */
  public final int left() {
    return rows - row;
  }

  /** Returns which rows are null, by index as {@link #row}; null if none of them is. */
  public final boolean[] nulls() {
    return nulls;
  }

  final LeafColumn leaf() {
    return leaf;
  }

  /** Goes to a file. */
  final void open(LeafColumn column) {
    if (!column.equals(leaf)) {
      leaf = column;
      values = values(column);
    }
    boolean fixedWidth =
        switch (column.kind()) {
          case TEXT, BYTES -> false;
          default -> true;
        };
    pages.expect(column.maxRepetition(), column.maxDefinition(), fixedWidth);
  }

  /** Returns what decodes the values of a column. */
  abstract PageValues values(LeafColumn column);

  /** Goes to a row group. */
  void start(ByteSource source, long bytes, ColumnChunk chunk, long rowsOfGroup) throws PageFault {
    boolean fits =
        leaf.isList() && rowsOfGroup > 0
            ? chunk.values() >= rowsOfGroup
            : chunk.values() == rowsOfGroup;
    if (!fits || rowsOfGroup < 0) {
      throw new PageFault(chunk.values() + " values, expected those of " + rowsOfGroup + " rows");
    }
    if (chunk.first() < 0 || chunk.end() < chunk.first() || chunk.end() > bytes) {
      throw new PageFault(
          "pages from %s to %s, but the file has %s bytes"
              .formatted(chunk.first(), chunk.end(), bytes));
    }
    pages.start(source, chunk.first(), chunk.end(), chunk.values(), chunk.codec());
    values.reset();
    groupRows = rowsOfGroup;
    handedOn = 0;
    pageLeft = 0;
    row = 0;
    rows = 0;
  }

  /** Decodes rows behind those that are decoded, which are all taken. */
  abstract void more() throws IOException;

  /** Forgets what was known of the dictionary of another chunk. */
  void newDictionary() {}

  /** Goes to the values of the next page if there are none left of this one. */
  final void toValues() throws IOException {
    while (pageLeft == 0) {
      switch (pages.next()) {
        case DICTIONARY -> {
          values.dictionary(page);
          newDictionary();
        }
        case DATA -> {
          counters.addPages(1);
          pageLeft = page.values();
          pageRows = 0;
          if (pageLeft > 0) {
            values.start(page);
          }
        }
        case END -> throw otherRows(String.valueOf(handedOn));
      }
    }
  }

  /** Notes what was decoded of the page. */
  final void decoded(int count, int begun) throws PageFault {
    pageLeft -= count;
    pageRows += begun;
    if (pageLeft == 0) {
      values.end();
      if (page.rows() >= 0 && page.rows() != pageRows) {
        throw new PageFault("a page of " + pageRows + " rows, but its header says " + page.rows());
      }
    }
  }

  /** Hands on what was decoded. */
  final void handOn(int count) throws PageFault {
    row = 0;
    rows = count;
    handedOn += count;
    if (handedOn > groupRows) {
      throw otherRows("at least " + handedOn);
    }
  }

  private PageFault otherRows(String found) {
    return new PageFault(found + " rows, expected " + groupRows + " as its row group has");
  }

  /** Reads the levels of rows of single values, and returns how many of them have a value. */
  final int levels(int count) throws PageFault {
    int present = levels.read(page, count, leaf.maxDefinition());
    nulls = levels.nulls();
    return present;
  }

  /** Refuses rows behind the last one of the row group. */
  final void requireEnd() throws IOException {
    if (left() > 0 || pageLeft > 0 || !pages.isComplete()) {
      throw otherRows("more than " + groupRows);
    }
    pages.next();
  }
}
