// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.hard;

import io.github.sparkxent.numeric.exact.ExactRational;
import io.github.sparkxent.numeric.exact.FixedPoint;
import io.github.sparkxent.numeric.kernel.ExpTable;
import java.math.BigInteger;

/**
 * The exponential in three words, with an error below 2^-174, for the rows that two words do not
 * decide. Its tables are computed from their definitions when the class is loaded.
 *
 * <p>With whole numbers n and i: x = -n ln 2 / 1024 + i 2^-20 + r, where r is in [0, 2^-20), and
 * exp(x) = 2^(-n / 1024) exp(i 2^-20) exp(r), the last by its series to r^8. The bounds are proved
 * in docs/numerics.md, section "Proof".
 */
final class ThreeWordExp {

  /** The error bound of an exponential's words, in units, in both directions. */
  static final int ERROR = 64;

  /** The distance from the reference is at most this. */
  static final double GREATEST_DISTANCE = 1_000_000;

  /** The argument is held in units of 2^-190, modulo 2^-10: more than one step. */
  private static final int ARGUMENT_BITS = 190;

  private static final int SPARE_BITS = ARGUMENT_BITS - ThreeWords.BITS;
  private static final int FINE_BITS = 20;

  /** How many bits the unit of i 2^-20 is above the unit of an argument's high word. */
  private static final int FINE_PLACE = ARGUMENT_BITS - FINE_BITS - 2 * ThreeWords.WORD_BITS;

  /** A step, ln 2 / 1024, has some 710 fine ones. */
  private static final int FINE_SIZE = 712;

  private static final int REST_BITS = 32;
  private static final int WORK = 256;

  /** ln 2 / 1024 in the argument's units, and what is left of it in 2^-32 of these. */
  private static final ThreeWords STEP;

  private static final long STEP_REST;

  /** 2^(i / 1024) / 2. */
  private static final ThreeWords[] HALF_POWERS = new ThreeWords[ExpTable.SIZE];

  /** exp(i 2^-20) - 1. */
  private static final ThreeWords[] FINE = new ThreeWords[FINE_SIZE];

  /** 1 / k! */
  private static final ThreeWords[] INVERSE_FACTORIALS = new ThreeWords[9];

  static {
    BigInteger one = BigInteger.ONE.shiftLeft(WORK);
    BigInteger step = FixedPoint.ln2(WORK - ExpTable.INDEX_BITS);
    BigInteger extended = step.shiftRight(WORK - ARGUMENT_BITS - REST_BITS);
    STEP = ThreeWords.of(extended.shiftRight(REST_BITS));
    STEP_REST = extended.longValue() & ((1L << REST_BITS) - 1);
    for (int i = 0; i < ExpTable.SIZE; i++) {
      BigInteger log = step.multiply(BigInteger.valueOf(i));
      HALF_POWERS[i] = toWords(FixedPoint.exp(ExactRational.of(log, -WORK), WORK).shiftRight(1));
    }
    for (int i = 0; i < FINE_SIZE; i++) {
      ExactRational argument = ExactRational.of(BigInteger.valueOf(i), -FINE_BITS);
      FINE[i] = toWords(FixedPoint.exp(argument, WORK).subtract(one).max(BigInteger.ZERO));
    }
    BigInteger factorial = BigInteger.ONE;
    for (int k = 2; k < INVERSE_FACTORIALS.length; k++) {
      factorial = factorial.multiply(BigInteger.valueOf(k));
      INVERSE_FACTORIALS[k] = toWords(one.divide(factorial));
    }
  }

  private static ThreeWords toWords(BigInteger fixed) {
    return ThreeWords.of(fixed.shiftRight(WORK - ThreeWords.BITS));
  }

  private final double reference;
  private final ThreeWords negatedReference = new ThreeWords();
  private final ThreeWords rest = new ThreeWords();
  private final ThreeWords series = new ThreeWords();
  private final ThreeWords value = new ThreeWords();
  private int octave;

  /** The exponentials of numbers less a reference, which is given in two words. */
  ThreeWordExp(double reference, double referenceLow) {
    this.reference = reference;
    negatedReference.addModulo(reference, ARGUMENT_BITS, -1);
    negatedReference.addModulo(referenceLow, ARGUMENT_BITS, -1);
  }

  /**
   * Computes exp(x - reference).
   *
   * @param x not above the reference, nor further below it than {@link #GREATEST_DISTANCE}
   */
  void exp(double x) {
    // At least one step, so the rest is positive for any rounding of the product.
    long steps = 1 + (long) Math.fma(reference - x, ExpTable.STEPS_PER_UNIT, 0x1p-10);
    rest.set(negatedReference);
    rest.addModulo(x, ARGUMENT_BITS, 1);
    rest.addProductModulo(steps, STEP);
    rest.set(rest.high, rest.middle, rest.low + ((steps * STEP_REST) >> REST_BITS));
    int fine = (int) (rest.high >> FINE_PLACE);
    rest.high &= (1L << FINE_PLACE) - 1;
    rest.shiftRight(SPARE_BITS);
    expm1OfRest();
    rest.set(series);
    series.setProduct(series, FINE[fine]);
    series.add(rest);
    series.add(FINE[fine]);
    ThreeWords power = HALF_POWERS[(int) -steps & (ExpTable.SIZE - 1)];
    value.setProduct(power, series);
    value.add(power);
    octave = 1 + (int) (-steps >> ExpTable.INDEX_BITS);
  }

  /** Sets series to r + r^2 / 2 + ... + r^8 / 8!: the smaller a term, the fewer words it needs. */
  private void expm1OfRest() {
    long top = INVERSE_FACTORIALS[8].high;
    top = INVERSE_FACTORIALS[7].high + ThreeWords.highPart(rest.high, top);
    top = INVERSE_FACTORIALS[6].high + ThreeWords.highPart(rest.high, top);
    series.set(top, 0, 0);
    for (int k = 5; k >= 3; k--) {
      series.setShortProduct(series, rest);
      series.add(INVERSE_FACTORIALS[k]);
    }
    series.setProduct(series, rest);
    series.add(INVERSE_FACTORIALS[2]);
    series.setProduct(series, rest);
    series.setProduct(series, rest);
    series.add(rest);
  }

  /** The exponential divided by 2^octave, 1/2 or more; valid until the next one is computed. */
  ThreeWords value() {
    return value;
  }

  int octave() {
    return octave;
  }

  /** The interval around exp(x - reference), with x as in {@link #exp}. */
  FixedInterval interval(double x) {
    exp(x);
    return new FixedInterval(value.units(), BigInteger.valueOf(ERROR), ThreeWords.BITS - octave);
  }
}
