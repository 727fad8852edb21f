// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.kernel;

import java.util.Arrays;

/**
 * Evaluates rows of few classes side by side: what is a loop over the logits of one row in {@link
 * Kernel} is here a loop over the classes, with a row in each lane of a vector.
 *
 * <p>The figures of a row have the bits that {@code SoftmaxRow} gives, or are undecided, and then
 * the row is to be evaluated on its own: rows that are not defined, those with masked classes or
 * logits that lie more than 700 apart, those with another logit equal to that of the label, and one
 * in some hundreds of the others, too close to a rounding. This class, which does without vectors,
 * decides none. For one thread.
 */
public class BlockKernel {

  /** How many rows there are in a block. */
  public static final int ROWS = 16;

  /** The most classes for which a block takes less time than vectors of logits. */
  public static final int MAX_CLASSES = 32;

  /** Logit j of row r is element j * ROWS + r; no -0.0. */
  final double[] logits = new double[MAX_CLASSES * ROWS];

  /** 0 for a row that has its figures, which have no meaning for the others. */
  final long[] undecided = new long[ROWS];

  BlockKernel() {}

  /** Returns a kernel of one thread. */
  public static BlockKernel create() {
    return KernelDiscovery.blockKernel();
  }

  /** Sets a logit of a row of the block. */
  public final void setLogit(int row, int index, float logit) {
    logits[index * ROWS + row] = logit + 0.0f; // makes -0.0 the equal of 0.0
  }

  /** Returns the logits of a row, to evaluate it on its own; with 0.0 for -0.0. */
  public final float[] logits(int row, int classes) {
    float[] values = new float[classes];
    for (int j = 0; j < classes; j++) {
      values[j] = (float) logits[j * ROWS + row];
    }
    return values;
  }

  /** Tells whether a row has its figures. */
  public final boolean isDecided(int row) {
    return undecided[row] == 0;
  }

  /**
   * Evaluates the rows of the block, from 2 to 32 classes each, to the first rows of columns, which
   * have their labels.
   */
  public void evaluate(int classes, SoftmaxColumns rows) {
    Arrays.fill(undecided, 1);
  }
}
