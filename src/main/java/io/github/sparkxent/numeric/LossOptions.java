// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import io.github.sparkxent.numeric.exact.ExactSum;
import io.github.sparkxent.numeric.kernel.Coefficients;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * How a loss differs from the plain softmax cross-entropy: label smoothing, class weights, an
 * ignored label. Immutable and thread-safe.
 *
 * <p>With smoothing e and weights w the coefficient of class c in the loss is {@code w_c * ((1 - e)
 * * p_c + e / C)}, where p is the distribution of the row's label.
 */
public final class LossOptions {

  /** No smoothing, no class weights, nothing ignored. */
  public static final LossOptions DEFAULT = new LossOptions(0.0, null, OptionalLong.empty());

  private final double labelSmoothing;
  private final double[] classWeights;
  private final OptionalLong ignoreIndex;
  private final boolean ignoresNone;

  private LossOptions(double labelSmoothing, double[] classWeights, OptionalLong ignoreIndex) {
    this.labelSmoothing = labelSmoothing;
    this.classWeights = classWeights;
    this.ignoreIndex = ignoreIndex;
    ignoresNone = ignoreIndex.isEmpty();
  }

  /**
   * Returns options with the given values.
   *
   * @param labelSmoothing the mass that is spread evenly over all classes, in [0, 1]
   * @param classWeights one weight a class, each positive or 0; copied; null for no weights. A NaN
   *     weight is kept and makes the loss of each row that uses it NaN.
   * @param ignoreIndex the label of rows that are left out, inside or outside the classes
   * @return the options
   * @throws IllegalArgumentException if labelSmoothing is outside [0, 1], or a class weight is
   *     negative or infinite, or the weights are empty; the message holds the value
   */
  public static LossOptions of(
      double labelSmoothing, double[] classWeights, OptionalLong ignoreIndex) {
    if (!(labelSmoothing >= 0.0 && labelSmoothing <= 1.0)) {
      throw new IllegalArgumentException(
          "label_smoothing " + labelSmoothing + " is outside [0, 1]");
    }
    double[] weights = classWeights == null ? null : classWeights.clone();
    if (weights != null) {
      checkWeights(weights);
    }
    return new LossOptions(labelSmoothing + 0.0, weights, ignoreIndex);
  }

  private static void checkWeights(double[] weights) {
    if (weights.length == 0) {
      throw new IllegalArgumentException("class_weights has 0 elements");
    }
    for (int c = 0; c < weights.length; c++) {
      if (weights[c] < 0.0 || Double.isInfinite(weights[c])) {
        throw new IllegalArgumentException(
            "class weight " + weights[c] + " of class " + c + " is not a finite number >= 0");
      }
    }
  }

  /**
   * Returns the mass that is spread evenly over all classes.
   *
   * @return a number in [0, 1]
   */
  public double labelSmoothing() {
    return labelSmoothing;
  }

  /**
   * Returns whether classes have weights.
   *
   * @return false if each class counts the same
   */
  public boolean hasClassWeights() {
    return classWeights != null;
  }

  /**
   * Returns a copy of the class weights.
   *
   * @return one weight a class, or null if there are none
   */
  public double[] classWeights() {
    return classWeights == null ? null : classWeights.clone();
  }

  /**
   * Returns the label of rows that are left out.
   *
   * @return the label, empty if no row is ignored
   */
  public OptionalLong ignoreIndex() {
    return ignoreIndex;
  }

  /**
   * Returns whether rows with this label are left out.
   *
   * @param label a class id, in range or not
   * @return true if label equals the ignore index
   */
  public boolean ignores(long label) {
    return !ignoresNone && ignoreIndex.getAsLong() == label;
  }

  /**
   * Returns the weight of a row whose label is a class id.
   *
   * @param label class id in [0, C); any number without class weights
   * @return the weight of the class; 1 without class weights
   * @throws IllegalArgumentException if there are class weights and label is outside of them
   */
  public double weightOf(long label) {
    if (classWeights == null) {
      return 1.0;
    }
    Arguments.checkLabel(label, classWeights.length);
    return classWeights[(int) label];
  }

  /**
   * Returns the weight of a row whose label is a distribution: the sum over c of w_c * p_c, of the
   * labels before smoothing.
   *
   * <p><b>Special cases.</b> 1 without class weights, whatever the labels. A zero label or weight
   * always adds 0.
   *
   * <p><b>Accuracy.</b> Exact.
   *
   * @param labels label mass of each class, shape [C]; not modified
   * @return the weight, for the caller to keep
   * @throws IllegalArgumentException if there are class weights and another number of labels
   */
  public ExactSum exactWeightOf(double[] labels) {
    ExactSum sum = new ExactSum();
    if (classWeights == null) {
      sum.add(1.0);
      return sum;
    }
    Arguments.checkWeights(labels.length, this);
    for (int c = 0; c < labels.length; c++) {
      if (labels[c] != 0.0 && classWeights[c] != 0.0) {
        sum.addProduct(labels[c], classWeights[c]);
      }
    }
    return sum;
  }

  /** The coefficients of a row's classes; elements after the last class have no meaning. */
  Coefficients coefficients(double[] labels, int classes) {
    return new Coefficients(labels, classes, labelSmoothing, classWeights);
  }

  /** How many class weights there are, 0 for none. */
  int weightCount() {
    return classWeights == null ? 0 : classWeights.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LossOptions that
        && Double.compare(labelSmoothing, that.labelSmoothing) == 0
        && Arrays.equals(classWeights, that.classWeights)
        && ignoreIndex.equals(that.ignoreIndex);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Double.hashCode(labelSmoothing) + Arrays.hashCode(classWeights))
        + ignoreIndex.hashCode();
  }

  @Override
  public String toString() {
    return "LossOptions[label_smoothing="
        + labelSmoothing
        + ", class_weights="
        + Arrays.toString(classWeights)
        + ", ignore_index="
        + (ignoreIndex.isPresent() ? ignoreIndex.getAsLong() : "none")
        + "]";
  }
}
