// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import io.github.sparkxent.scan.parquet.page.FlagValues;
import io.github.sparkxent.scan.parquet.page.LongValues;
import io.github.sparkxent.scan.parquet.page.PageFault;
import io.github.sparkxent.scan.parquet.page.PageValues;
import java.util.Arrays;

/** Decoded rows of a list of integers, or of flags as 0 and 1, each. */
public final class LongLists extends Lists {
  private long[] values = new long[0];
  private LongValues longs;

  /** Null if values are no flags. */
  private FlagValues flags;

  LongLists(ScanTask task) {
    super(task);
  }

  /**
   * Returns the elements of all rows; that of a null one means nothing. An unsigned integer beyond
   * {@link Long#MAX_VALUE} is that.
   */
  public long[] values() {
    return values;
  }

  /** Tells whether the elements are flags. */
  public boolean areFlags() {
    return flags != null;
  }

  @Override
  PageValues values(LeafColumn column) {
    flags = column.kind() == LeafColumn.Kind.FLAG ? new FlagValues() : null;
    longs = flags == null ? Longs.of(column) : null;
    return flags == null ? longs : flags;
  }

  @Override
  void room(int elements, int kept) {
    if (values.length < elements) {
      values = Arrays.copyOf(kept == 0 ? new long[0] : values, roomy(elements));
    }
  }

  @Override
  void move(int from, int count) {
    System.arraycopy(values, from, values, 0, count);
  }

  @Override
  void read(int count, int at) throws PageFault {
    if (flags != null) {
      flags.read(count, values, at);
      return;
    }
    longs.read(count, values, at);
    if (Longs.isUnsigned(leaf())) {
      Longs.limit(values, at, count);
    }
  }

  @Override
  void spread(int at, int present, boolean[] nullAt, int end) {
    int source = at + present;
    for (int i = end - 1; i >= at; i--) {
      values[i] = nullAt[i] ? 0 : values[--source];
    }
  }
}
