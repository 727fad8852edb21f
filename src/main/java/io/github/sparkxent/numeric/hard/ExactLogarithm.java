// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.hard;

import io.github.sparkxent.numeric.exact.Dyadic;
import io.github.sparkxent.numeric.exact.FixedPoint;
import io.github.sparkxent.numeric.kernel.ExpTable;
import io.github.sparkxent.numeric.kernel.Logits;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Intervals around log(1 + S) of a row, with S the sum of exp(z_j - z_k) over j != k: each is
 * shorter than the one before, and takes more time. They are computed once, when asked for.
 */
public final class ExactLogarithm {

  /** The logarithm is above the one number and below the other. */
  public record Interval(Dyadic above, Dyadic below) {
    static Interval around(Dyadic value, Dyadic error) {
      Dyadic least = value.minus(error);
      return new Interval(least.signum() < 0 ? Dyadic.ZERO : least, value.plus(error));
    }
  }

  /**
   * A logarithm below 2^-6500 can only break a tie: C times the coefficients is below 2^2110, and C
   * times the loss without the logarithm a multiple of 2^-4296, as all its ties are.
   */
  private static final int LAST_SHIFT = 6500;

  /** A little less than the binary logarithm of e. */
  private static final double LEAST_LOG2_E = 1.4426;

  /** More than three words have. */
  private static final int FIRST_BITS = 256;

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
  public int exponentials() {
    return exponentials;
  }

  /** The last step that has been computed, which is the best to begin with; 0 if none has. */
  int lastStep() {
    return Math.max(0, intervals.size() - 1);
  }

  /** The interval of a step, 0 or more, for a row with two unmasked classes. */
  public Interval interval(int step) {
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
      default -> ofBits(FIRST_BITS << (step - 3));
    };
  }

  /** The interval that follows from the two largest logits: no sum of C - 1 terms is above it. */
  private Interval bound() {
    int shift = (int) Math.min(LAST_SHIFT, (row.max() - second) * LEAST_LOG2_E);
    return new Interval(Dyadic.ZERO, new Dyadic(BigInteger.valueOf(row.classes()), -shift));
  }

  private Interval ofTwoWords() {
    row.refine();
    if (row.log.high < Double.MIN_NORMAL * ExpTable.SCALE) {
      return interval(0); // what was left out of the sum may count
    }
    Dyadic sum = Dyadic.of(row.log.high).plus(Dyadic.of(row.log.low));
    Dyadic value = new Dyadic(sum.significand(), sum.exponent() - ExpTable.SCALE_EXPONENT);
    return Interval.around(value, value.times(Dyadic.of(2.0 * row.relativeError())));
  }

  private Interval ofThreeWords() {
    if (row.max() - second > ThreeWordExp.GREATEST_DISTANCE) {
      return interval(0);
    }
    row.refine();
    return ThreeWordSum.of(row, second)
        .log1p(row.log.high * ExpTable.INVERSE_SCALE, row.log.low * ExpTable.INVERSE_SCALE);
  }

  /** An interval of about that relative width, from integer arithmetic. */
  private Interval ofBits(int relativeBits) {
    exponentials += row.classes() - 1;
    ExactExpSum sum = ExactExpSum.of(row, relativeBits, LAST_SHIFT);
    BigInteger log = sum.isItsLogarithm() ? sum.value() : FixedPoint.log1p(sum.value(), sum.bits());
    return Interval.around(new Dyadic(log, -sum.bits()), new Dyadic(sum.error(), -sum.bits()));
  }
}
