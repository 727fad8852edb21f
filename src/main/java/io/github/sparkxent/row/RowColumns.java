// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.row;

/** Some evaluated rows and their figures, those of a kind side by side. */
public final class RowColumns {
  /**
   * So many rows of a split are added to its metrics at a time: where there are a thousand splits
   * in turn, each row on its own would bring all of its split's state back into the processor's
   * near caches.
   */
  static final int SIZE = 16;

  public final double[] losses = new double[SIZE];
  public final double[] weights = new double[SIZE];
  public final LabelWeight[] labelWeights = new LabelWeight[SIZE];
  public final double[] confidences = new double[SIZE];
  public final double[] brierScores = new double[SIZE];
  public final double[] margins = new double[SIZE];

  /** The label's mass of each class; null for a row whose label is a class id. */
  public final double[][] distributions = new double[SIZE][];

  public final int[] labels = new int[SIZE];
  public final int[] predictions = new int[SIZE];
  public final int[] ranks = new int[SIZE];
  private int count;

  public void add(RowEvaluation row) {
    int i = count++;
    losses[i] = row.loss();
    weights[i] = row.weight();
    labelWeights[i] = row.labelWeight();
    confidences[i] = row.confidence();
    brierScores[i] = row.brierScore();
    margins[i] = row.margin();
    distributions[i] = row.distribution();
    labels[i] = row.label();
    predictions[i] = row.prediction();
    ranks[i] = row.rank();
  }

  public boolean isFull() {
    return count == SIZE;
  }

  /** Whether all rows have weight 1, and 1 in the divisor of the mean loss. */
  public boolean areUnits() {
    boolean units = true;
    for (int i = 0; i < count; i++) {
      units &= weights[i] == 1 && labelWeights[i].isOne();
    }
    return units;
  }

  /** Whether no loss is infinite. */
  public boolean areFinite() {
    boolean finite = true;
    for (int i = 0; i < count; i++) {
      finite &= Double.isFinite(losses[i]);
    }
    return finite;
  }

  /** Returns how many rows there are, and forgets them. */
  public int take() {
    int rows = count;
    count = 0;
    return rows;
  }
}
