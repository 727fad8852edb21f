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
  public static final int MAX_CLASSES = 100;

  /** 0 for a row that has its figures, which have no meaning for the others. */
  final long[] undecided = new long[ROWS];

  BlockKernel() {}

  /** Returns a kernel of one thread. */
  public static BlockKernel create() {
    return KernelDiscovery.blockKernel();
  }

  /** Tells whether a row has its figures. */
  public final boolean isDecided(int row) {
    return undecided[row] == 0;
  }

  /**
   * Evaluates the rows of the block to {@link #ROWS} rows of columns, which have their labels.
   *
   * @param values logits of all rows
   * @param starts where in values those of each row start
   * @param classes how many logits each row has, from 2 to {@link #MAX_CLASSES}
   * @param rows labels and figures
   * @param from the first row of columns
   */
  public void evaluate(float[] values, int[] starts, int classes, SoftmaxColumns rows, int from) {
    Arrays.fill(undecided, 1);
  }
}
