// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import io.github.sparkxent.numeric.exact.Dyadic;
import io.github.sparkxent.numeric.kernel.TwoWords;

/**
 * The coefficients w_c ((1 - e) p_c + e / C) of the classes in a loss, in two words or exactly.
 *
 * <p>The label masses are finite and not negative. Coefficients are exact fractions over C, so they
 * are given times C.
 */
final class LabelCoefficients {

  /** Factors below this could lose bits of a product to underflow. */
  private static final double LEAST_FACTOR = 0x1p-500;

  private final double[] labels;
  private final double[] weights;
  private final double smoothing;
  private final double kept;
  private final double keptLow;
  private final double share;
  private final double shareLow;

  LabelCoefficients(double[] labels, LossOptions options) {
    this.labels = labels;
    weights = options.sharedClassWeights();
    smoothing = options.labelSmoothing();
    kept = 1.0 - smoothing;
    keptLow = (1.0 - kept) - smoothing;
    share = smoothing / labels.length;
    shareLow = Math.fma(-share, labels.length, smoothing) / labels.length;
  }

  /** Whether a class adds nothing whatever its coefficient multiplies. */
  boolean isZero(int c) {
    return (weights != null && weights[c] == 0.0) || (smoothing == 0.0 && labels[c] == 0.0);
  }

  /** Whether a coefficient is undefined. */
  boolean hasNaN() {
    for (int c = 0; c < labels.length; c++) {
      double weight = weights == null ? 1.0 : weights[c];
      if (!isZero(c) && !(weight * labels[c] >= 0.0)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Sets result to the coefficient of a class that is not zero, with a relative error below 2^-100.
   *
   * @return false if a part of it is so small that bits were lost
   */
  boolean inTwoWords(int c, TwoWords result) {
    double part = kept * labels[c];
    double partLow = Math.fma(kept, labels[c], -part) + keptLow * labels[c];
    if ((part != 0.0 && part < LEAST_FACTOR) || (smoothing != 0.0 && share < LEAST_FACTOR)) {
      return false;
    }
    double sum = part + share;
    double back = sum - part;
    result.set(sum, ((part - (sum - back)) + (share - back)) + (partLow + shareLow));
    if (weights == null) {
      return true;
    }
    double weight = weights[c];
    double product = weight * result.high;
    if (!(product >= LEAST_FACTOR && product <= 1 / LEAST_FACTOR)) {
      return false;
    }
    result.set(product, Math.fma(weight, result.high, -product) + weight * result.low);
    return true;
  }

  /** Returns C times the coefficient of a class. */
  Dyadic timesClasses(int c) {
    Dyadic smooth = Dyadic.of(smoothing);
    Dyadic mass =
        Dyadic.ONE
            .minus(smooth)
            .times(Dyadic.of((long) labels.length))
            .times(Dyadic.of(labels[c]))
            .plus(smooth);
    return weights == null ? mass : mass.times(Dyadic.of(weights[c]));
  }
}
