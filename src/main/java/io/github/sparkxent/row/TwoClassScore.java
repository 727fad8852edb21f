// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.row;

/**
 * How much speaks for class 1 of two classes.
 *
 * <p><b>Method.</b> Of logits z_1 - z_0, which orders rows as their softmax does; of probabilities
 * or log-probabilities that of class 1.
 *
 * <p><b>Accuracy.</b> A difference is rounded once to double; it is exact where z_0 is 0. Two rows
 * are tied if these doubles are equal.
 */
final class TwoClassScore {
  private TwoClassScore() {}

  /** Sets the scores of the evaluated rows. */
  static void set(RowColumns rows, int from, int to, boolean areLogits) {
    for (int i = from; i < to; i++) {
      if (rows.statuses[i] == RowStatus.EVALUATED) {
        int start = rows.starts[i];
        double one = value(rows, start + 1);
        rows.scores[i] = (areLogits ? one - value(rows, start) : one) + 0.0; // no -0.0
      }
    }
  }

  private static double value(RowColumns rows, int index) {
    return rows.floats == null ? rows.doubles[index] : rows.floats[index];
  }
}
