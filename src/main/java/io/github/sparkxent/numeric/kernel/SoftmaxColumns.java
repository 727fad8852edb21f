// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.kernel;

/**
 * The labels of some rows and what {@code SoftmaxRow} says of each, side by side: row i has element
 * i of each column.
 */
public class SoftmaxColumns {
  /** The class id; of a distribution the first of the largest mass. */
  public final int[] labels;

  /** The first class of the largest logit. */
  public final int[] predictions;

  /** How many classes come before the label by falling logit, equal ones by index. */
  public final int[] ranks;

  /** The loss in nats. */
  public final double[] losses;

  /** The probability of the prediction. */
  public final double[] confidences;

  /** The sum over the classes of (p_c - y_c)^2. */
  public final double[] brierScores;

  /** The probability of the label minus the largest of the others. */
  public final double[] margins;

  /** Creates columns for a number of rows. */
  public SoftmaxColumns(int capacity) {
    labels = new int[capacity];
    predictions = new int[capacity];
    ranks = new int[capacity];
    losses = new double[capacity];
    confidences = new double[capacity];
    brierScores = new double[capacity];
    margins = new double[capacity];
  }
}
