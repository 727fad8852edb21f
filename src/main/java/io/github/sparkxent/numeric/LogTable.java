/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.sparkxent.numeric;

import java.math.BigInteger;

/** The two-word logarithm: log(1 + s) for s of 0 or above. */
final class LogTable {

  private static final int INDEX_BITS = 7;
  private static final int SIZE = 1 << INDEX_BITS;
  private static final int BITS = 200;

  /** Where s alone is small enough for the series. */
  private static final double SERIES_LIMIT = 0x1p-8;

  /** ln 2 to 42 bits, and the rest. */
  private static final double LN2_HIGH;

  private static final double LN2_LOW;

  /** log(1 + i/128) to 42 bits, so that its sum with a multiple of LN2_HIGH is exact. */
  private static final double[] HIGH = new double[SIZE + 1];

  private static final double[] LOW = new double[SIZE + 1];

  static {
    Dyadic ln2 = new Dyadic(FixedPoint.ln2(BITS), -BITS);
    LN2_HIGH = leadingPart(ln2);
    LN2_LOW = ln2.minus(Dyadic.of(LN2_HIGH)).toDouble();
    BigInteger log = BigInteger.ZERO;
    for (int i = 1; i <= SIZE; i++) {
      log = log.add(FixedPoint.twiceArtanhOfInverse(2 * (SIZE + i) - 1, BITS));
      Dyadic exact = new Dyadic(log, -BITS);
      HIGH[i] = leadingPart(exact);
      LOW[i] = exact.minus(Dyadic.of(HIGH[i])).toDouble();
    }
  }

  private LogTable() {}

  private static double leadingPart(Dyadic value) {
    return new Dyadic(value.toFixed(42), -42).toDouble();
  }

  /**
   * Sets result to 2^512 log(1 + s), given 2^512 s in two words.
   *
   * <p>With a number f = 2^e (1 + i/128) near 1 + s: log(1 + s) = log f + 2 atanh((1 + s - f) / (1
   * + s + f)), where the quotient is below 2^-8.
   */
  static void log1p(TwoWords scaled, TwoWords result) {
    double s = scaled.high * ExpTable.INVERSE_SCALE;
    double sLow = scaled.low * ExpTable.INVERSE_SCALE;
    if (s < SERIES_LIMIT) {
      double denominator = 2.0 + s;
      double denominatorLow = ((2.0 - denominator) + s) + sLow;
      twiceArtanh(
          scaled.high, scaled.low, denominator, denominatorLow, ExpTable.INVERSE_SCALE, result);
      return;
    }
    double x = 1.0 + s;
    double part = x - 1.0;
    double xLow = ((1.0 - (x - part)) + (s - part)) + sLow;
    fromTable(x, xLow, 0, result);
    result.set(result.high * ExpTable.SCALE, result.low * ExpTable.SCALE);
  }

  /** Sets result to log(x + xLow) + addedOctave ln 2 for a normal x. */
  private static void fromTable(double x, double xLow, int addedOctave, TwoWords result) {
    long bits = Double.doubleToRawLongBits(x) + (1L << (51 - INDEX_BITS));
    int octave = (int) (bits >>> 52) - 1023 + addedOctave;
    int index = (int) (bits >>> (52 - INDEX_BITS)) & (SIZE - 1);
    double near = Double.longBitsToDouble(bits & -(1L << (52 - INDEX_BITS)));
    double sum = x + near;
    twiceArtanh(x - near, xLow, sum, ((x - sum) + near) + xLow, 1.0, result);
    double log = Math.fma(octave, LN2_HIGH, HIGH[index]);
    double logLow = Math.fma(octave, LN2_LOW, LOW[index]);
    double high = log + result.high;
    double low = ((log - high) + result.high) + (result.low + logLow);
    result.set(high, low);
  }

  /** Sets result to log(x) for a positive finite x. */
  static void log(double x, TwoWords result) {
    boolean subnormal = x < Double.MIN_NORMAL;
    double normal = subnormal ? x * 0x1p54 : x;
    if (Math.abs(x - 1.0) < SERIES_LIMIT) {
      double sum = x + 1.0;
      twiceArtanh(x - 1.0, 0.0, sum, (1.0 - sum) + x, 1.0, result);
      return;
    }
    fromTable(normal, 0.0, subnormal ? -54 : 0, result);
  }

  /** 2 atanh(q) for q = scale * (n + nLow) / (d + dLow), divided by scale. */
  private static void twiceArtanh(
      double n, double nLow, double d, double dLow, double scale, TwoWords result) {
    double q = n / d;
    double qLow = (Math.fma(-q, d, n) + Math.fma(-q, dLow, nLow)) / d;
    double unscaled = q * scale;
    double square = unscaled * unscaled;
    double series = Math.fma(square, 1.0 / 9, 1.0 / 7);
    series = Math.fma(square, series, 1.0 / 5);
    series = Math.fma(square, series, 1.0 / 3);
    result.set(2.0 * q, 2.0 * Math.fma(q * square, series, qLow));
  }
}
