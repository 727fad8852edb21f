// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet.page;

import org.apache.parquet.format.Encoding;

/** Values of INT32 or INT64, signed or not, as longs. */
public final class LongValues implements PageValues {
  private final boolean isLong;
  private final boolean unsigned;
  private final int width;
  private final FixedBytes bytes;
  private final LittleEndian little = new LittleEndian();
  private final DictionaryIds ids = new DictionaryIds();
  private final DeltaInts deltas = new DeltaInts();
  private long[] dictionary = new long[0];
  private int dictionarySize;
  private Page page;

  /**
   * Prepares to read.
   *
   * @param isLong whether values have eight bytes, not four
   * @param unsigned whether those of four bytes have no sign; those of eight keep their bits
   */
  public LongValues(boolean isLong, boolean unsigned) {
    this.isLong = isLong;
    this.unsigned = unsigned;
    width = isLong ? Long.BYTES : Integer.BYTES;
    bytes = new FixedBytes(width);
  }

  @Override
  public void reset() {
    dictionarySize = -1;
  }

  @Override
  public void dictionary(Page page) throws PageFault {
    bytes.start(page);
    if (dictionary.length < page.values) {
      dictionary = new long[Math.min(page.values, page.bytes() / width + 1)];
    }
    fixed(page.values, dictionary, 0);
    dictionarySize = page.values;
  }

  @Override
  public void start(Page page) throws PageFault {
    this.page = page;
    if (page.hasIds()) {
      ids.start(page, dictionarySize);
    } else if (page.encoding == Encoding.DELTA_BINARY_PACKED) {
      if (page.bytes() > 0) {
        deltas.start(page.data, page.from, page.end);
      }
    } else {
      bytes.start(page);
    }
  }

  /** Takes values. */
  public void read(int count, long[] out, int at) throws PageFault {
    if (count == 0) {
      return;
    }
    if (page.hasIds()) {
      int[] chosen = ids.read(count);
      for (int i = 0; i < count; i++) {
        out[at + i] = dictionary[chosen[i]];
      }
    } else if (page.encoding == Encoding.DELTA_BINARY_PACKED) {
      if (page.bytes() == 0) {
        throw new PageFault(count + " integers to read, but the page has none");
      }
      deltas.read(count, out, at);
      if (!isLong) {
        narrow(count, out, at);
      }
    } else {
      fixed(count, out, at);
    }
  }

  private void narrow(int count, long[] out, int at) {
    for (int i = at; i < at + count; i++) {
      out[i] = unsigned ? out[i] & 0xffffffffL : (int) out[i];
    }
  }

  private void fixed(int count, long[] out, int at) throws PageFault {
    bytes.take(count);
    byte[] array = bytes.array();
    int from = bytes.from();
    if (isLong) {
      little.longs(array, from, out, at, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      out[at + i] = (int) LittleEndian.INTS.get(array, from + Integer.BYTES * i);
    }
    if (unsigned) {
      narrow(count, out, at);
    }
  }

  @Override
  public void end() throws PageFault {
    if (!page.hasIds() && page.encoding != Encoding.DELTA_BINARY_PACKED) {
      bytes.requireEnd();
    }
  }
}
