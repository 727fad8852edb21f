// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import io.github.sparkxent.scan.parquet.page.ByteValues;
import io.github.sparkxent.scan.parquet.page.PageFault;
import io.github.sparkxent.scan.parquet.page.PageValues;
import java.io.IOException;
import java.util.Arrays;

/** Decoded rows of some bytes each. */
public final class Binaries extends DecodedColumn {
  private static final int BYTES_AT_ONCE = 1 << 18;

  /** More bytes of rows decoded at once are taken for damage. */
  private static final int MOST_BYTES = 1 << 28;

  private byte[] bytes = new byte[0];
  private int[] starts = new int[1];
  private ByteValues values;

  Binaries(ScanTask task) {
    super(task);
  }

  /** Returns the bytes of all rows. */
  public byte[] bytes() {
    return bytes;
  }

  /** Returns where they are: row i has those from {@code starts[i]} to {@code starts[i + 1]}. */
  public int[] starts() {
    return starts;
  }

  @Override
  PageValues values(LeafColumn column) {
    values = new ByteValues();
    return values;
  }

  @Override
  void more() throws IOException {
    toValues();
    int count = Math.min(Math.min(pageLeft, ROWS_AT_ONCE), values.fitting(BYTES_AT_ONCE));
    values.prepare(levels(count));
    if (starts.length <= count) {
      starts = new int[count + 1];
    }
    int at = 0;
    for (int i = 0; i < count; i++) {
      starts[i] = at;
      if (nulls == null || !nulls[i]) {
        at = copy(at);
      }
    }
    starts[count] = at;
    decoded(count, count);
    handOn(count);
  }

  private int copy(int at) throws PageFault {
    values.next();
    int length = values.length();
    if (length > MOST_BYTES - at) {
      throw new PageFault("more than " + MOST_BYTES + " bytes of few rows");
    }
    if (bytes.length < at + length) {
      bytes = Arrays.copyOf(bytes, at + length + (at + length >> 1));
    }
    System.arraycopy(values.array(), values.from(), bytes, at, length);
    return at + length;
  }
}
