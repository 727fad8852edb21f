// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.exact;

import java.math.BigInteger;

/**
 * A mutable fixed-point number wide enough for any sum of products of up to four doubles, one or
 * two of which may be sums of products of two themselves.
 *
 * <p>Its value is the sum of chunk_i * 2^(32 i + {@link #LOWEST_EXPONENT}). A chunk is a signed
 * 64-bit integer, so neighbours overlap by 32 bits and an addition needs no immediate carry. Only
 * the touched window of chunks is in memory.
 */
final class Superaccumulator {
  /** The weight of bit 0 of chunk 0: six times the exponent of the smallest double. */
  static final int LOWEST_EXPONENT = 6 * Binary64.MIN_EXPONENT;

  private static final long DIGIT = 0xffff_ffffL;

  /**
   * Additions between two carry propagations. One changes a chunk by at most 2^52, and merging at
   * most doubles their number, so a chunk stays below 2^63.
   */
  private static final int ADDITIONS_BEFORE_CARRY = 1000;

  /** The product of four significands has 212 bits, and up to 31 more by its place in a chunk. */
  private static final int DIGITS_OF_FOUR = 8;

  private static final long[] NONE = {};

  /** Element i is chunk low + i. */
  private long[] chunks = NONE;

  private int low;

  /** A bound on every |chunk| in units of 2^52. */
  private int additions;

  Superaccumulator() {}

  /** Adds significand * 2^(position + LOWEST_EXPONENT), |significand| < 2^53. */
  void add(long significand, int position) {
    int index = (position >> 5) - low;
    if ((index | (chunks.length - 2 - index)) < 0) {
      if (significand == 0) {
        return;
      }
      index = include(position >> 5, 2);
    }
    int shift = position & 31;
    chunks[index] += (significand << shift) & DIGIT;
    chunks[index + 1] += significand >> (32 - shift);
    countAddition();
  }

  /**
   * Adds a * b * 2^(position + LOWEST_EXPONENT), or its negative if sign is -1 (else 0); a and b
   * are magnitudes below 2^53.
   */
  void addProduct(long a, long b, long sign, int position) {
    int index = (position >> 5) - low;
    if ((index | (chunks.length - 4 - index)) < 0) {
      if (a == 0 || b == 0) {
        return;
      }
      index = include(position >> 5, 4);
    }
    long upper = Math.multiplyHigh(a, b);
    long lower = a * b;
    int shift = position & 31;
    long third = (upper << shift) | (lower >>> 1 >>> (63 - shift));
    chunks[index] += (((lower << shift) & DIGIT) ^ sign) - sign;
    chunks[index + 1] += (((lower >>> (32 - shift)) & DIGIT) ^ sign) - sign;
    chunks[index + 2] += ((third & DIGIT) ^ sign) - sign;
    chunks[index + 3] += ((upper >>> (32 - shift)) ^ sign) - sign;
    countAddition();
  }

  /**
   * Adds a * b * c * d * 2^(position + LOWEST_EXPONENT), or its negative if sign is -1 (else 0).
   */
  void addProduct(long a, long b, long c, long d, long sign, int position) {
    long[] left = digits(a, b, 0);
    long[] right = digits(c, d, position & 31);
    long[] product = new long[left.length + right.length];
    for (int i = 0; i < left.length; i++) {
      long carry = 0;
      for (int j = 0; j < right.length; j++) {
        long sum = left[i] * right[j] + product[i + j] + carry;
        product[i + j] = sum & DIGIT;
        carry = sum >>> 32;
      }
      product[i + right.length] = carry;
    }
    int index = include(position >> 5, DIGITS_OF_FOUR);
    for (int i = 0; i < DIGITS_OF_FOUR; i++) {
      chunks[index + i] += (product[i] ^ sign) - sign;
    }
    countAddition();
  }

  /** Returns the 32-bit digits, lowest first, of a * b * 2^shift, which has up to 137 bits. */
  private static long[] digits(long a, long b, int shift) {
    long upper = Math.multiplyHigh(a, b);
    long lower = a * b;
    long rest = upper >>> (32 - shift);
    return new long[] {
      (lower << shift) & DIGIT,
      (lower >>> (32 - shift)) & DIGIT,
      ((upper << shift) | (lower >>> 1 >>> (63 - shift))) & DIGIT,
      rest & DIGIT,
      rest >>> 32
    };
  }

  /** Adds significand * 2^(position + LOWEST_EXPONENT) for an integer of any size. */
  void add(BigInteger significand, int position) {
    if (significand.signum() == 0) {
      return;
    }
    BigInteger rest = significand.shiftLeft(position & 31);
    int digits = rest.bitLength() / 32 + 1;
    int index = include(position >> 5, digits);
    for (int i = 0; i < digits - 1; i++) {
      chunks[index + i] += rest.longValue() & DIGIT;
      rest = rest.shiftRight(32);
    }
    chunks[index + digits - 1] += rest.longValue();
    countAddition();
  }

  /** Adds another number, which may be this one. */
  void add(Superaccumulator other) {
    if (other.chunks.length == 0) {
      return;
    }
    carry();
    int index = include(other.low, other.chunks.length);
    int bound = additions + other.additions;
    long[] terms = other.chunks;
    for (int i = 0; i < terms.length; i++) {
      chunks[index + i] += terms[i];
    }
    additions = bound;
    if (additions >= ADDITIONS_BEFORE_CARRY) {
      carry();
    }
  }

  /** Returns the exact value. */
  ExactRational value() {
    if (chunks.length == 0) {
      return ExactRational.ZERO;
    }
    byte[] bigEndian = new byte[4 * chunks.length + 4];
    int end = bigEndian.length;
    long sum = 0;
    for (long chunk : chunks) {
      sum += chunk;
      putInt(bigEndian, end -= 4, (int) sum);
      sum >>= 32;
    }
    putInt(bigEndian, 0, (int) sum);
    return ExactRational.of(new BigInteger(bigEndian), 32 * low + LOWEST_EXPONENT);
  }

  private static void putInt(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value >> 24);
    bytes[at + 1] = (byte) (value >> 16);
    bytes[at + 2] = (byte) (value >> 8);
    bytes[at + 3] = (byte) value;
  }

  private void countAddition() {
    if (++additions >= ADDITIONS_BEFORE_CARRY) {
      carry();
    }
  }

  /** Makes every chunk but the highest a digit, and the highest small. */
  private void carry() {
    int top = chunks.length - 1;
    if (top < 0) {
      return;
    }
    long carry = 0;
    for (int i = 0; i < top; i++) {
      long sum = chunks[i] + carry;
      chunks[i] = sum & DIGIT;
      carry = sum >> 32;
    }
    chunks[top] += carry;
    additions = 1;
    if (chunks[top] >> 32 != chunks[top] >> 63) {
      long highest = chunks[top];
      include(low + top + 1, 1);
      chunks[top] = highest & DIGIT;
      chunks[top + 1] = highest >> 32;
    }
  }

  /** Widens the window to hold the chunks from the first one on, and returns its index. */
  private int include(int first, int count) {
    if (chunks.length == 0) {
      chunks = new long[count];
      low = first;
      return 0;
    }
    int newLow = Math.min(low, first);
    int newEnd = Math.max(low + chunks.length, first + count);
    if (newEnd - newLow > chunks.length) {
      long[] wider = new long[newEnd - newLow];
      System.arraycopy(chunks, 0, wider, low - newLow, chunks.length);
      chunks = wider;
      low = newLow;
    }
    return first - low;
  }
}
