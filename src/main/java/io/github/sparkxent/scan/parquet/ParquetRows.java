// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * The rows of a part of a file, column by column, some rows at a time, one row group after the
 * other. The columns of a file of which only constants are wanted may be none.
 *
 * <pre>{@code
 * while ((rows = part.next(256)) > 0) {
 *   ... rows of part.column(i), from its row() on
 *   part.advance(rows);
 * }
 * }</pre>
 */
public final class ParquetRows implements Closeable {
  /**
   * Opens a file, or finds that it is not the one that was listed.
   *
   * @param task what this part shares with the other parts of a task
   * @param part what is read
   * @param forms one for each column of the part
   * @param texts the texts met so far, one for each column of the part; null for those whose form
   *     is not {@link ColumnForm#TEXTS}. No two columns may share one
   * @throws DamagedFileException if the file is gone or was replaced
   * @throws IllegalArgumentException if a column cannot be read in its form
   */
  public ParquetRows(ScanTask task, FilePart part, List<ColumnForm> forms, List<TextTable> texts)
      throws IOException {}

  /**
   * Decodes rows if none are left.
   *
   * @param most at least 1
   * @return how many rows are decoded in all columns, at most so many; 0 at the end of the part
   * @throws DamagedFileException if the file is damaged
   * @throws IOException if it cannot be read
   */
  public int next(int most) throws IOException {
    return 0;
  }

  /**
   * Goes on behind rows that are decoded.
   *
   * @param rows at most what {@link #next} returned last
   */
  public void advance(int rows) {}

  /** Returns a column of the part; the same object until the end. */
  public DecodedColumn column(int index) {
    return null;
  }

  /** Closes the file; what was decoded must not be used any more. */
  @Override
  public void close() throws IOException {}
}
