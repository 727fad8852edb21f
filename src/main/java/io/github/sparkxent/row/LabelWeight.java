// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.row;

import io.github.sparkxent.numeric.LossOptions;
import io.github.sparkxent.numeric.exact.ExactRational;
import io.github.sparkxent.numeric.exact.ExactSum;

/**
 * The weight of a row's label by the class weights, w = sum over c of w_c p_c, exactly. For a class
 * id it is its class weight, without class weights 1. The row weighs omega = r * w in the mean
 * loss.
 *
 * @param nearest the double nearest to w
 * @param exact w if it is no double, else null
 */
public record LabelWeight(double nearest, ExactRational exact) {
  /** The weight of a label without class weights. */
  public static final LabelWeight ONE = new LabelWeight(1.0, null);

  static final LabelWeight ZERO = new LabelWeight(0.0, null);

  /**
   * Returns a weight that is a double.
   *
   * @param weight the weight
   * @return the same number
   */
  public static LabelWeight of(double weight) {
    return weight == 1.0 ? ONE : new LabelWeight(weight, null);
  }

  /**
   * Returns a weight that need not be a double.
   *
   * @param weight the weight, not changed
   * @return the same number
   */
  public static LabelWeight of(ExactSum weight) {
    double nearest = weight.value();
    if (!Double.isFinite(nearest)) {
      return of(nearest);
    }
    ExactRational exact = weight.exactValue();
    return exact.equals(ExactRational.of(nearest)) ? of(nearest) : new LabelWeight(nearest, exact);
  }

  /** Returns the weight of a distribution. */
  public static LabelWeight of(double[] labels, LossOptions options) {
    return options.hasClassWeights() ? of(options.exactWeightOf(labels)) : ONE;
  }

  /** Tells whether the weight is a double. */
  public boolean isDouble() {
    return exact == null;
  }

  /** Tells whether the weight is 1. */
  public boolean isOne() {
    return nearest == 1.0 && exact == null;
  }

  /** Returns r * w. */
  public ExactRational times(double r) {
    return (exact == null ? ExactRational.of(nearest) : exact).times(ExactRational.of(r));
  }
}
