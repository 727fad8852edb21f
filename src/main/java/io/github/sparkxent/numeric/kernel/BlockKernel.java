// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.kernel;

import io.github.sparkxent.numeric.SoftmaxRow;
import java.util.Arrays;

/**
 * Evaluates rows of few classes side by side: what is a loop over the logits of one row in {@link
 * Kernel} is here a loop over the classes, with a row in each lane of a vector.
 *
 * <p>The figures of a row have the bits that {@link SoftmaxRow} gives, or are undecided: too close
 * to a rounding, or of a row that is not an everyday one. This class, which does without vectors,
 * decides none. For one thread.
 */
public class BlockKernel {

  /** How many rows there are in a block. */
  static final int ROWS = 16;

  /** Up to how many classes a block takes less time than a vector of logits at a time. */
  public static final int MAX_CLASSES = 32;

  /** Logit j of row r is element j * ROWS + r; no -0.0. */
  final double[] logits = new double[MAX_CLASSES * ROWS];

  /** The class of each row's label, in [0, C). */
  final int[] labels = new int[ROWS];

  /** The logit of that class. */
  final double[] labelLogits = new double[ROWS];

  /** 0 for a row that has its figures; all below are of no meaning for the others. */
  final long[] undecided = new long[ROWS];

  /** The first class of the largest logit. */
  final int[] predictions = new int[ROWS];

  /** How many logits are above that of the label. */
  final long[] ranks = new long[ROWS];

  final double[] losses = new double[ROWS];

  /** The probability of the prediction. */
  final double[] confidences = new double[ROWS];

  final double[] brierScores = new double[ROWS];

  /** The probability of the label minus the largest of the others. */
  final double[] margins = new double[ROWS];

  /**
   * Evaluates all rows.
   *
   * @param classes C, from 2 to {@link #MAX_CLASSES}
   */
  void evaluate(int classes) {
    Arrays.fill(undecided, 1);
  }
}
