// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.hard;

import io.github.sparkxent.numeric.LossOptions;
import io.github.sparkxent.numeric.exact.ExactRational;
import io.github.sparkxent.numeric.exact.FixedPoint;
import java.math.BigInteger;

/**
 * The loss by the plain definition on integers, at as many bits as it takes and in whatever time:
 * each term of each sum exactly, and the exponentials to thousands of bits where these could count.
 */
public final class PatientExactLoss {

  private static final int FIRST_BITS = 128;

  /**
   * An exponential below 2^-12000 cannot move a sum of products of doubles, only break its ties.
   */
  private static final int LAST_SHIFT = 12000;

  private final double[] logits;
  private final double max;
  private long classes;
  private ExactRational gaps = ExactRational.ZERO;
  private ExactRational mass = ExactRational.ZERO;
  private double infinite = 0.0;

  private PatientExactLoss(double[] logits, double max) {
    this.logits = logits;
    this.max = max;
    this.classes = logits.length;
  }

  /**
   * Returns the loss.
   *
   * @param logits a row that is defined: no NaN, none +infinite, not all -infinite
   * @param max the largest of them
   * @param labels label mass of each class
   * @param options smoothing and class weights
   */
  public static double of(double[] logits, double max, double[] labels, LossOptions options) {
    PatientExactLoss loss = new PatientExactLoss(logits, max);
    loss.addCoefficients(labels, options);
    return loss.infinite == 0.0 ? loss.rounded() : loss.infinite;
  }

  /** Returns log(sum over j of exp(z_j)): the loss for A = z_k and Q = 1. */
  static double ofNormaliser(double[] logits, double max) {
    PatientExactLoss loss = new PatientExactLoss(logits, max);
    loss.classes = 1;
    loss.gaps = ExactRational.of(max);
    loss.mass = ExactRational.ONE;
    return loss.rounded();
  }

  private void addCoefficients(double[] labels, LossOptions options) {
    double[] weights = options.classWeights();
    ExactRational smoothing = ExactRational.of(options.labelSmoothing());
    ExactRational kept = ExactRational.ONE.minus(smoothing).times(ExactRational.of(classes));
    for (int c = 0; c < logits.length; c++) {
      double weight = weights == null ? 1.0 : weights[c];
      double label = kept.signum() == 0 ? 0.0 : labels[c];
      if (weight == 0.0 || (label == 0.0 && smoothing.signum() == 0)) {
        continue;
      }
      if (!Double.isFinite(label) || Double.isNaN(weight)) {
        addInfinite(label * weight, c);
        continue;
      }
      ExactRational coefficient =
          ExactRational.of(weight).times(kept.times(ExactRational.of(label)).plus(smoothing));
      if (coefficient.signum() != 0) {
        add(coefficient, c);
      }
    }
  }

  private void add(ExactRational coefficient, int c) {
    if (logits[c] == Double.NEGATIVE_INFINITY) {
      addInfinite(coefficient.signum(), c);
      return;
    }
    gaps = gaps.plus(coefficient.times(ExactRational.of(max).minus(ExactRational.of(logits[c]))));
    mass = mass.plus(coefficient);
  }

  /**
   * Adds coefficient times the infinite or, for an infinite coefficient, positive gap of a class.
   */
  private void addInfinite(double coefficient, int c) {
    boolean certain = logits[c] == max && unmasked() == 1;
    infinite += certain ? Double.NaN : coefficient * Double.POSITIVE_INFINITY;
  }

  private int unmasked() {
    int unmasked = 0;
    for (double logit : logits) {
      unmasked += logit > Double.NEGATIVE_INFINITY ? 1 : 0;
    }
    return unmasked;
  }

  private double rounded() {
    if (mass.signum() == 0 || unmasked() == 1) {
      return gaps.dividedBy(ExactRational.of(classes)).doubleValue();
    }
    for (int bits = FIRST_BITS; ; bits *= 2) {
      ExponentialSum sum = ExponentialSum.of(logits, max, bits, LAST_SHIFT);
      BigInteger log = FixedPoint.log1p(sum.value(), sum.bits());
      BigInteger least = log.subtract(sum.error()).max(BigInteger.ZERO);
      BigInteger most = log.add(sum.error());
      double first = at(ExactRational.of(least, -sum.bits()), mass.signum());
      double last = at(ExactRational.of(most, -sum.bits()), -mass.signum());
      if (first == last) {
        return first;
      }
    }
  }

  /**
   * The rounded loss if log(1 + S) were just above (side 1) or just below (-1) the given number.
   */
  private double at(ExactRational log, int side) {
    ExactRational loss = gaps.plus(mass.times(log));
    int finest = Math.min(loss.exponent(), Double.MIN_EXPONENT - 54) - 1;
    return loss.plus(ExactRational.of(BigInteger.valueOf(side), finest))
        .dividedBy(ExactRational.of(classes))
        .doubleValue();
  }

  /** An interval around the sum of exp(z_j - z_k) over the classes other than the largest one. */
  private static final class ExponentialSum {

    private static final ExactRational LEAST_EXPONENT = ExactRational.of(-(1L << 19));

    private final BigInteger value;
    private final BigInteger error;
    private final int bits;

    private ExponentialSum(BigInteger value, BigInteger error, int bits) {
      this.value = value;
      this.error = error;
      this.bits = bits;
    }

    /**
     * Returns the sum over all logits but one largest, masked ones left out.
     *
     * @param logits at least two of them finite
     * @param max the largest
     * @param relativeBits how many bits of the sum are wanted
     * @param lastShift the sum is cut off below {@code 2^-lastShift}
     */
    static ExponentialSum of(double[] logits, double max, int relativeBits, int lastShift) {
      double second = secondLargest(logits, max);
      int shift = (int) Math.min(lastShift, Math.max(0.0, (max - second) * 1.4427 - 1.0));
      int bits = relativeBits + shift;
      BigInteger sum = BigInteger.ZERO;
      boolean maxSeen = false;
      ExactRational largest = ExactRational.of(max);
      for (double logit : logits) {
        if (logit == max && !maxSeen) {
          maxSeen = true;
        } else if (logit > Double.NEGATIVE_INFINITY) {
          ExactRational difference = ExactRational.of(logit).minus(largest);
          if (difference.minus(LEAST_EXPONENT).signum() > 0) {
            sum = sum.add(FixedPoint.exp(difference, bits));
          }
        }
      }
      return new ExponentialSum(sum, BigInteger.valueOf(logits.length + 4L), bits);
    }

    private static double secondLargest(double[] logits, double max) {
      double second = Double.NEGATIVE_INFINITY;
      boolean maxSeen = false;
      for (double logit : logits) {
        if (logit == max && !maxSeen) {
          maxSeen = true;
        } else {
          second = Math.max(second, logit);
        }
      }
      return second;
    }

    /** The middle of the interval in units of {@code 2^-bits()}. */
    BigInteger value() {
      return value;
    }

    /**
     * How far the sum, and the logarithm computed from it, may be from the truth, in such units.
     */
    BigInteger error() {
      return error;
    }

    int bits() {
      return bits;
    }
  }
}
