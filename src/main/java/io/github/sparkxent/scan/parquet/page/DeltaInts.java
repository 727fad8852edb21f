// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet.page;

/** Integers as differences, packed in blocks: DELTA_BINARY_PACKED. */
final class DeltaInts {
  private static final int MOST_IN_BLOCK = 1 << 20;

  private byte[] data;
  private int position;
  private int end;

  /** Integers that are not taken yet. */
  private long left;

  private boolean begun;
  private long value;
  private int inMiniBlock;
  private int miniBlocks;

  private long smallest;
  private int widthsAt;
  private int miniBlock;
  private int miniBlockLeft;
  private int width;
  private int packedFrom;
  private long bit;

  /** Returns how many integers there are. */
  int start(byte[] data, int from, int end) throws PageFault {
    this.data = data;
    this.position = from;
    this.end = end;
    long inBlock = unsigned();
    long blocks = unsigned();
    left = unsigned();
    value = zigZag();
    begun = false;
    if (inBlock <= 0
        || inBlock > MOST_IN_BLOCK
        || blocks <= 0
        || inBlock % blocks != 0
        || inBlock / blocks % Byte.SIZE != 0) {
      throw new PageFault("blocks of " + inBlock + " integers in " + blocks + " smaller ones");
    }
    if (left < 0 || left > Integer.MAX_VALUE) {
      throw new PageFault("a page of " + left + " integers");
    }
    inMiniBlock = (int) (inBlock / blocks);
    miniBlocks = (int) blocks;
    miniBlock = miniBlocks;
    miniBlockLeft = 0;
    return (int) left;
  }

  /** Takes integers. */
  void read(int count, long[] out, int at) throws PageFault {
    if (count > left) {
      throw new PageFault(count + " integers to read, but the page has " + left + " more");
    }
    int done = 0;
    if (!begun && count > 0) {
      out[at] = value;
      begun = true;
      left--;
      done = 1;
    }
    while (done < count) {
      if (miniBlockLeft == 0) {
        nextMiniBlock();
      }
      int some = Math.min(count - done, miniBlockLeft);
      for (int i = 0; i < some; i++) {
        value += smallest + packed();
        out[at + done++] = value;
      }
      miniBlockLeft -= some;
      left -= some;
    }
  }

  private long packed() {
    if (width == 0) {
      return 0;
    }
    int p = packedFrom + (int) (bit >>> 3);
    int shift = (int) (bit & 7);
    bit += width;
    long word = LittleEndian.word(data, p) >>> shift;
    if (shift + width > Long.SIZE) {
      word |= LittleEndian.word(data, p + Long.BYTES) << (Long.SIZE - shift);
    }
    return width == Long.SIZE ? word : word & ((1L << width) - 1);
  }

  private void nextMiniBlock() throws PageFault {
    if (miniBlock == miniBlocks) {
      smallest = zigZag();
      widthsAt = position;
      if (miniBlocks > end - position) {
        throw tooShort();
      }
      position += miniBlocks;
      miniBlock = 0;
    }
    width = data[widthsAt + miniBlock++] & 0xff;
    if (width > Long.SIZE) {
      throw new PageFault("integers of " + width + " bits, expected at most " + Long.SIZE);
    }
    bit = 0;
    miniBlockLeft = inMiniBlock;
    packedFrom = position;
    // The last small block may be cut behind its last integer.
    long needed = (Math.min(left, inMiniBlock) * width + 7) >> 3;
    if (needed > end - position) {
      throw tooShort();
    }
    position = (int) Math.min(end, position + ((long) inMiniBlock * width >> 3));
  }

  /** Goes behind all integers without decoding them, and returns where that is. */
  int skipAll() throws PageFault {
    left -= begun || left == 0 ? 0 : 1;
    while (left > 0) {
      nextMiniBlock();
      left -= Math.min(left, inMiniBlock);
    }
    return position;
  }

  private long zigZag() throws PageFault {
    long coded = unsigned();
    return (coded >>> 1) ^ -(coded & 1);
  }

  private long unsigned() throws PageFault {
    long read = 0;
    int shift = 0;
    byte b;
    do {
      if (position >= end || shift >= Long.SIZE) {
        throw tooShort();
      }
      b = data[position++];
      read |= (b & 0x7fL) << shift;
      shift += 7;
    } while (b < 0);
    return read;
  }

  private static PageFault tooShort() {
    return new PageFault("integers that end too early");
  }
}
