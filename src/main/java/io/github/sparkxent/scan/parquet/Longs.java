// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import io.github.sparkxent.scan.parquet.page.LongValues;
import io.github.sparkxent.scan.parquet.page.PageValues;
import java.io.IOException;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Decoded rows of an integer each. */
public final class Longs extends DecodedColumn {
  private long[] values = new long[0];
  private LongValues longs;

  Longs(ScanTask task) {
    super(task);
  }

  /**
   * Returns a value for each row; that of a null row means nothing. An unsigned integer beyond
   * {@link Long#MAX_VALUE} is that.
   */
  public long[] values() {
    return values;
  }

  static LongValues of(LeafColumn column) {
    return new LongValues(column.type() == PrimitiveTypeName.INT64, isUnsigned(column));
  }

  static boolean isUnsigned(LeafColumn column) {
    return column.kind() == LeafColumn.Kind.UNSIGNED_INTEGER;
  }

  /** Makes unsigned integers beyond the largest long that one. */
  static void limit(long[] values, int from, int count) {
    for (int i = from; i < from + count; i++) {
      values[i] = values[i] < 0 ? Long.MAX_VALUE : values[i];
    }
  }

  @Override
  PageValues values(LeafColumn column) {
    longs = of(column);
    return longs;
  }

  @Override
  void more() throws IOException {
    toValues();
    int count = Math.min(pageLeft, ROWS_AT_ONCE);
    int present = levels(count);
    if (values.length < count) {
      values = new long[count];
    }
    longs.read(present, values, 0);
    if (isUnsigned(leaf())) {
      limit(values, 0, present);
    }
    if (nulls != null) {
      for (int i = count - 1, source = present; i >= 0; i--) {
        values[i] = nulls[i] ? 0 : values[--source];
      }
    }
    decoded(count, count);
    handOn(count);
  }
}
