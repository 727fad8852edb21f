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

/** Intervals around log(1 + S) of a row, with S the sum of exp(z_j - z_k) over j != k. */
final class ExactLogarithm {

  /** The logarithm is above the one number and below the other. */
  record Interval(Dyadic above, Dyadic below) {}

  /**
   * A logarithm below 2^-6500 can only break a tie: C times the coefficients is below 2^2110, and C
   * times the loss without the logarithm a multiple of 2^-4296, as all its ties are.
   */
  private static final int LAST_SHIFT = 6500;

  /** A little less than the binary logarithm of e. */
  private static final double LEAST_LOG2_E = 1.4426;

  private final Row row;
  private final double second;
  private int exponentials;

  ExactLogarithm(Row row) {
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

  /** The interval that follows from the two largest logits: no sum of C - 1 terms is above it. */
  Interval bound() {
    int shift = (int) Math.min(LAST_SHIFT, (row.max() - second) * LEAST_LOG2_E);
    return new Interval(Dyadic.ZERO, new Dyadic(BigInteger.valueOf(row.classes()), -shift));
  }

  /** The interval that follows from the sum in two words. */
  Interval ofTwoWords() {
    row.refine();
    return row.log.high >= Double.MIN_NORMAL * ExpTable.SCALE
        ? around(unscaled(row.log))
        : ofDistantOthers();
  }

  /**
   * The same where the sum is too small for a double: the sum of exp(z_j - z_s) in two words, with
   * s the second largest, times exp(z_s - z_k). The logarithm is below S by less than S^2.
   */
  private Interval ofDistantOthers() {
    row.sumOfOthers(second, row.work);
    int bits = ExactExpSum.BITS_OF_TWO_WORDS;
    int shift = ExactExpSum.shift(row.max(), second, LAST_SHIFT);
    exponentials++;
    BigInteger power = FixedPoint.exp(Dyadic.of(second).minus(Dyadic.of(row.max())), bits, shift);
    return around(unscaled(row.work).times(new Dyadic(power, -bits - shift)));
  }

  private static Dyadic unscaled(TwoWords words) {
    Dyadic sum = Dyadic.of(words.high).plus(Dyadic.of(words.low));
    return new Dyadic(sum.significand(), sum.exponent() - ExpTable.SCALE_EXPONENT);
  }

  /** The interval around a number as precise as two words can be. */
  private Interval around(Dyadic value) {
    Dyadic error = value.times(Dyadic.of(2.0 * row.relativeError()));
    return new Interval(value.minus(error), value.plus(error));
  }

  /** An interval of about that relative width, from integer arithmetic. */
  Interval ofBits(int relativeBits) {
    exponentials += row.classes() - 1;
    ExactExpSum sum = ExactExpSum.of(row, relativeBits, LAST_SHIFT);
    BigInteger log = sum.isItsLogarithm() ? sum.value() : FixedPoint.log1p(sum.value(), sum.bits());
    BigInteger least = log.subtract(sum.error()).max(BigInteger.ZERO);
    return new Interval(
        new Dyadic(least, -sum.bits()), new Dyadic(log.add(sum.error()), -sum.bits()));
  }
}
