// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import java.util.Arrays;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The name of a split among the doubles of a row, seven bytes of UTF-8 in each: the first byte of a
 * double holds how many there are, in a way that makes any of them a normal number, whose bits no
 * step on the way changes.
 *
 * <p>So the name goes to the aggregate with the figures, in one block of memory; as an argument of
 * its own Spark would copy it twice more for every row.
 */
final class SplitName {
  private static final int BYTES_PER_WORD = 7;

  /** With one to seven in its low bits, this first byte is that of a double from 2^17 to 2^129. */
  private static final long FIRST_BYTE = 0x40L << 56;

  /** Odd, 2^64 by the golden ratio: spreads what differs in any bits over the upper ones. */
  private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

  private final double[] words;

  private SplitName(double[] words) {
    this.words = words;
  }

  /** Returns how many doubles a name takes: none if it is empty. */
  static int words(UTF8String name) {
    return (name.numBytes() + BYTES_PER_WORD - 1) / BYTES_PER_WORD;
  }

  /** Writes a name from an index on. */
  static void write(UTF8String name, UnsafeArrayData row, int from) {
    int length = name.numBytes();
    if (length == 0) {
      return;
    }
    row.setDouble(from, word(name.getPrefix() >>> 8, Math.min(length, BYTES_PER_WORD)));
    if (length > BYTES_PER_WORD) {
      byte[] bytes = name.getBytes();
      for (int start = BYTES_PER_WORD; start < length; start += BYTES_PER_WORD) {
        int count = Math.min(length - start, BYTES_PER_WORD);
        long value = 0;
        for (int i = 0; i < count; i++) {
          value |= (bytes[start + i] & 0xffL) << (48 - 8 * i);
        }
        row.setDouble(from + start / BYTES_PER_WORD, word(value, count));
      }
    }
  }

  private static double word(long bytes, int count) {
    return Double.longBitsToDouble(FIRST_BYTE | ((long) count << 56) | bytes);
  }

  /** Returns the name that goes from an index to the end of a row. */
  static SplitName read(ArrayData row, int from) {
    double[] words = new double[row.numElements() - from];
    for (int i = 0; i < words.length; i++) {
      words[i] = row.getDouble(from + i);
    }
    return new SplitName(words);
  }

  /** Tells whether it is this name that goes from an index to the end of a row. */
  boolean isIn(ArrayData row, int from) {
    if (row.numElements() != from + words.length) {
      return false;
    }
    for (int i = 0; i < words.length; i++) {
      if (row.getDouble(from + i) != words[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SplitName that && Arrays.equals(words, that.words);
  }

  /** Differs for names that differ in a few digits, as the names of many splits do. */
  @Override
  public int hashCode() {
    long hash = 0;
    for (double word : words) {
      hash = (hash ^ Double.doubleToRawLongBits(word)) * MULTIPLIER;
      hash ^= hash >>> 32;
    }
    return (int) hash;
  }

  /**
   * Returns the name as text.
   *
   * @throws MalformedTextException if it is none
   */
  String text() {
    byte[] bytes = new byte[BYTES_PER_WORD * words.length];
    int length = 0;
    for (double word : words) {
      long bits = Double.doubleToRawLongBits(word);
      int count = (int) ((bits - FIRST_BYTE) >>> 56);
      for (int i = 0; i < count; i++) {
        bytes[length++] = (byte) (bits >>> (48 - 8 * i));
      }
    }
    return MalformedTextException.text("columns.split", bytes, length);
  }
}
