// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.numeric.LossOptions;
import io.github.sparkxent.numeric.kernel.SoftmaxBlock;
import io.github.sparkxent.row.LabelWeight;
import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.RowEvaluator;
import io.github.sparkxent.row.RowStatus;

/**
 * Rows that wait until there are enough of them to be evaluated side by side: those for which
 * {@link RowEvaluator#fitsBlock} is true. Each is evaluated to what {@link RowEvaluator} would
 * give. For one thread.
 */
public final class RowBlock {
  /** How many rows can wait. */
  public static final int SIZE = SoftmaxBlock.ROWS;

  private final RowEvaluator evaluator = new RowEvaluator(LossOptions.DEFAULT, 0, 0);
  private final SoftmaxBlock block = new SoftmaxBlock();
  private final double[] weights = new double[SIZE];
  private final RowColumns one = new RowColumns(1);
  private int numClasses;
  private int count;

  /** Creates a block without rows. */
  public RowBlock() {}

  /**
   * Returns how many rows wait.
   *
   * @return from 0 to {@link #SIZE}
   */
  public int size() {
    return count;
  }

  /**
   * Tells whether a row can be added: whether there is room, and the others are of its length.
   *
   * @param numClasses C of that row
   * @return false if the rows that wait must be evaluated first
   */
  public boolean hasRoom(int numClasses) {
    return count == 0 || (count < SIZE && numClasses == this.numClasses);
  }

  /**
   * Sets a logit of the row that is to be added next.
   *
   * @param index the class
   * @param logit the unnormalised log-probability
   */
  public void setLogit(int index, float logit) {
    block.setLogit(count, index, logit);
  }

  /**
   * Adds the row whose logits were set.
   *
   * @param numClasses C, for which there is room
   * @param label the class id, in [0, C)
   * @param weight the row's own weight, a valid one
   */
  public void add(int numClasses, int label, double weight) {
    this.numClasses = numClasses;
    block.setLabel(count, label);
    weights[count] = weight;
    count++;
  }

  /**
   * Evaluates the rows that wait; after it none does.
   *
   * @return how many they are
   */
  public int evaluate() {
    int rows = count;
    count = 0;
    if (rows > 0) {
      block.evaluate(numClasses);
    }
    return rows;
  }

  /**
   * Adds a row of those evaluated last to its split.
   *
   * @param row its index, in the order in which they were added
   * @param split where to
   * @param id gives the row's id, or null
   */
  public void addTo(int row, SplitAccumulator split, Object id) {
    one.ids[0] = id;
    if (!block.isDecided(row)) {
      float[] logits = block.logits(row, numClasses);
      evaluator.evaluate(logits, block.label(row), weights[row], one, 0);
    } else {
      one.set(0, RowStatus.EVALUATED, numClasses);
      one.losses[0] = block.loss(row);
      one.weights[0] = weights[row];
      one.labelWeights[0] = LabelWeight.ONE;
      one.labels[0] = block.label(row);
      one.predictions[0] = block.argmax(row);
      one.ranks[0] = block.rank(row);
      one.confidences[0] = block.confidence(row);
      one.brierScores[0] = block.brierScore(row);
      one.margins[0] = block.margin(row);
      one.distributions[0] = null;
    }
    split.add(one, 0, 1);
  }
}
