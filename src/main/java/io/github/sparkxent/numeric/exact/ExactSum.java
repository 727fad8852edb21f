// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.exact;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;

/**
 * The exact sum of doubles and of products of doubles, rounded once on request.
 *
 * <p><b>Method.</b> A superaccumulator: a fixed-point integer wide enough for every term, kept in
 * chunks of weight 2^32 each. A term is added to the few chunks that it touches; carries are
 * propagated once in a thousand terms. Only the touched window of chunks is in memory. Nothing is
 * rounded, so the state depends on the multiset of terms alone, and every result has the same bits
 * for any order and grouping.
 *
 * <p><b>Special cases.</b> NaN and the infinities are counted apart. With a NaN, or with infinities
 * of both signs, the value is NaN; with infinities of one sign it is that infinity. A product with
 * a factor that is not finite follows IEEE 754: infinity times zero is NaN, infinity times any
 * other number is an infinity of the product's sign. A partial sum never overflows. A result that
 * is zero or rounds to zero is +0.0, also where all terms are -0.0.
 *
 * <p><b>Accuracy.</b> {@link #value}, {@link #mean} and {@link #dividedBy} return the double
 * nearest to the exact number (ties to even), an infinity where that number rounds beyond the
 * largest double.
 *
 * <p><b>Size.</b> The sum of ordinary losses takes about 120 bytes in memory and 12 to 20 in the
 * binary form; that of their squares about 140 and 18 to 30; the most is 2.7 kB and 1.4 kB.
 *
 * <p>Not thread-safe; methods that return a result do not change the state.
 *
 * <p><b>Source.</b> R. M. Neal, Fast exact summation using small and large superaccumulators
 * (2015), arXiv:1505.05571; here with a window of chunks and with products.
 */
public final class ExactSum {
  /** The positions of 2^-1074 and of its second and fourth power. */
  private static final int SINGLE = Binary64.MIN_EXPONENT - Superaccumulator.LOWEST_EXPONENT;

  private static final int PAIR = 2 * Binary64.MIN_EXPONENT - Superaccumulator.LOWEST_EXPONENT;

  private static final int FOUR = 4 * Binary64.MIN_EXPONENT - Superaccumulator.LOWEST_EXPONENT;

  private final Superaccumulator finite;
  private long nanCount;
  private long positiveInfinityCount;
  private long negativeInfinityCount;

  /** Creates the empty sum, which is zero. */
  public ExactSum() {
    this(new Superaccumulator(), 0, 0, 0);
  }

  ExactSum(
      Superaccumulator finite, long nanCount, long positiveInfinities, long negativeInfinities) {
    this.finite = finite;
    this.nanCount = nanCount;
    this.positiveInfinityCount = positiveInfinities;
    this.negativeInfinityCount = negativeInfinities;
  }

  /** Adds a term. */
  public void add(double x) {
    long bits = Double.doubleToRawLongBits(x);
    int field = Binary64.exponentField(bits);
    if (field == Binary64.SPECIAL) {
      addSpecial(x);
      return;
    }
    long sign = bits >> 63;
    long significand = (Binary64.significand(bits, field) ^ sign) - sign;
    finite.add(significand, SINGLE + Binary64.shift(field));
  }

  /**
   * Adds several terms, faster than one after the other: those from the index {@code from} on, up
   * to the index before {@code to}.
   */
  public void add(double[] terms, int from, int to) {
    SplitTerms.add(terms, from, to, this);
  }

  /** Adds the exact squares of several terms, faster than one after the other. */
  public void addSquares(double[] terms, int from, int to) {
    SplitTerms.addSquares(terms, from, to, this);
  }

  /** Adds the exact product of two doubles, which need not be a double. */
  public void addProduct(double a, double b) {
    long bitsA = Double.doubleToRawLongBits(a);
    long bitsB = Double.doubleToRawLongBits(b);
    int fieldA = Binary64.exponentField(bitsA);
    int fieldB = Binary64.exponentField(bitsB);
    if (fieldA == Binary64.SPECIAL || fieldB == Binary64.SPECIAL) {
      addSpecial(a * b);
      return;
    }
    finite.addProduct(
        Binary64.significand(bitsA, fieldA),
        Binary64.significand(bitsB, fieldB),
        (bitsA ^ bitsB) >> 63,
        PAIR + Binary64.shift(fieldA) + Binary64.shift(fieldB));
  }

  /** Adds the exact product of three doubles. */
  public void addProduct(double a, double b, double c) {
    addProduct(a, b, c, 1.0);
  }

  /** Adds the exact product of four doubles. */
  public void addProduct(double a, double b, double c, double d) {
    double product = unit(a) * unit(b) * unit(c) * unit(d);
    if (product == 0) {
      return;
    }
    if (!Double.isFinite(product)) {
      addSpecial(product);
      return;
    }
    finite.addProduct(
        significand(a),
        significand(b),
        significand(c),
        significand(d),
        product < 0 ? -1 : 0,
        FOUR + shift(a) + shift(b) + shift(c) + shift(d));
  }

  /** Returns the sign of a finite number as a double, and any other as it is. */
  private static double unit(double x) {
    return Double.isFinite(x) ? Math.signum(x) : x;
  }

  private static long significand(double x) {
    long bits = Double.doubleToRawLongBits(x);
    return Binary64.significand(bits, Binary64.exponentField(bits));
  }

  private static int shift(double x) {
    return Binary64.shift(Binary64.exponentField(Double.doubleToRawLongBits(x)));
  }

  /**
   * Adds an exact number, which must be a sum of products of doubles: a whole number times a power
   * of two, from 2^-6444 on. An IllegalArgumentException holds any other.
   */
  public void add(ExactRational x) {
    if (!ExactSumForm.holds(x)) {
      throw new IllegalArgumentException(x + " is not a sum of products of doubles");
    }
    if (x.signum() != 0) {
      finite.add(x.significand(), x.exponent() - Superaccumulator.LOWEST_EXPONENT);
    }
  }

  private void addSpecial(double x) {
    if (x > 0) {
      positiveInfinityCount++;
    } else if (x < 0) {
      negativeInfinityCount++;
    } else {
      nanCount++;
    }
  }

  /** Adds all terms of another sum; adding a sum to itself doubles it. */
  public void add(ExactSum other) {
    nanCount += other.nanCount;
    positiveInfinityCount += other.positiveInfinityCount;
    negativeInfinityCount += other.negativeInfinityCount;
    finite.add(other.finite);
  }

  /** Returns the double nearest to the sum. */
  public double value() {
    return isFinite() ? finite.value().doubleValue() : special();
  }

  /** Returns the sum divided by a count of 1 or more, rounded once. */
  public double mean(long count) {
    if (count < 1) {
      throw new IllegalArgumentException("a mean is over 1 term or more, not over " + count);
    }
    return isFinite() ? finite.value().dividedBy(ExactRational.of(count)).doubleValue() : special();
  }

  /**
   * Returns the quotient of two sums, rounded once.
   *
   * <p><b>Special cases.</b> If a sum is not finite or the divisor is zero, the result is that of
   * IEEE 754 for operands of that sign and kind: zero by zero is NaN, any other finite sum by zero
   * an infinity of its sign.
   */
  public double dividedBy(ExactSum divisor) {
    ExactRational denominator = divisor.finite.value();
    if (!isFinite() || !divisor.isFinite() || denominator.signum() == 0) {
      double quotient = kind() / divisor.kind();
      return quotient == 0 ? 0.0 : quotient;
    }
    return finite.value().dividedBy(denominator).doubleValue();
  }

  /**
   * Tells whether no term was NaN or an infinity. The sum itself may still round to an infinity.
   */
  public boolean isFinite() {
    return (nanCount | positiveInfinityCount | negativeInfinityCount) == 0;
  }

  /**
   * Returns the exact sum, for arithmetic that is rounded once at its end; an ArithmeticException
   * says that a term was NaN or an infinity.
   */
  public ExactRational exactValue() {
    if (!isFinite()) {
      throw new ArithmeticException("the sum is " + special() + ", not a rational number");
    }
    return finite.value();
  }

  /** The sum if a term was not finite. */
  private double special() {
    if (nanCount > 0 || (positiveInfinityCount > 0 && negativeInfinityCount > 0)) {
      return Double.NaN;
    }
    return positiveInfinityCount > 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
  }

  /** The sign of a finite sum, else the sum. */
  private double kind() {
    return isFinite() ? finite.value().signum() : special();
  }

  /**
   * Writes the binary form: version 1; flags for the counts that follow (1 NaN, 2 positive, 4
   * negative infinities); those counts; the exponent of the finite sum (two bytes); the length of
   * its significand (two bytes); the significand, odd, as the shortest two's complement integer (of
   * no bytes for zero). Numbers are as in {@link BinaryForm}.
   */
  public void writeTo(DataOutput out) throws IOException {
    ExactSumForm.write(out, finite.value(), nanCount, positiveInfinityCount, negativeInfinityCount);
  }

  /**
   * Reads the binary form up to its end and no further; an IllegalArgumentException says that it is
   * damaged, cut short or newer.
   */
  public static ExactSum readFrom(DataInput in) throws IOException {
    return BinaryForm.read(in, ExactSumForm.NAME, ExactSumForm.VERSION, ExactSumForm::readBody);
  }

  /** Returns the binary form, the bytes that {@link #writeTo} writes. */
  public byte[] toByteArray() {
    return BinaryForm.toByteArray(this::writeTo);
  }

  /** Reads the binary form from bytes that hold it and nothing else. */
  public static ExactSum fromByteArray(byte[] bytes) {
    return BinaryForm.fromByteArray(bytes, ExactSumForm.NAME, ExactSum::readFrom);
  }

  /**
   * Sums are equal if they have the same exact value and the same counts of NaN and of each
   * infinity.
   */
  @Override
  public boolean equals(Object other) {
    return other instanceof ExactSum that
        && nanCount == that.nanCount
        && positiveInfinityCount == that.positiveInfinityCount
        && negativeInfinityCount == that.negativeInfinityCount
        && finite.value().equals(that.finite.value());
  }

  @Override
  public int hashCode() {
    return Objects.hash(finite.value(), nanCount, positiveInfinityCount, negativeInfinityCount);
  }

  @Override
  public String toString() {
    return "ExactSum[" + value() + "]";
  }
}
