// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.parquet;

import io.github.sparkxent.scan.parquet.page.ParquetStructures;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.List;

/**
 * Counts the data pages of a file that carry a checksum, which Spark then verifies as it reads.
 *
 * <p>It looks at the first data page of each needed column in each row group, since a writer gives
 * checksums to all pages of a column chunk or to none. Of more than 64 such pages in a file it
 * looks at 64, spread evenly.
 *
 * @param pages how many page headers were looked at
 * @param present how many of them carry a checksum
 */
record PageChecksums(int pages, int present) {
  static final String VERIFIED = "verified";
  static final String PARTIAL = "partial";
  static final String ABSENT = "absent";

  private static final int MAX_PAGES = 64;
  static final int USUAL_HEADER_BYTES = 256;

  /** Some writers put the smallest and the largest value of a page into its header. */
  static final int MAX_HEADER_BYTES = 1 << 24;

  /** Looks at the headers of pages. */
  static PageChecksums count(TailStream in, List<Long> offsets) throws IOException {
    int pages = Math.min(offsets.size(), MAX_PAGES);
    int present = 0;
    for (int i = 0; i < pages; i++) {
      long offset = offsets.get((int) ((long) i * offsets.size() / pages));
      long most = in.length() - offset;
      if (offset < 0 || most <= 0) {
        throw new IllegalStateException(
            "its footer speaks of a page at " + offset + ", but the file has " + in.length());
      }
      in.seek(offset);
      if (ParquetStructures.pageHeader(
              new BufferedInputStream(in, USUAL_HEADER_BYTES),
              (int) Math.min(most, MAX_HEADER_BYTES))
          .isSetCrc()) {
        present++;
      }
    }
    return new PageChecksums(pages, present);
  }

  /** Returns the word for the report; null if there is no page to tell from. */
  static String word(List<ParquetFooter> footers) {
    long pages = footers.stream().mapToLong(ParquetFooter::pages).sum();
    long present = footers.stream().mapToLong(ParquetFooter::checksums).sum();
    if (pages == 0) {
      return null;
    }
    return present == pages ? VERIFIED : present == 0 ? ABSENT : PARTIAL;
  }
}
