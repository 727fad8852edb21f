// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The loss to about 45 digits, by other means than the product's: fixed point with a table-driven
 * exponential, a logarithm by Halley's iteration on it, and BigDecimal for the coefficients.
 */
public final class ExactReference {

  private static final int BITS = 192;
  private static final BigInteger ONE = BigInteger.ONE.shiftLeft(BITS);
  private static final BigDecimal FIXED_ONE = new BigDecimal(ONE);
  private static final BigInteger LN2 = ln2();
  private static final BigInteger[][] STEPS = new BigInteger[3][64];
  private static final MathContext DIGITS = new MathContext(60, RoundingMode.HALF_EVEN);

  static {
    for (int level = 0; level < STEPS.length; level++) {
      for (int i = 0; i < 64; i++) {
        STEPS[level][i] = taylor(ONE.multiply(BigInteger.valueOf(i)).shiftRight(6 * (level + 1)));
      }
    }
  }

  /** A number as value * 2^(exponent - BITS). */
  public record Scaled(BigInteger value, int exponent) {

    public BigDecimal toBigDecimal() {
      BigDecimal number = new BigDecimal(value);
      int shift = exponent - BITS;
      return shift >= 0
          ? number.multiply(new BigDecimal(BigInteger.ONE.shiftLeft(shift)))
          : number.multiply(BigDecimal.valueOf(0.5).pow(-shift), DIGITS);
    }
  }

  private ExactReference() {}

  /** ln 2 as the sum of 1 / (k 2^k). */
  private static BigInteger ln2() {
    BigInteger sum = BigInteger.ZERO;
    for (int k = 1; k < BITS + 40; k++) {
      sum = sum.add(BigInteger.ONE.shiftLeft(BITS + 40 - k).divide(BigInteger.valueOf(k)));
    }
    return sum.shiftRight(40);
  }

  /** exp(x) for x in [0, 1), by Horner's rule. */
  private static BigInteger taylor(BigInteger x) {
    int terms = 3;
    while (terms * (BITS - x.bitLength()) + terms * 2 < BITS + 60 && terms < 60) {
      terms++;
    }
    BigInteger sum = ONE;
    for (int k = terms; k >= 1; k--) {
      sum = ONE.add(x.multiply(sum).shiftRight(BITS).divide(BigInteger.valueOf(k)));
    }
    return sum;
  }

  /** exp(x) for x given in units of 2^-BITS. */
  private static Scaled exp(BigInteger x) {
    BigInteger[] parts = x.divideAndRemainder(LN2);
    int octave = parts[0].intValueExact();
    BigInteger rest = parts[1];
    if (rest.signum() < 0) {
      rest = rest.add(LN2);
      octave--;
    }
    BigInteger product = ONE;
    for (int level = 0; level < STEPS.length; level++) {
      int index = rest.shiftRight(BITS - 6 * (level + 1)).intValueExact();
      rest = rest.subtract(BigInteger.valueOf(index).shiftLeft(BITS - 6 * (level + 1)));
      product = product.multiply(STEPS[level][index]).shiftRight(BITS);
    }
    return new Scaled(product.multiply(taylor(rest)).shiftRight(BITS), octave);
  }

  private static BigInteger fixed(double value) {
    return new BigDecimal(value).multiply(FIXED_ONE).toBigInteger();
  }

  /** The sum of exp(z_j - max) over all j but one of the largest, each to about 57 digits. */
  public static Scaled sumOfOthers(double[] logits, double max) {
    BigInteger fixedMax = fixed(max);
    Scaled sum = new Scaled(BigInteger.ZERO, 0);
    boolean maxSeen = false;
    for (double logit : logits) {
      if (logit == max && !maxSeen) {
        maxSeen = true;
      } else if (logit > Double.NEGATIVE_INFINITY && max - logit < 100_000) {
        sum = add(sum, exp(fixed(logit).subtract(fixedMax)));
      }
    }
    return sum;
  }

  private static Scaled add(Scaled a, Scaled b) {
    if (a.value().signum() == 0 || b.exponent() > a.exponent()) {
      return a.value().signum() == 0 ? b : add(b, a);
    }
    return new Scaled(
        a.value().add(b.value().shiftRight(a.exponent() - b.exponent())), a.exponent());
  }

  /** log(1 + s). */
  public static BigDecimal log1p(BigDecimal x) {
    int octave = Math.getExponent(x.doubleValue());
    BigDecimal scale =
        octave >= 0 ? BigDecimal.valueOf(0.5).pow(octave) : BigDecimal.valueOf(2).pow(-octave);
    BigInteger value = x.multiply(scale, DIGITS).multiply(FIXED_ONE).toBigInteger();
    return log1p(new Scaled(value, octave));
  }

  /** log(1 + s). */
  public static BigDecimal log1p(Scaled s) {
    if (s.value().signum() == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal x = s.toBigDecimal();
    if (s.exponent() < -60) {
      BigDecimal square = x.multiply(x, DIGITS);
      BigDecimal cube = square.multiply(x, DIGITS);
      return x.subtract(square.divide(BigDecimal.valueOf(2), DIGITS), DIGITS)
          .add(cube.divide(BigDecimal.valueOf(3), DIGITS), DIGITS);
    }
    BigDecimal target = x.add(BigDecimal.ONE);
    BigDecimal log = new BigDecimal(StrictMath.log1p(x.doubleValue()));
    for (int i = 0; i < 3; i++) {
      BigDecimal power = exp(log.multiply(FIXED_ONE).toBigInteger()).toBigDecimal();
      BigDecimal correction = target.subtract(power).divide(target.add(power), DIGITS);
      log = log.add(correction.multiply(BigDecimal.valueOf(2)), DIGITS);
    }
    return log;
  }

  /** -log(q) for q in (0, 1], as log(1 + (1 - q) / q). */
  static BigDecimal logOfInverse(double q) {
    BigDecimal exact = new BigDecimal(q);
    BigDecimal ratio = BigDecimal.ONE.subtract(exact).divide(exact, DIGITS);
    return ratio.signum() == 0 ? ratio : log1p(ratio);
  }

  /** The loss of a row with at least one unmasked class and no mass on masked ones. */
  static BigDecimal loss(double[] logits, double[] labels, LossOptions options) {
    double max = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      max = Math.max(max, logit);
    }
    double[] weights = options.classWeights();
    BigDecimal classes = BigDecimal.valueOf(logits.length);
    BigDecimal smoothing = new BigDecimal(options.labelSmoothing());
    BigDecimal kept = BigDecimal.ONE.subtract(smoothing).multiply(classes);
    BigDecimal gaps = BigDecimal.ZERO;
    BigDecimal mass = BigDecimal.ZERO;
    for (int c = 0; c < logits.length; c++) {
      BigDecimal coefficient = kept.multiply(new BigDecimal(labels[c])).add(smoothing);
      if (weights != null) {
        coefficient = coefficient.multiply(new BigDecimal(weights[c]));
      }
      if (coefficient.signum() != 0) {
        BigDecimal gap = new BigDecimal(max).subtract(new BigDecimal(logits[c]));
        gaps = gaps.add(coefficient.multiply(gap));
        mass = mass.add(coefficient);
      }
    }
    BigDecimal log = log1p(sumOfOthers(logits, max));
    return gaps.add(mass.multiply(log)).divide(classes, DIGITS);
  }

  /** How far a double is from the exact value, in units in the last place of the exact value. */
  static double ulps(double actual, BigDecimal exact) {
    double unit = Math.ulp(exact.doubleValue());
    return new BigDecimal(actual)
        .subtract(exact)
        .divide(new BigDecimal(unit), DIGITS)
        .doubleValue();
  }

  /** Whether no other double is nearer to the exact value. */
  static boolean isNearest(double actual, BigDecimal exact) {
    BigDecimal distance = distance(actual, exact);
    return distance.compareTo(distance(Math.nextUp(actual), exact)) <= 0
        && distance.compareTo(distance(Math.nextDown(actual), exact)) <= 0;
  }

  private static BigDecimal distance(double value, BigDecimal exact) {
    return Double.isInfinite(value)
        ? BigDecimal.ONE.movePointRight(400)
        : new BigDecimal(value).subtract(exact).abs();
  }
}
