// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.kernel;

import io.github.sparkxent.numeric.LossOptions;
import io.github.sparkxent.numeric.SoftmaxRow;

/**
 * Rows of few classes with class ids as labels, evaluated side by side: takes less time than one
 * {@link SoftmaxRow} after the other, and gives the same bits.
 *
 * <p><b>Accuracy.</b> As of {@link SoftmaxRow}: loss and confidence are correctly rounded, the
 * Brier score is within C * 2^-52.
 *
 * <p>Some rows are left undecided, and are to be evaluated on their own: those that are not
 * defined, those with masked classes or logits that lie more than 700 apart, those with another
 * logit equal to that of the label, and one in some hundreds of the others. For one thread.
 */
public final class SoftmaxBlock {
  /** How many rows a block has. */
  public static final int ROWS = BlockKernel.ROWS;

  private final BlockKernel kernel = KernelDiscovery.blockKernel();

  /** Creates a block without rows. */
  public SoftmaxBlock() {}

  /**
   * Sets a logit.
   *
   * @param row the index of the row in the block, below {@link #ROWS}
   * @param index the class, below C
   * @param logit the unnormalised log-probability
   */
  public void setLogit(int row, int index, float logit) {
    kernel.logits[index * ROWS + row] = logit + 0.0f; // makes -0.0 the equal of 0.0
  }

  /**
   * Sets the label of a row whose logits are set.
   *
   * @param row the index of the row
   * @param label class id in [0, C)
   */
  public void setLabel(int row, int label) {
    kernel.labels[row] = label;
    kernel.labelLogits[row] = kernel.logits[label * ROWS + row];
  }

  /**
   * Evaluates all rows.
   *
   * @param numClasses C, the same for all of them, from 2 to 32
   */
  public void evaluate(int numClasses) {
    kernel.evaluate(numClasses);
  }

  /**
   * Returns the logits of a row, to evaluate it on its own.
   *
   * @param row the index of the row
   * @param numClasses C
   * @return shape [C], with 0.0 for -0.0
   */
  public float[] logits(int row, int numClasses) {
    float[] logits = new float[numClasses];
    for (int j = 0; j < numClasses; j++) {
      logits[j] = (float) kernel.logits[j * ROWS + row];
    }
    return logits;
  }

  /**
   * Returns the label of a row.
   *
   * @param row the index of the row
   * @return the class id
   */
  public int label(int row) {
    return kernel.labels[row];
  }

  /**
   * Tells whether a row has its figures.
   *
   * @param row the index of the row
   * @return false if the row is to be evaluated on its own
   */
  public boolean isDecided(int row) {
    return kernel.undecided[row] == 0;
  }

  /**
   * Returns the loss of a decided row.
   *
   * @param row the index of the row
   * @return {@link SoftmaxRow#loss(long, LossOptions)} with {@link LossOptions#DEFAULT}
   */
  public double loss(int row) {
    return kernel.losses[row];
  }

  /**
   * Returns the largest class of a decided row.
   *
   * @param row the index of the row
   * @return {@link SoftmaxRow#argmax}
   */
  public int argmax(int row) {
    return kernel.predictions[row];
  }

  /**
   * Returns the probability of the largest class of a decided row.
   *
   * @param row the index of the row
   * @return {@link SoftmaxRow#probability} of the largest class
   */
  public double confidence(int row) {
    return kernel.confidences[row];
  }

  /**
   * Returns the rank of the label of a decided row.
   *
   * @param row the index of the row
   * @return {@link SoftmaxRow#rank} of the label
   */
  public int rank(int row) {
    return (int) kernel.ranks[row];
  }

  /**
   * Returns the Brier score of a decided row.
   *
   * @param row the index of the row
   * @return {@link SoftmaxRow#brierScore(int)} of the label
   */
  public double brierScore(int row) {
    return kernel.brierScores[row];
  }

  /**
   * Returns the margin of the label of a decided row.
   *
   * @param row the index of the row
   * @return {@link SoftmaxRow#margin} of the label
   */
  public double margin(int row) {
    return kernel.margins[row];
  }
}
