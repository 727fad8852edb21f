// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet.page;

import java.util.Arrays;

/** Parquet's runs of equal numbers and of packed ones: levels, and ids of a dictionary. */
final class Runs {
  private static final int MAX_SHIFT = 28;

  private byte[] data;
  private int position;
  private int end;
  private int width;

  /** Numbers of the current run that are not taken yet. */
  private int left;

  private boolean packed;
  private int value;

  /** The bit of the next number of a packed run, from the byte {@link #packedFrom} on. */
  private long bit;

  private int packedFrom;

  /** Returns how many bits a number has that is at most {@code max}. */
  static int width(int max) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(max);
  }

  void start(byte[] data, int from, int end, int width) throws PageFault {
    if (width < 0 || width > Integer.SIZE) {
      throw new PageFault("numbers of " + width + " bits, expected at most " + Integer.SIZE);
    }
    this.data = data;
    this.position = from;
    this.end = end;
    this.width = width;
    left = width == 0 ? Integer.MAX_VALUE : 0;
    packed = false;
    value = 0;
  }

  private void nextRun() throws PageFault {
    int header = 0;
    int shift = 0;
    byte b;
    do {
      if (position >= end || shift > MAX_SHIFT) {
        throw tooShort();
      }
      b = data[position++];
      header |= (b & 0x7f) << shift;
      shift += 7;
    } while (b < 0);
    int count = header >>> 1;
    if (count == 0) {
      throw new PageFault("an empty run of levels or ids, expected at least one");
    }
    packed = (header & 1) != 0;
    if (packed) {
      long bytes = Math.min((long) count * width, end - position);
      left = (int) Math.min(Integer.MAX_VALUE, Math.min((long) count << 3, (bytes << 3) / width));
      if (left == 0) {
        throw tooShort();
      }
      packedFrom = position;
      bit = 0;
      position += (int) bytes;
    } else {
      left = count;
      repeated();
    }
  }

  private void repeated() throws PageFault {
    int bytes = (width + 7) >> 3;
    if (bytes > end - position) {
      throw tooShort();
    }
    value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (data[position++] & 0xff) << (Byte.SIZE * i);
    }
    if (width < Integer.SIZE && value >>> width != 0) {
      throw new PageFault("a level or id " + value + ", expected one of " + width + " bits");
    }
  }

  private static PageFault tooShort() {
    return new PageFault("levels or ids that end too early");
  }

  /** Takes numbers as long as they are known to be one value; returns how many. */
  int takeEqual(int most, int expected) throws PageFault {
    if (left == 0) {
      nextRun();
    }
    if (packed || value != expected) {
      return 0;
    }
    int some = Math.min(most, left);
    skip(some);
    return some;
  }

  /** Returns how many numbers of the current run are left. */
  int leftOfRun() throws PageFault {
    if (left == 0) {
      nextRun();
    }
    return left;
  }

  /** Takes numbers if they are known to be one value without looking at each. */
  boolean takeIfAll(int count, int expected) throws PageFault {
    if (left == 0) {
      nextRun();
    }
    if (packed || value != expected || left < count) {
      return false;
    }
    skip(count);
    return true;
  }

  private void skip(int count) {
    if (width > 0) {
      left -= count;
    }
  }

  /** Takes numbers. */
  void read(int count, int[] out, int at) throws PageFault {
    int done = 0;
    while (done < count) {
      if (left == 0) {
        nextRun();
      }
      int some = Math.min(left, count - done);
      if (packed) {
        unpack(some, out, at + done);
      } else {
        Arrays.fill(out, at + done, at + done + some, value);
      }
      skip(some);
      done += some;
    }
  }

  private void unpack(int count, int[] out, int at) {
    int i = 0;
    if (width <= Byte.SIZE) {
      for (; i < count && (bit & 7) != 0; i++) {
        out[at + i] = unpacked();
      }
      for (; i + Byte.SIZE <= count; i += Byte.SIZE) {
        unpackEight(out, at + i);
      }
    }
    for (; i < count; i++) {
      out[at + i] = unpacked();
    }
  }

  private int unpacked() {
    long word = LittleEndian.word(data, packedFrom + (int) (bit >>> 3)) >>> (bit & 7);
    bit += width;
    return (int) (word & ((1L << width) - 1));
  }

  /** Eight numbers that begin with a byte and are in eight bytes at most. */
  private void unpackEight(int[] out, int at) {
    long word = LittleEndian.word(data, packedFrom + (int) (bit >>> 3));
    int mask = (1 << width) - 1;
    for (int k = 0; k < Byte.SIZE; k++) {
      out[at + k] = (int) (word >>> (k * width)) & mask;
    }
    bit += (long) Byte.SIZE * width;
  }

  /**
   * Takes numbers of one bit and finds the zeros among them.
   *
   * @param base added to the index of each
   * @param out where they go, with room for {@code count} from {@code at} on
   * @return how many there are
   */
  int zeros(int count, int base, int[] out, int at) throws PageFault {
    int found = at;
    int done = 0;
    while (done < count) {
      if (left == 0) {
        nextRun();
      }
      int some = Math.min(left, count - done);
      if (packed) {
        found = packedZeros(some, base + done, out, found);
      } else if (value == 0) {
        for (int i = 0; i < some; i++) {
          out[found++] = base + done + i;
        }
      }
      left -= some;
      done += some;
    }
    return found - at;
  }

  private int packedZeros(int count, int base, int[] out, int at) {
    int found = at;
    int done = 0;
    while (done < count) {
      int shift = (int) (bit & 7);
      int some = Math.min(count - done, Long.SIZE - shift);
      long zeros = ~LittleEndian.word(data, packedFrom + (int) (bit >>> 3)) >>> shift;
      if (some < Long.SIZE) {
        zeros &= (1L << some) - 1;
      }
      while (zeros != 0) {
        out[found++] = base + done + Long.numberOfTrailingZeros(zeros);
        zeros &= zeros - 1;
      }
      bit += some;
      done += some;
    }
    return found;
  }
}
