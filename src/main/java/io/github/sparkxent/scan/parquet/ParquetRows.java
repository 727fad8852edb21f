// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import io.github.sparkxent.scan.parquet.page.PageFault;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;

/**
 * The rows of a part of a file, column by column, some rows at a time, one row group after the
 * other. Where a file gives no column but only constants there may be none.
 *
 * <pre>{@code
 * while ((rows = part.next(256)) > 0) {
 *   ... rows of part.column(i), from its row() on
 *   part.advance(rows);
 * }
 * }</pre>
 */
public final class ParquetRows implements Closeable {
  private final ScanTask task;
  private final FilePart part;
  private final List<ColumnForm> forms;
  private final DecodedColumn[] columns;
  private final PartFile file;
  private RowGroup group;
  private int nextGroup;

  /** Rows of the row group that were not handed on yet. */
  private long rowsLeft;

  private boolean closed;

  /**
   * Opens a file, or finds that it is not the one that was listed.
   *
   * @param task what this part shares with the other parts of a task
   * @param part what is read
   * @param forms one for each column of the part
   * @param texts the texts met so far, one for each column of the part; null for those whose form
   *     is not {@link ColumnForm#TEXTS}. No two columns may share one
   * @throws DamagedFileException if the file is gone or was replaced
   * @throws IOException if it cannot be opened
   * @throws IllegalArgumentException if a column cannot be read in its form
   */
  public ParquetRows(ScanTask task, FilePart part, List<ColumnForm> forms, List<TextTable> texts)
      throws IOException {
    requireForms(part, forms, texts);
    this.task = task;
    this.part = part;
    this.forms = forms;
    file = PartFile.open(task.hadoop(), part, task.counters());
    columns = new DecodedColumn[forms.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = task.take(forms.get(i));
      columns[i].open(part.columns().get(i));
      if (columns[i] instanceof Texts column) {
        column.collectIn(texts.get(i));
      }
    }
  }

  private static void requireForms(FilePart part, List<ColumnForm> forms, List<TextTable> texts) {
    if (forms.size() != part.columns().size() || texts.size() != forms.size()) {
      throw new IllegalArgumentException(
          "%s forms and %s tables of texts for %s columns"
              .formatted(forms.size(), texts.size(), part.columns().size()));
    }
    for (int i = 0; i < forms.size(); i++) {
      if (!forms.get(i).takes(part.columns().get(i))) {
        throw new IllegalArgumentException(
            "column " + part.columns().get(i) + " cannot be read as " + forms.get(i));
      }
      if (forms.get(i) == ColumnForm.TEXTS && texts.get(i) == null) {
        throw new IllegalArgumentException(
            "no table for the texts of column " + part.columns().get(i));
      }
    }
  }

  /**
   * Decodes rows if none are left.
   *
   * @param most at least 1
   * @return how many rows are decoded in all columns, at most so many; 0 at the end of the part
   * @throws DamagedFileException if the file is damaged
   * @throws IOException if it cannot be read
   */
  public int next(int most) throws IOException {
    while (rowsLeft == 0) {
      if (!nextGroup()) {
        return 0;
      }
    }
    int count = (int) Math.min(most, rowsLeft);
    for (int i = 0; i < columns.length; i++) {
      if (columns[i].left() == 0) {
        more(i);
      }
      count = Math.min(count, columns[i].left());
    }
    return count;
  }

  private void more(int index) throws IOException {
    try {
      columns[index].more();
    } catch (PageFault | EOFException | RuntimeException e) {
      throw damaged(index, e);
    }
  }

  private boolean nextGroup() throws IOException {
    for (int i = 0; group != null && i < columns.length; i++) {
      try {
        columns[i].requireEnd();
      } catch (PageFault | EOFException | RuntimeException e) {
        throw damaged(i, e);
      }
    }
    group = null;
    if (nextGroup == part.rowGroups().size()) {
      return false;
    }
    group = part.rowGroups().get(nextGroup++);
    if (group.rows() < 0) {
      throw new DamagedFileException(
          "input file %s row group %s: %s rows".formatted(part.path(), group.index(), group.rows()),
          null);
    }
    for (int i = 0; i < columns.length; i++) {
      try {
        columns[i].start(file, part.bytes(), group.chunks().get(i), group.rows());
      } catch (PageFault e) {
        throw damaged(i, e);
      }
    }
    rowsLeft = group.rows();
    return true;
  }

  /** Decoders meet any bytes; what they throw but cannot foresee is about these too. */
  private DamagedFileException damaged(int index, Exception e) {
    String found =
        e instanceof PageFault
            ? e.getMessage()
            : "pages that cannot be decoded (%s), expected whole ones".formatted(e);
    return new DamagedFileException(
        "input file %s column %s, row group %s: %s"
            .formatted(part.path(), part.columns().get(index).path().get(0), group.index(), found),
        e);
  }

  /**
   * Goes on behind rows that are decoded.
   *
   * @param rows at most what {@link #next} returned last
   */
  public void advance(int rows) {
    for (DecodedColumn column : columns) {
      column.row += rows;
    }
    rowsLeft -= rows;
    task.counters().addRows(rows);
  }

  /** Returns a column of the part; the same object until the end. */
  public DecodedColumn column(int index) {
    return columns[index];
  }

  /** Closes the file; what was decoded must not be used any more. */
  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      for (int i = 0; i < columns.length; i++) {
        task.giveBack(forms.get(i), columns[i]);
      }
      file.close();
    }
  }
}
