// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import io.github.sparkxent.numeric.LogitEncoding;
import io.github.sparkxent.scan.parquet.page.ByteValues;
import io.github.sparkxent.scan.parquet.page.FloatValues;
import io.github.sparkxent.scan.parquet.page.PageFault;
import io.github.sparkxent.scan.parquet.page.PageValues;
import io.github.sparkxent.scan.parquet.page.RowLevels;
import java.io.IOException;
import java.util.Arrays;

/** Decoded rows of a list of floats each. */
public final class FloatLists extends Lists {
  private static final int BYTES_AT_ONCE = 1 << 18;

  /** How packed floats are stored; null for lists. */
  private final LogitEncoding packing;

  private float[] values = new float[0];
  private boolean[] flags = new boolean[0];
  private boolean[] broken;
  private FloatValues floats;
  private ByteValues packed;

  FloatLists(ScanTask task, LogitEncoding packing) {
    super(task);
    this.packing = packing;
  }

  /** Returns the elements of all rows; that of a null one means nothing. */
  public float[] values() {
    return values;
  }

  /**
   * Returns which rows have bytes that are no whole number of floats, by index as {@link #row};
   * such a row has no elements. Null if none of them is so.
   */
  public boolean[] broken() {
    return broken;
  }

  @Override
  PageValues values(LeafColumn column) {
    floats = new FloatValues(column.kind() == LeafColumn.Kind.FLOAT16);
    packed = packing == null ? null : new ByteValues();
    return packed == null ? floats : packed;
  }

  @Override
  void more() throws IOException {
    if (packed == null) {
      super.more();
    } else {
      toValues();
      unpack(Math.min(Math.min(pageLeft, ROWS_AT_ONCE), packed.fitting(BYTES_AT_ONCE)));
    }
  }

  private void unpack(int count) throws PageFault {
    packed.prepare(levels(count));
    broken = null;
    if (starts.length <= count) {
      starts = new int[count + 1];
    }
    int at = 0;
    for (int i = 0; i < count; i++) {
      starts[i] = at;
      if (nulls == null || !nulls[i]) {
        packed.next();
        if (!packing.isWhole(packed.length())) {
          setBroken(i, count);
        } else {
          int elements = packed.length() / packing.width();
          RowLevels.requireFew(at, elements, RowLevels.MOST_OF_ROW);
          room(at + elements, at);
          floats.packed(packing, packed.array(), packed.from(), values, at, elements);
          at += elements;
        }
      }
    }
    starts[count] = at;
    decoded(count, count);
    handOn(count);
  }

  private void setBroken(int index, int count) {
    if (broken == null) {
      if (flags.length < count) {
        flags = new boolean[count];
      }
      Arrays.fill(flags, 0, count, false);
      broken = flags;
    }
    broken[index] = true;
  }

  @Override
  void room(int elements, int kept) {
    if (values.length < elements) {
      values = Arrays.copyOf(kept == 0 ? new float[0] : values, roomy(elements));
    }
  }

  @Override
  void move(int from, int count) {
    System.arraycopy(values, from, values, 0, count);
  }

  @Override
  void read(int count, int at) throws PageFault {
    floats.read(count, values, at);
  }

  @Override
  void spread(int at, int present, boolean[] nullAt, int end) {
    int source = at + present;
    for (int i = end - 1; i >= at; i--) {
      values[i] = nullAt[i] ? 0.0f : values[--source];
    }
  }
}
