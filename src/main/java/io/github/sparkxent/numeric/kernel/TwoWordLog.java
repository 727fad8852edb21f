// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.kernel;

import static io.github.sparkxent.numeric.kernel.ErrorFree.fastTwoSum;
import static io.github.sparkxent.numeric.kernel.ErrorFree.twoSum;

import io.github.sparkxent.numeric.exact.ExactRational;
import io.github.sparkxent.numeric.exact.FixedPoint;
import java.math.BigInteger;

/**
 * The two-word logarithm. Its table is computed from its definition when the class is loaded.
 *
 * <p>With a number f = 2^e (1 + i/256) near x: log x = log f + 2 atanh((x - f) / (x + f)), where
 * the quotient is at most 2^-10.
 */
public final class TwoWordLog {

  static final int INDEX_BITS = 8;
  static final int SIZE = 1 << INDEX_BITS;

  /** Up to this distance from 1 the series needs no table. Farther from 1, log x is not small. */
  private static final double SERIES_LIMIT = 0x1p-9;

  /** Enough for a leading part of 42 bits and a double after it. */
  private static final int BITS = 136;

  private static final int LEADING_BITS = 42;

  /** ln 2 to 42 bits after the point, and the rest. */
  static final double LN2_HIGH;

  static final double LN2_LOW;

  /** log(1 + i/256) to 42 bits, so that its sum with a multiple of LN2_HIGH is exact. */
  static final double[] HIGH = new double[SIZE + 1];

  static final double[] LOW = new double[SIZE + 1];

  static {
    ExactRational ln2 = ExactRational.of(FixedPoint.ln2(BITS), -BITS);
    LN2_HIGH = ln2.floor(LEADING_BITS);
    LN2_LOW = ln2.minus(ExactRational.of(LN2_HIGH)).doubleValue();
    BigInteger log = BigInteger.ZERO;
    for (int i = 1; i <= SIZE; i++) {
      // log((256 + i) / (255 + i))
      log = log.add(FixedPoint.twiceArtanhOfInverse(2 * (SIZE + i) - 1, BITS));
      ExactRational exact = ExactRational.of(log, -BITS);
      HIGH[i] = exact.floor(LEADING_BITS);
      LOW[i] = exact.minus(ExactRational.of(HIGH[i])).doubleValue();
    }
  }

  private TwoWordLog() {}

  /** Sets result to 2^512 log(1 + s), given 2^512 s of 0 or above; relative error below 2^-72. */
  static void log1p(TwoWords scaled, TwoWords result) {
    double s = scaled.high * ExpTable.INVERSE_SCALE;
    double sLow = scaled.low * ExpTable.INVERSE_SCALE;
    if (s < SERIES_LIMIT) {
      double d = 2.0 + s;
      double dLow = fastTwoSum(2.0, s, d) + sLow;
      twiceArtanh(scaled.high, scaled.low, d, dLow, ExpTable.INVERSE_SCALE, result);
      return;
    }
    double x = 1.0 + s;
    double xLow = twoSum(1.0, s, x) + sLow;
    fromTable(x, xLow, 0, result);
    result.set(result.high * ExpTable.SCALE, result.low * ExpTable.SCALE);
  }

  /** Sets result to log(x) for a positive finite x; relative error below 2^-72. */
  public static void log(double x, TwoWords result) {
    if (Math.abs(x - 1.0) < SERIES_LIMIT) {
      double d = x + 1.0;
      twiceArtanh(x - 1.0, 0.0, d, fastTwoSum(1.0, x, d), 1.0, result);
    } else if (x < Double.MIN_NORMAL) {
      fromTable(x * 0x1p54, 0.0, -54, result);
    } else {
      fromTable(x, 0.0, 0, result);
    }
  }

  /** Sets result to log(x + xLow) + addedOctaves ln 2 for a normal x. */
  private static void fromTable(double x, double xLow, int addedOctaves, TwoWords result) {
    long rounded = Double.doubleToRawLongBits(x) + (1L << (51 - INDEX_BITS));
    int octaves = (int) (rounded >>> 52) - 1023 + addedOctaves;
    int index = (int) (rounded >>> (52 - INDEX_BITS)) & (SIZE - 1);
    double near = Double.longBitsToDouble(rounded & -(1L << (52 - INDEX_BITS)));
    double d = x + near;
    double dLow = fastTwoSum(near, x, d) + xLow; // near has no smaller exponent than x
    twiceArtanh(x - near, xLow, d, dLow, 1.0, result);
    double log = Math.fma(octaves, LN2_HIGH, HIGH[index]);
    double logLow = Math.fma(octaves, LN2_LOW, LOW[index]);
    double high = log + result.high;
    result.set(high, fastTwoSum(log, result.high, high) + (result.low + logLow));
  }

  /** Sets result to 2 atanh(scale * (n + nLow) / (d + dLow)) / scale. */
  private static void twiceArtanh(
      double n, double nLow, double d, double dLow, double scale, TwoWords result) {
    double inverse = 1.0 / d;
    double q = n * inverse;
    double qLow = (Math.fma(-q, d, n) + Math.fma(-q, dLow, nLow)) * inverse;
    double unscaled = q * scale;
    double square = unscaled * unscaled;
    double series = Math.fma(square, 1.0 / 7, 1.0 / 5);
    series = Math.fma(square, series, 1.0 / 3);
    double low = Math.fma(q * square, series, Math.fma(qLow, square, qLow));
    result.set(2.0 * q, 2.0 * low);
  }
}
