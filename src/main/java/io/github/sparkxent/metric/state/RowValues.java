// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

/** What the loss and the weights of an evaluated row can be. */
final class RowValues {
  private RowValues() {}

  /** Refuses NaN and -Infinity: such rows are invalid. */
  static double requireLoss(double loss) {
    if (!(loss > Double.NEGATIVE_INFINITY)) {
      throw new IllegalArgumentException("a row with the loss " + loss + " cannot be evaluated");
    }
    return loss;
  }

  /** Refuses what no row weighs: negative, NaN or infinite. */
  static double requireWeight(double weight, String name) {
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("the weight " + name + " of a row is " + weight);
    }
    return weight;
  }
}
