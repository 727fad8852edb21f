// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.row;

import io.github.sparkxent.numeric.kernel.SoftmaxColumns;

/**
 * Some rows and their figures, those of a kind side by side: what is evaluated and what the metrics
 * read. Row i has element i of each column.
 *
 * <p>All but status, number of classes and id have no meaning unless the status is {@code
 * EVALUATED}.
 */
public final class RowColumns extends SoftmaxColumns {
  /** The outcome of each row. */
  public final RowStatus[] statuses;

  /** C, or 0 where the logits were not looked at or unusable. */
  public final int[] numClasses;

  /** What an id's {@code toString} gives is its text; null without one. Nothing changes an id. */
  public final Object[] ids;

  /** The row's own weight r. */
  public final double[] weights;

  /** w = sum(w_c p_c); the row adds omega = r * w to the divisor of the mean loss. */
  public final LabelWeight[] labelWeights;

  /** The label's mass of each class, null for a row whose label is a class id; never modified. */
  public final double[][] distributions;

  /** Creates columns for a number of rows. */
  public RowColumns(int capacity) {
    super(capacity);
    statuses = new RowStatus[capacity];
    numClasses = new int[capacity];
    ids = new Object[capacity];
    weights = new double[capacity];
    labelWeights = new LabelWeight[capacity];
    distributions = new double[capacity][];
  }

  /** Copies rows to other columns, from a row of theirs on. */
  public void copy(int from, int to, RowColumns target, int at) {
    for (int i = from, j = at; i < to; i++, j++) {
      target.statuses[j] = statuses[i];
      target.numClasses[j] = numClasses[i];
      target.ids[j] = ids[i];
      target.losses[j] = losses[i];
      target.weights[j] = weights[i];
      target.labelWeights[j] = labelWeights[i];
      target.confidences[j] = confidences[i];
      target.brierScores[j] = brierScores[i];
      target.margins[j] = margins[i];
      target.distributions[j] = distributions[i];
      target.labels[j] = labels[i];
      target.predictions[j] = predictions[i];
      target.ranks[j] = ranks[i];
    }
  }

  /** Sets a row that has no figures. */
  public void set(int i, RowStatus status, int numClasses) {
    statuses[i] = status;
    this.numClasses[i] = numClasses;
  }

  /** Whether rows have weight 1, and 1 in the divisor of the mean loss. */
  public boolean areUnits(int from, int to) {
    boolean units = true;
    for (int i = from; i < to; i++) {
      units &= weights[i] == 1 && labelWeights[i].isOne();
    }
    return units;
  }

  /** Whether no loss of rows is infinite. */
  public boolean areFinite(int from, int to) {
    boolean finite = true;
    for (int i = from; i < to; i++) {
      finite &= Double.isFinite(losses[i]);
    }
    return finite;
  }
}
