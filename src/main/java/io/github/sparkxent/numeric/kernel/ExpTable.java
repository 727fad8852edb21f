// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.kernel;

import io.github.sparkxent.numeric.exact.Dyadic;
import io.github.sparkxent.numeric.exact.FixedPoint;
import java.math.BigInteger;

/**
 * The constants of the exponential, computed from their definitions when the class is loaded (about
 * a millisecond), so that there is no table of digits to trust.
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
   * Element 2 i is the double nearest to 2^(i/1024), element 2 i + 1 what 2^(i/1024) divided by it
   * is above 1.
   */
  static final double[] POWERS = new double[2 * SIZE];

  private static final int STEP_BITS = 32;
  private static final int BITS = 200;

  static {
    Dyadic step = new Dyadic(FixedPoint.ln2(BITS), -BITS - INDEX_BITS);
    STEP_HIGH =
        new Dyadic(
                step.significand().shiftRight(BITS - STEP_BITS), BITS - STEP_BITS + step.exponent())
            .toDouble();
    STEP_LOW = step.minus(Dyadic.of(STEP_HIGH)).toDouble();
    STEPS_PER_UNIT = 1.0 / (STEP_HIGH + STEP_LOW);
    BigInteger root = BigInteger.TWO.shiftLeft(BITS);
    for (int i = 0; i < INDEX_BITS; i++) {
      root = root.shiftLeft(BITS).sqrt();
    }
    BigInteger power = BigInteger.ONE.shiftLeft(BITS);
    for (int i = 0; i < SIZE; i++) {
      Dyadic exact = new Dyadic(power, -BITS);
      double near = exact.toDouble();
      POWERS[2 * i] = near;
      POWERS[2 * i + 1] = exact.minus(Dyadic.of(near)).toDouble() / near;
      power = power.multiply(root).shiftRight(BITS);
    }
  }

  private ExpTable() {}
}
