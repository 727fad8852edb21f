// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet.page;

import org.apache.parquet.format.Encoding;

/** Values of BOOLEAN, as 0 and 1. */
public final class FlagValues implements PageValues {
  private final Runs runs = new Runs();
  private int[] taken = new int[0];
  private Page page;

  /** The next bit of plain values. */
  private long bit;

  @Override
  public void reset() {}

  @Override
  public void dictionary(Page page) throws PageFault {
    throw new PageFault("a dictionary of flags, expected none");
  }

  @Override
  public void start(Page page) throws PageFault {
    this.page = page;
    bit = 0;
    switch (page.encoding) {
      case PLAIN -> {}
      case RLE -> {
        int length =
            page.bytes() < Integer.BYTES ? -1 : (int) LittleEndian.INTS.get(page.data, page.from);
        if (length < 0 || length > page.bytes() - Integer.BYTES) {
          throw new PageFault("flags of " + length + " bytes, but the page has " + page.bytes());
        }
        int from = page.from + Integer.BYTES;
        runs.start(page.data, from, from + length, 1);
      }
      default ->
          throw new PageFault("flags encoded by " + page.encoding + ", expected another encoding");
    }
  }

  /** Takes values. */
  public void read(int count, long[] out, int at) throws PageFault {
    if (count == 0) {
      return;
    }
    if (page.encoding == Encoding.RLE) {
      if (taken.length < count) {
        taken = new int[count];
      }
      runs.read(count, taken, 0);
      for (int i = 0; i < count; i++) {
        out[at + i] = taken[i];
      }
      return;
    }
    long bits = (long) page.bytes() << 3;
    if (count > bits - bit) {
      throw new PageFault(count + " flags, but the page has " + (bits - bit) + " more bits");
    }
    for (int i = 0; i < count; i++, bit++) {
      out[at + i] = page.data[page.from + (int) (bit >> 3)] >> (bit & 7) & 1;
    }
  }

  @Override
  public void end() throws PageFault {
    long needed = bit + 7 >> 3;
    if (page.encoding == Encoding.PLAIN && needed < page.bytes()) {
      throw new PageFault(
          (page.bytes() - needed) + " bytes behind the last value of a page, expected none");
    }
  }
}
