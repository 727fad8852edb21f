// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.exact;

import java.math.BigInteger;

/**
 * An exact number {@code significand * 2^exponent}: what sums and products of doubles give before
 * any rounding. Immutable. Used only where a row is too hard for the two-word arithmetic.
 */
public final class Dyadic {

  public static final Dyadic ZERO = new Dyadic(BigInteger.ZERO, 0);
  public static final Dyadic ONE = new Dyadic(BigInteger.ONE, 0);

  private final BigInteger significand;
  private final int exponent;

  public Dyadic(BigInteger significand, int exponent) {
    this.significand = significand;
    this.exponent = exponent;
  }

  /** The value of a finite double, exactly. */
  public static Dyadic of(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int biased = (int) (bits >>> 52) & 0x7ff;
    if (biased == 0x7ff) {
      throw new IllegalArgumentException(value + " is not finite");
    }
    long fraction = bits & 0xfffffffffffffL;
    long magnitude = biased == 0 ? fraction : fraction | 0x10000000000000L;
    if (magnitude == 0) {
      return ZERO;
    }
    int zeros = Long.numberOfTrailingZeros(magnitude);
    long odd = magnitude >>> zeros;
    return new Dyadic(
        BigInteger.valueOf(bits < 0 ? -odd : odd), Math.max(biased, 1) - 1075 + zeros);
  }

  public static Dyadic of(long value) {
    return new Dyadic(BigInteger.valueOf(value), 0);
  }

  public BigInteger significand() {
    return significand;
  }

  public int exponent() {
    return exponent;
  }

  public int signum() {
    return significand.signum();
  }

  public Dyadic plus(Dyadic other) {
    if (signum() == 0) {
      return other;
    }
    if (other.signum() == 0) {
      return this;
    }
    int common = Math.min(exponent, other.exponent);
    return new Dyadic(
        significand
            .shiftLeft(exponent - common)
            .add(other.significand.shiftLeft(other.exponent - common)),
        common);
  }

  public Dyadic minus(Dyadic other) {
    return plus(other.negate());
  }

  public Dyadic times(Dyadic other) {
    return new Dyadic(significand.multiply(other.significand), exponent + other.exponent);
  }

  public Dyadic negate() {
    return new Dyadic(significand.negate(), exponent);
  }

  public Dyadic abs() {
    return signum() < 0 ? negate() : this;
  }

  /** The largest multiple of {@code 2^-bits} that is not above this number, as that multiple. */
  public BigInteger toFixed(int bits) {
    return significand.shiftLeft(exponent + bits);
  }

  /** The double nearest to this number, ties to even; an infinity if that is out of range. */
  public double toDouble() {
    double magnitude = signum() == 0 ? 0.0 : round(significand.abs(), exponent);
    return signum() < 0 ? -magnitude : magnitude;
  }

  /**
   * The double nearest to this number divided by a positive integer, ties to even; an infinity if
   * that is out of range, positive zero if it is zero.
   */
  public double dividedBy(long divisor) {
    if (divisor == 1 || signum() == 0) {
      return toDouble();
    }
    BigInteger denominator = BigInteger.valueOf(divisor);
    int shift = 70 + denominator.bitLength() - significand.bitLength();
    BigInteger absolute = significand.abs();
    BigInteger[] division = absolute.shiftLeft(shift).divideAndRemainder(denominator);
    boolean rest = division[1].signum() != 0 || absolute.getLowestSetBit() < -shift;
    // 68 bits or more; a rest is remembered in the last of them, far below the rounding place.
    BigInteger quotient = rest ? division[0].setBit(0) : division[0];
    double magnitude = round(quotient, exponent - shift);
    return signum() < 0 ? -magnitude : magnitude;
  }

  private static double round(BigInteger magnitude, int exponent) {
    int top = magnitude.bitLength() - 1 + exponent;
    int place = Math.max(top - 52, Double.MIN_EXPONENT - 52);
    int dropped = place - exponent;
    if (dropped <= 0) {
      return Math.scalb(magnitude.doubleValue(), exponent);
    }
    BigInteger kept = magnitude.shiftRight(dropped);
    boolean half = magnitude.testBit(dropped - 1);
    boolean above = half && magnitude.getLowestSetBit() < dropped - 1;
    if (above || (half && kept.testBit(0))) {
      kept = kept.add(BigInteger.ONE);
    }
    return place > Double.MAX_EXPONENT
        ? Double.POSITIVE_INFINITY
        : Math.scalb((double) kept.longValueExact(), place);
  }
}
