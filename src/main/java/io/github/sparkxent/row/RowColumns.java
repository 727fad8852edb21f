// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.row;

import io.github.sparkxent.numeric.kernel.BlockKernel;
import io.github.sparkxent.numeric.kernel.SoftmaxColumns;
import java.util.Arrays;

/**
 * Some rows, or positions of sequences, side by side: what a row has, which a reader fills in, and
 * its outcome and figures, which {@link RowEvaluator} adds and the metrics read. Row i has element
 * i of each column.
 *
 * <p>A reader starts with {@link #clear}, sets the columns of arguments, and reports what is wrong
 * with a row by {@link #find}; what it does not know of such a row it leaves as it is. Labels,
 * label weights and figures have no meaning unless the status is {@code EVALUATED}.
 */
public final class RowColumns extends SoftmaxColumns {
  private final int capacity;

  /** The logits of all rows, never modified; null if they are {@link #doubles}. */
  public float[] floats;

  /** The logits of all rows in double, never modified; null if they are {@link #floats}. */
  public double[] doubles;

  /** Where the logits of each row start. */
  public final int[] starts;

  /** C, how many logits there are; after the evaluation 0 if they were not looked at. */
  public final int[] numClasses;

  /** The label that is a class id, to be set by {@link RowEvaluator#setLabel}. */
  public final long[] classIds;

  /**
   * The label's mass of each class, NaN for a null one; null for a row whose label is a class id;
   * never modified.
   */
  public final double[][] distributions;

  /** In the place of logits, of a row that lists some classes only; else it has no meaning. */
  public final ListedClasses[] listed;

  /** The row's own weight r; NaN for null. */
  public final double[] weights;

  /** What an id's {@code toString} gives is its text; null without one. Nothing changes an id. */
  public final Object[] ids;

  /** What was found of each row, null if nothing yet; after the evaluation its outcome. */
  public final RowStatus[] statuses;

  /** w = sum(w_c p_c); the row adds omega = r * w to the divisor of the mean loss. */
  public final LabelWeight[] labelWeights;

  /** The sequence that it is a position of; null for a row that is none. */
  public final RowSequence[] sequences;

  /**
   * Of a position its place in its sequence, from 1 on; 0 where a sequence that has a status of its
   * own, and so no positions, stands in the place of these.
   */
  public final int[] positions;

  /** What a cluster's {@code toString} gives is its text; null without one. */
  public final Object[] clusters;

  /**
   * The same rows as a baseline predicts them, those that it evaluates with the labels and weights
   * that they have here; null without a baseline.
   */
  public RowColumns baseline;

  /** KL(baseline || candidate) in nats, if both are evaluated and it is asked for. */
  public final double[] divergences;

  /**
   * Of two classes how much speaks for class 1, by which rows are ranked: never NaN, and +0.0 for
   * zero; null unless {@link #keepScores} was called.
   */
  public double[] scores;

  /** Of a baseline: whether it has a label of its own that is another than the candidate's. */
  public final boolean[] otherLabels;

  /** Creates columns for a number of rows. */
  public RowColumns(int capacity) {
    super(capacity + BlockKernel.ROWS - 1); // a block that starts at the last row is written whole
    this.capacity = capacity;
    starts = new int[capacity];
    numClasses = new int[capacity];
    classIds = new long[capacity];
    distributions = new double[capacity][];
    listed = new ListedClasses[capacity];
    weights = new double[capacity];
    ids = new Object[capacity];
    statuses = new RowStatus[capacity];
    labelWeights = new LabelWeight[capacity];
    sequences = new RowSequence[capacity];
    positions = new int[capacity];
    clusters = new Object[capacity];
    divergences = new double[capacity];
    otherLabels = new boolean[capacity];
  }

  /** Returns how many rows there can be. */
  public int capacity() {
    return capacity;
  }

  /** Has the evaluation set the scores of rows, all of which have two classes. */
  public void keepScores() {
    scores = new double[capacity];
  }

  /** Returns the logits of a row in an array of their own. */
  double[] logits(int i) {
    double[] values = new double[numClasses[i]];
    for (int c = 0; c < values.length; c++) {
      values[c] = floats == null ? doubles[starts[i] + c] : floats[starts[i] + c];
    }
    return values;
  }

  /** Forgets what is known of rows but for their ids. */
  public void clear(int from, int to) {
    Arrays.fill(statuses, from, to, null);
    Arrays.fill(distributions, from, to, null);
  }

  /** Gives a row a status, unless it has one that comes before in the order of tests. */
  public void find(int i, RowStatus status) {
    if (statuses[i] == null || status.compareTo(statuses[i]) < 0) {
      statuses[i] = status;
    }
  }

  /**
   * Copies outcomes, ids, clusters and figures of rows to other columns, from a row of theirs on,
   * and those of the baseline, for which the target gets columns if it has none.
   */
  public void copy(int from, int to, RowColumns target, int at) {
    if (baseline != null) {
      if (target.baseline == null) {
        target.baseline = new RowColumns(target.capacity);
      }
      baseline.copy(from, to, target.baseline, at);
    }
    if (target.scores != null) {
      System.arraycopy(scores, from, target.scores, at, to - from);
    }
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
      target.listed[j] = listed[i];
      target.labels[j] = labels[i];
      target.predictions[j] = predictions[i];
      target.ranks[j] = ranks[i];
      target.clusters[j] = clusters[i];
      target.sequences[j] = sequences[i];
      target.positions[j] = positions[i];
      target.divergences[j] = divergences[i];
      target.otherLabels[j] = otherLabels[i];
    }
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
