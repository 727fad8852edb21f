// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.numeric.LossOptions;
import io.github.sparkxent.numeric.kernel.SoftmaxBlock;
import io.github.sparkxent.row.LabelWeight;
import io.github.sparkxent.row.RowEvaluation;
import io.github.sparkxent.row.RowEvaluator;
import io.github.sparkxent.row.RowStatus;
import java.util.function.Supplier;

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
  public void addTo(int row, SplitAccumulator split, Supplier<String> id) {
    // Added in two places, so that for a decided row the compiler can do without the object.
    if (!block.isDecided(row)) {
      float[] logits = block.logits(row, numClasses);
      split.add(evaluator.evaluate(logits, block.label(row), weights[row]), id);
      return;
    }
    split.add(
        new RowEvaluation(
            RowStatus.EVALUATED,
            numClasses,
            block.loss(row),
            weights[row],
            LabelWeight.ONE,
            block.label(row),
            block.argmax(row),
            block.rank(row),
            block.confidence(row),
            block.brierScore(row),
            block.margin(row),
            null),
        id);
  }
}
