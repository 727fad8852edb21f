// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.hard;

import io.github.sparkxent.numeric.exact.ExactRational;
import io.github.sparkxent.numeric.exact.FixedPoint;
import io.github.sparkxent.numeric.kernel.ExpTable;
import io.github.sparkxent.numeric.kernel.Logits;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Intervals around log(1 + S) of a row, with S the sum of exp(z_j - z_k) over j != k: each is
 * shorter than the one before, and takes more time. They are computed once, when needed.
 */
public final class ExactLogarithm {

  /** The logarithm is above the one number and below the other. */
  record Interval(ExactRational above, ExactRational below) {
    static Interval around(ExactRational value, ExactRational error) {
      ExactRational least = value.minus(error);
      return new Interval(least.signum() < 0 ? ExactRational.ZERO : least, value.plus(error));
    }
  }

  /**
   * A logarithm below 2^-6500 can only break a tie: C times the coefficients is below 2^2110, and C
   * times the loss without the logarithm a multiple of 2^-4296, as all its ties are.
   */
  private static final int LAST_SHIFT = 6500;

  /** A little less than the binary logarithm of e. */
  private static final double LEAST_LOG2_E = 1.4426;

  /** Below 2^-20 a short series gives the logarithm. */
  private static final int SERIES_LIMIT = -20;

  private final Logits row;
  private final double second;
  private final List<Interval> intervals = new ArrayList<>();
  private int exponentials;

  public ExactLogarithm(Logits row) {
    this.row = row;
    second = row.secondLargest();
  }

  /** Whether the row has one unmasked class. */
  boolean isZero() {
    return second == Double.NEGATIVE_INFINITY;
  }

  /** How many exponentials were taken on integers so far. */
  int exponentials() {
    return exponentials;
  }

  /** The last computed step, which is the best to begin with; 0 if there is none. */
  int lastStep() {
    return Math.max(0, intervals.size() - 1);
  }

  /** The interval of a step, 0 or more, for a row with two unmasked classes. */
  Interval interval(int step) {
    while (intervals.size() <= step) {
      intervals.add(compute(intervals.size()));
    }
    return intervals.get(step);
  }

  private Interval compute(int step) {
    return switch (step) {
      case 0 -> bound();
      case 1 -> ofTwoWords();
      case 2 -> ofThreeWords();
      default -> ofBits(ThreeWords.MORE_BITS << (step - 3));
    };
  }

  /** The interval that follows from the two largest logits: no sum of C - 1 terms is above it. */
  private Interval bound() {
    int shift = (int) Math.min(LAST_SHIFT, (row.max() - second) * LEAST_LOG2_E);
    BigInteger classes = BigInteger.valueOf(row.classes());
    return new Interval(ExactRational.ZERO, ExactRational.of(classes, -shift));
  }

  private Interval ofTwoWords() {
    row.refine();
    if (row.log.high < Double.MIN_NORMAL * ExpTable.SCALE) {
      return interval(0); // the terms left out of the sum may count
    }
    ExactRational sum = ExactRational.of(row.log.high).plus(ExactRational.of(row.log.low));
    ExactRational value =
        ExactRational.of(sum.significand(), sum.exponent() - ExpTable.SCALE_EXPONENT);
    return Interval.around(value, value.times(ExactRational.of(2.0 * row.relativeError())));
  }

  private Interval ofThreeWords() {
    if (row.max() - second > ThreeWordExp.GREATEST_DISTANCE) {
      return interval(0);
    }
    row.refine();
    FixedInterval sum = ExactExpSum.ofThreeWords(row, second);
    if (sum.value().bitLength() - sum.bits() <= SERIES_LIMIT) {
      return log1p(sum);
    }
    double near = row.log.high * ExpTable.INVERSE_SCALE;
    double nearLow = row.log.low * ExpTable.INVERSE_SCALE;
    return Interval.around(
        ThreeWordLog.log(sum.plusOne().value(), sum.bits(), near, nearLow),
        ExactRational.of(sum.error(), -sum.bits()).plus(ThreeWordLog.ERROR));
  }

  /** An interval of about that relative width, from integer arithmetic. */
  private Interval ofBits(int relativeBits) {
    exponentials += row.classes() - 1;
    return log1p(ExactExpSum.ofIntegers(row, relativeBits, LAST_SHIFT));
  }

  private static Interval log1p(FixedInterval sum) {
    BigInteger log = FixedPoint.log1p(sum.value(), sum.bits());
    return Interval.around(
        ExactRational.of(log, -sum.bits()),
        ExactRational.of(sum.error().add(BigInteger.ONE), -sum.bits()));
  }
}
