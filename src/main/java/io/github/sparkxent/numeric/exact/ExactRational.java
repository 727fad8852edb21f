// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.exact;

import java.math.BigInteger;

/**
 * An exact rational number: the result of arithmetic on exact sums, before the one rounding at the
 * end.
 *
 * <p>Its value is numerator / denominator * 2^exponent in lowest terms, with odd numerator and
 * denominator, so that equal numbers are equal objects. Immutable.
 */
public final class ExactRational {
  /** The number zero. */
  public static final ExactRational ZERO = new ExactRational(BigInteger.ZERO, BigInteger.ONE, 0);

  /** The number one. */
  public static final ExactRational ONE = new ExactRational(BigInteger.ONE, BigInteger.ONE, 0);

  /**
   * Bits of a quotient that are kept before it is rounded to 53; of those below only whether they
   * are zero counts.
   */
  private static final int QUOTIENT_BITS = 62;

  private final BigInteger numerator;
  private final BigInteger denominator;
  private final int exponent;

  private ExactRational(BigInteger numerator, BigInteger denominator, int exponent) {
    this.numerator = numerator;
    this.denominator = denominator;
    this.exponent = exponent;
  }

  /** Returns an integer as a rational number. */
  public static ExactRational of(long value) {
    return of(BigInteger.valueOf(value), 0);
  }

  /** Returns a finite double as a rational number; an IllegalArgumentException holds another. */
  public static ExactRational of(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int field = Binary64.exponentField(bits);
    if (field == Binary64.SPECIAL) {
      throw new IllegalArgumentException(value + " is not a rational number");
    }
    BigInteger magnitude = BigInteger.valueOf(Binary64.significand(bits, field));
    return of(
        bits < 0 ? magnitude.negate() : magnitude, Binary64.MIN_EXPONENT + Binary64.shift(field));
  }

  /** Returns significand * 2^exponent. */
  public static ExactRational of(BigInteger significand, int exponent) {
    if (significand.signum() == 0) {
      return ZERO;
    }
    int zeros = significand.getLowestSetBit();
    return new ExactRational(significand.shiftRight(zeros), BigInteger.ONE, exponent + zeros);
  }

  private static ExactRational ofQuotient(BigInteger numerator, BigInteger denominator, int exp) {
    if (numerator.signum() == 0) {
      return ZERO;
    }
    BigInteger divisor = numerator.gcd(denominator);
    if (denominator.signum() < 0) {
      divisor = divisor.negate();
    }
    BigInteger n = numerator.divide(divisor);
    BigInteger d = denominator.divide(divisor);
    int zerosN = n.getLowestSetBit();
    int zerosD = d.getLowestSetBit();
    return new ExactRational(n.shiftRight(zerosN), d.shiftRight(zerosD), exp + zerosN - zerosD);
  }

  /** Returns this plus a number. */
  public ExactRational plus(ExactRational other) {
    if (numerator.signum() == 0) {
      return other;
    }
    if (other.numerator.signum() == 0) {
      return this;
    }
    int common = Math.min(exponent, other.exponent);
    BigInteger left = numerator.shiftLeft(exponent - common);
    BigInteger right = other.numerator.shiftLeft(other.exponent - common);
    if (isDyadic() && other.isDyadic()) {
      return of(left.add(right), common);
    }
    return ofQuotient(
        left.multiply(other.denominator).add(right.multiply(denominator)),
        denominator.multiply(other.denominator),
        common);
  }

  /** Returns this minus a number. */
  public ExactRational minus(ExactRational other) {
    return plus(other.negate());
  }

  /** Returns the number of the other sign. */
  public ExactRational negate() {
    return new ExactRational(numerator.negate(), denominator, exponent);
  }

  /** Returns the magnitude. */
  public ExactRational abs() {
    return signum() < 0 ? negate() : this;
  }

  /** Returns this times a number. */
  public ExactRational times(ExactRational other) {
    if (signum() != 0 && other.signum() != 0 && isDyadic() && other.isDyadic()) {
      return new ExactRational(
          numerator.multiply(other.numerator), BigInteger.ONE, exponent + other.exponent);
    }
    return ofQuotient(
        numerator.multiply(other.numerator),
        denominator.multiply(other.denominator),
        exponent + other.exponent);
  }

  /** Returns this divided by a number, which is not zero. */
  public ExactRational dividedBy(ExactRational other) {
    if (other.numerator.signum() == 0) {
      throw new ArithmeticException("division of " + this + " by zero");
    }
    return ofQuotient(
        numerator.multiply(other.denominator),
        denominator.multiply(other.numerator),
        exponent - other.exponent);
  }

  /** Returns the sign: -1, 0 or 1. */
  public int signum() {
    return numerator.signum();
  }

  /**
   * Returns the double nearest to this number.
   *
   * <p><b>Special cases.</b> An infinity if the number rounds beyond the largest double; +0.0 if it
   * is or rounds to zero, of either sign. Subnormal results are rounded once, too.
   *
   * <p><b>Accuracy.</b> Correctly rounded, ties to even.
   */
  public double doubleValue() {
    int magnitude = magnitude();
    if (numerator.signum() == 0 || magnitude < Binary64.MIN_EXPONENT - 2) {
      return 0.0;
    }
    if (magnitude > Double.MAX_EXPONENT + 2) {
      return numerator.signum() * Double.POSITIVE_INFINITY;
    }
    int unit = Math.max(magnitude - QUOTIENT_BITS, Binary64.MIN_EXPONENT - 2);
    int up = Math.max(0, exponent - unit);
    int down = Math.max(0, unit - exponent);
    BigInteger[] quotient =
        numerator.abs().shiftLeft(up).divideAndRemainder(denominator.shiftLeft(down));
    long bits = quotient[0].longValue() | (quotient[1].signum() == 0 ? 0 : 1);
    double rounded = rounded(bits, unit);
    return numerator.signum() < 0 && rounded != 0 ? -rounded : rounded;
  }

  /** Returns bits * 2^unit rounded, where the lowest bit of bits is sticky. */
  private static double rounded(long bits, int unit) {
    int length = 64 - Long.numberOfLeadingZeros(bits);
    int drop = Math.max(length - 53, Binary64.MIN_EXPONENT - unit);
    long kept = bits >>> drop;
    long rest = bits - (kept << drop);
    long half = 1L << (drop - 1);
    if (rest > half || (rest == half && (kept & 1) == 1)) {
      kept++;
    }
    return Math.scalb((double) kept, unit + drop);
  }

  /** The number lies between 2^(magnitude - 1) and 2^(magnitude + 1). */
  private int magnitude() {
    return numerator.bitLength() - denominator.bitLength() + exponent;
  }

  /**
   * Returns the square root, NaN of a negative number.
   *
   * <p><b>Method.</b> The number, scaled by a power of four into the normal doubles, is rounded to
   * a double; its root is {@code StrictMath.sqrt}; the scale is taken back. If {@link #doubleValue}
   * is a normal double, the result is {@code StrictMath.sqrt(doubleValue())}. Otherwise the root
   * may be a double although the square is none.
   *
   * <p><b>Accuracy.</b> Within 0.75 ulp, for two roundings.
   */
  public double squareRoot() {
    if (numerator.signum() == 0) {
      return 0.0;
    }
    int half = Math.floorDiv(magnitude(), 2);
    double scaled = new ExactRational(numerator, denominator, exponent - 2 * half).doubleValue();
    return Math.scalb(StrictMath.sqrt(scaled), half);
  }

  /** Returns the largest multiple of 2^-bits that is not above this dyadic number, as a double. */
  public double floor(int bits) {
    return of(toFixed(bits), -bits).doubleValue();
  }

  /** Returns the largest integer that is not above this dyadic number times 2^bits. */
  public BigInteger toFixed(int bits) {
    return numerator.shiftLeft(exponent + bits);
  }

  /** Tells whether this is a whole number times a power of two. */
  boolean isDyadic() {
    return denominator.equals(BigInteger.ONE);
  }

  /** Returns the numerator's odd part with its sign. */
  public BigInteger significand() {
    return numerator;
  }

  /** Returns the power of two. */
  public int exponent() {
    return exponent;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExactRational that
        && exponent == that.exponent
        && numerator.equals(that.numerator)
        && denominator.equals(that.denominator);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * numerator.hashCode() + denominator.hashCode()) + exponent;
  }

  /** Returns the number as an integer or fraction times a power of two. */
  @Override
  public String toString() {
    String fraction =
        denominator.equals(BigInteger.ONE) ? "" + numerator : numerator + "/" + denominator;
    return exponent == 0 ? fraction : fraction + " * 2^" + exponent;
  }
}
