// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Reads a file that may be damaged, and watches what that takes. */
final class BoundedScan {
  /** No file here is of more than some thousand bytes. */
  static final long MOST_BYTES = 64L << 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private BoundedScan() {}

  /**
   * Reads all rows.
   *
   * @return null if the file was refused
   * @throws AssertionError if reading failed otherwise, or took too much memory
   */
  static List<Object[]> rows(String what, FilePart part, List<ColumnForm> forms) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    List<Object[]> rows = null;
    try (ScanTask task = new ScanTask(Parts.HADOOP)) {
      rows = ScannedRows.of(task, part, forms, new Random(7));
    } catch (DamagedFileException e) {
      assertThat(e.getMessage())
          .as(what)
          .startsWith("input file " + part.path())
          .doesNotContain("\n", "Exception", "Error:");
    } catch (IOException | RuntimeException | Error e) {
      throw new AssertionError(what + ": " + e, e);
    }
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
        .as("bytes allocated, %s", what)
        .isLessThan(MOST_BYTES);
    long promised = part.rowGroups().stream().mapToLong(RowGroup::rows).sum();
    if (rows != null && rows.size() != promised) {
      throw new AssertionError(what + ": " + rows.size() + " rows, expected " + promised);
    }
    return rows;
  }

  /** Returns how many rows are there at first, of so many wanted. */
  static int firstRows(FilePart part, ColumnForm form, int most) throws IOException {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    List<TextTable> texts = Collections.singletonList(null);
    try (ScanTask task = new ScanTask(Parts.HADOOP);
        ParquetRows rows = new ParquetRows(task, part, List.of(form), texts)) {
      int found = rows.next(most);
      assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_BYTES);
      return found;
    }
  }
}
