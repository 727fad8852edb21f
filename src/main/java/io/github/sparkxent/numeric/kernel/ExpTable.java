// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.kernel;

import io.github.sparkxent.numeric.exact.ExactRational;
import io.github.sparkxent.numeric.exact.FixedPoint;
import java.math.BigInteger;

/**
 * The constants of the exponential, computed from their definitions when the class is loaded (about
 * a millisecond), so there is no table of digits to trust.
 */
public final class ExpTable {

  public static final int INDEX_BITS = 10;
  public static final int SIZE = 1 << INDEX_BITS;

  /** The sums of exponentials are kept multiplied by this, far from underflow. */
  public static final int SCALE_EXPONENT = 512;

  public static final double SCALE = 0x1p512;
  public static final double INVERSE_SCALE = 0x1p-512;

  /** Below this difference from the largest logit an exponential is left out of the sum. */
  public static final double LEAST_DIFFERENCE = -800.0;

  /** Added to a number and subtracted again, this leaves the nearest integer. */
  static final double ROUND_TO_INTEGER = 0x1.8p52;

  /** 1024 / ln 2, to one double. */
  public static final double STEPS_PER_UNIT;

  /** ln 2 / 1024 to 32 bits: a step number of up to 21 bits times this is exact. */
  static final double STEP_HIGH;

  /** ln 2 / 1024 less STEP_HIGH. */
  static final double STEP_LOW;

  /**
   * Element 2 i is the double nearest to 2^(i/1024), element 2 i + 1 is 2^(i/1024) divided by it,
   * less 1.
   */
  static final double[] POWERS = new double[2 * SIZE];

  private static final int STEP_BITS = 32;
  private static final int BITS = 200;

  static {
    ExactRational step = ExactRational.of(FixedPoint.ln2(BITS), -BITS - INDEX_BITS);
    STEP_HIGH = step.floor(STEP_BITS + INDEX_BITS);
    STEP_LOW = step.minus(ExactRational.of(STEP_HIGH)).doubleValue();
    STEPS_PER_UNIT = 1.0 / (STEP_HIGH + STEP_LOW);
    BigInteger root = BigInteger.TWO.shiftLeft(BITS);
    for (int i = 0; i < INDEX_BITS; i++) {
      root = root.shiftLeft(BITS).sqrt();
    }
    BigInteger power = BigInteger.ONE.shiftLeft(BITS);
    for (int i = 0; i < SIZE; i++) {
      ExactRational exact = ExactRational.of(power, -BITS);
      double near = exact.doubleValue();
      POWERS[2 * i] = near;
      POWERS[2 * i + 1] = exact.minus(ExactRational.of(near)).doubleValue() / near;
      power = power.multiply(root).shiftRight(BITS);
    }
  }

  private ExpTable() {}

  /**
   * Looks up {@link #POWERS} one by one: to gather them in vectors takes longer than all else that
   * vectors do for an exponential.
   *
   * @param steps numbers of steps, of which the lowest bits count
   * @param powers where 2^(i/1024) goes, rounded
   * @param rests where {@link #powerRest} goes
   */
  static void lookUp(long[] steps, int count, double[] powers, double[] rests) {
    for (int i = 0; i < count; i++) {
      int index = 2 * ((int) steps[i] & (SIZE - 1));
      powers[i] = POWERS[index];
      rests[i] = POWERS[index + 1];
    }
  }

  /** 2^(step / 1024 + exponent), rounded. */
  static double power(int step, int exponent) {
    long octave = ((long) step >> INDEX_BITS) + exponent;
    long bits = Double.doubleToRawLongBits(POWERS[2 * (step & (SIZE - 1))]);
    return Double.longBitsToDouble(bits + (octave << 52));
  }

  /** What the power of a step is more than {@link #power}, divided by that. */
  static double powerRest(int step) {
    return POWERS[2 * (step & (SIZE - 1)) + 1];
  }
}
