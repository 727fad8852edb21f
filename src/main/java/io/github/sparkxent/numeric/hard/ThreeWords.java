// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.hard;

import io.github.sparkxent.numeric.exact.Binary64;
import java.math.BigInteger;

/**
 * A number of three words of 60 bits, in units of 2^-180. Its largest word may have a bit more; no
 * word is negative. Products are too small by less than six units.
 */
final class ThreeWords {

  static final int WORD_BITS = 60;
  static final int BITS = 3 * WORD_BITS;

  /** As many bits as integers have at first that come after three words. */
  static final int MORE_BITS = 256;

  static final long WORD = (1L << WORD_BITS) - 1;

  long high;
  long middle;
  long low;

  static ThreeWords of(BigInteger units) {
    ThreeWords words = new ThreeWords();
    words.low = units.longValue() & WORD;
    words.middle = units.shiftRight(WORD_BITS).longValue() & WORD;
    words.high = units.shiftRight(2 * WORD_BITS).longValueExact();
    return words;
  }

  BigInteger units() {
    return BigInteger.valueOf(high)
        .shiftLeft(WORD_BITS)
        .or(BigInteger.valueOf(middle))
        .shiftLeft(WORD_BITS)
        .or(BigInteger.valueOf(low));
  }

  /** Sets three words; the lower ones may have any size and sign. */
  void set(long newHigh, long newMiddle, long newLow) {
    long carried = newMiddle + (newLow >> WORD_BITS);
    high = newHigh + (carried >> WORD_BITS);
    middle = carried & WORD;
    low = newLow & WORD;
  }

  void set(ThreeWords other) {
    high = other.high;
    middle = other.middle;
    low = other.low;
  }

  void add(ThreeWords other) {
    set(high + other.high, middle + other.middle, low + other.low);
  }

  void setProduct(ThreeWords a, ThreeWords b) {
    set(
        highPart(a.high, b.high),
        highPart(a.high, b.middle) + highPart(a.middle, b.high) + lowPart(a.high, b.high),
        (highPart(a.high, b.low) + highPart(a.low, b.high) + highPart(a.middle, b.middle))
            + (lowPart(a.high, b.middle) + lowPart(a.middle, b.high)));
  }

  /** The product of the upper two words of each, with an error below four units of 2^-120. */
  void setShortProduct(ThreeWords a, ThreeWords b) {
    set(
        highPart(a.high, b.high),
        highPart(a.high, b.middle) + highPart(a.middle, b.high) + lowPart(a.high, b.high),
        0);
  }

  /** The product of two words, in units of words, rounded down. */
  static long highPart(long a, long b) {
    return Math.multiplyHigh(a << 2, b << 2);
  }

  /** The part of the product that {@link #highPart} leaves out. */
  static long lowPart(long a, long b) {
    return (a * b) & WORD;
  }

  void shiftRight(int bits) {
    int rest = bits;
    for (; rest >= WORD_BITS; rest -= WORD_BITS) {
      low = middle;
      middle = high;
      high = 0;
    }
    low = (low >>> rest) | ((middle << (WORD_BITS - rest)) & WORD);
    middle = (middle >>> rest) | ((high << (WORD_BITS - rest)) & WORD);
    high >>>= rest;
  }

  /** Adds sign times x in units of 2^-bits, rounded towards zero, modulo 2^180 such units. */
  void addModulo(double x, int bits, int sign) {
    long raw = Double.doubleToRawLongBits(x);
    int field = Binary64.exponentField(raw);
    long significand = Binary64.significand(raw, field);
    int place = Binary64.shift(field) + Binary64.MIN_EXPONENT + bits;
    if (place < 0) {
      significand = place > -Long.SIZE ? significand >>> -place : 0;
      place = 0;
    }
    long signed = raw < 0 ? -sign : sign;
    int offset = place % WORD_BITS;
    long first = signed * ((significand << offset) & WORD);
    long second = signed * (significand >>> (WORD_BITS - offset));
    switch (place / WORD_BITS) {
      case 0 -> set(high, middle + second, low + first);
      case 1 -> set(high + second, middle + first, low);
      case 2 -> set(high + first, middle, low);
      default -> {
        return;
      }
    }
    high &= WORD;
  }

  /** Adds a factor of at most 31 bits times another number, modulo 2^180 units. */
  void addProductModulo(long factor, ThreeWords other) {
    set(
        high + highPart(factor, other.middle) + lowPart(factor, other.high),
        middle + highPart(factor, other.low) + lowPart(factor, other.middle),
        low + lowPart(factor, other.low));
    high &= WORD;
  }
}
