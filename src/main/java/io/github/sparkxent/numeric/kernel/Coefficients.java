// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.kernel;

import static io.github.sparkxent.numeric.kernel.ErrorFree.twoProduct;
import static io.github.sparkxent.numeric.kernel.ErrorFree.twoSum;

import io.github.sparkxent.numeric.exact.ExactRational;

/**
 * The coefficients w_c ((1 - e) p_c + e / C) of the classes in a loss, with labels p, class weights
 * w and smoothing e: (1 - e) times w_c p_c and e / C times w_c, mixed in two words or exactly.
 *
 * <p>A mixture of sums over the classes is the sum of the mixtures.
 */
public final class Coefficients {

  private final double[] labels;
  private final int classes;
  private final double smoothing;
  private final double[] weights;
  private final double kept;
  private final double keptLow;
  private final double share;
  private final double shareLow;

  /**
   * Takes what a loss is made of; nothing is copied.
   *
   * @param labels label mass of each class; elements after the last class have no meaning
   * @param classes C
   * @param smoothing e, in [0, 1]
   * @param weights the class weights, or null if there are none
   */
  public Coefficients(double[] labels, int classes, double smoothing, double[] weights) {
    this.labels = labels;
    this.classes = classes;
    this.smoothing = smoothing;
    this.weights = weights;
    kept = 1.0 - smoothing;
    keptLow = (1.0 - kept) - smoothing;
    share = smoothing == 0.0 ? 0.0 : smoothing / classes; // a division takes time
    shareLow = smoothing == 0.0 ? 0.0 : Math.fma(-share, classes, smoothing) / classes;
  }

  /** Whether mass is spread over all classes. */
  public boolean isSmoothed() {
    return smoothing != 0.0;
  }

  /** Whether there are class weights. */
  public boolean isWeighted() {
    return weights != null;
  }

  /** The label mass of a class, as far as it counts. */
  public double label(int c) {
    return smoothing == 1.0 ? 0.0 : labels[c];
  }

  /** The weight of a class. */
  public double weight(int c) {
    return weights == null ? 1.0 : weights[c];
  }

  /** Whether a class adds nothing in any case. */
  public boolean isZero(int c) {
    return (labels[c] == 0.0 && smoothing == 0.0) || (weights != null && weights[c] == 0.0);
  }

  /** Whether a coefficient is a finite number. */
  public boolean isFinite(int c) {
    return Math.abs(label(c)) <= Double.MAX_VALUE && !Double.isNaN(weight(c));
  }

  /** The sign of a coefficient that {@link #isZero} is false of; it itself if it is not finite. */
  public double sign(int c) {
    if (!isFinite(c)) {
      return label(c) * weight(c);
    }
    return label(c) >= 0.0 ? 1.0 : exact(c).signum();
  }

  /** Whether e is so small that two words of e / C have lost bits. */
  public boolean isTiny() {
    return smoothing != 0.0 && share < Rounding.LEAST_FACTOR;
  }

  /** Sets result to (1 - e) times one number and e / C times another, both in two words. */
  public void mix(double high, double low, double otherHigh, double otherLow, TwoWords result) {
    double first = kept * high;
    double firstLow = twoProduct(kept, high, first) + Math.fma(kept, low, keptLow * high);
    double second = share * otherHigh;
    double secondLow =
        twoProduct(share, otherHigh, second) + Math.fma(share, otherLow, shareLow * otherHigh);
    double sum = first + second;
    result.set(sum, twoSum(first, second, sum) + (firstLow + secondLow));
  }

  /**
   * Sets result to the coefficient of a class, with a relative error below 2^-100; with smoothing
   * the label must not be negative.
   *
   * @return false if it is so small or large that bits were lost
   */
  public boolean inTwoWords(int c, TwoWords result) {
    if (smoothing == 0.0 && weights == null) {
      result.high = labels[c];
      result.low = 0.0;
      return true;
    }
    double weight = weight(c);
    double product = weight * label(c);
    double productLow = twoProduct(weight, label(c), product);
    if (smoothing == 0.0) {
      result.set(product, productLow);
    } else {
      mix(product, productLow, weight, 0.0, result);
    }
    return !isTiny()
        && Math.abs(result.high) >= Rounding.LEAST_FACTOR
        && Math.abs(result.high) <= 1 / Rounding.LEAST_FACTOR;
  }

  /** The coefficient of a class, times {@link #divisor}; label and weight must be finite. */
  public ExactRational exact(int c) {
    ExactRational weight = ExactRational.of(weight(c));
    return mixed(weight.times(ExactRational.of(label(c))), weight);
  }

  /** (1 - e) times one number and e / C times another, times {@link #divisor}. */
  public ExactRational mixed(ExactRational number, ExactRational other) {
    if (smoothing == 0.0) {
      return number;
    }
    ExactRational e = ExactRational.of(smoothing);
    return ExactRational.ONE.minus(e).times(divisor()).times(number).plus(e.times(other));
  }

  /** What exact coefficients are multiplied by, so that they are sums of products of doubles. */
  public ExactRational divisor() {
    return smoothing == 0.0 ? ExactRational.ONE : ExactRational.of((long) classes);
  }
}
