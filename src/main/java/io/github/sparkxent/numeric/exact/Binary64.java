// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.exact;

/** The fields of a double x. If finite, it is significand(x) * 2^(MIN_EXPONENT + shift(x)). */
public final class Binary64 {
  /** The exponent of the smallest double, 2^-1074. */
  public static final int MIN_EXPONENT = -1074;

  /** The exponent field of NaN and the infinities. */
  static final int SPECIAL = 0x7ff;

  private static final long FRACTION = (1L << 52) - 1;
  private static final long LEADING_ONE = 1L << 52;

  private Binary64() {}

  public static int exponentField(long bits) {
    return (int) (bits >>> 52) & SPECIAL;
  }

  /** The magnitude's integer significand, below 2^53. */
  public static long significand(long bits, int exponentField) {
    long fraction = bits & FRACTION;
    return exponentField == 0 ? fraction : fraction | LEADING_ONE;
  }

  /** How far the significand stands above 2^MIN_EXPONENT, in bits: 0 to 2045. */
  public static int shift(int exponentField) {
    return exponentField == 0 ? 0 : exponentField - 1;
  }
}
