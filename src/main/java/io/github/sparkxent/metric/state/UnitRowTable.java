// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.metric.tally.LossRange;
import io.github.sparkxent.numeric.exact.ExactSum;
import io.github.sparkxent.numeric.exact.ExactSums;
import io.github.sparkxent.row.RowColumns;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * For speed: the rows of a class id, weight 1 and finite loss that some metrics still lack. For
 * each label it has how many rows have each prediction, and the sum of their losses.
 *
 * <p>Nearly all rows are of this kind, and the sum of all losses, label distribution, figures by
 * class and confusion matrix follow from these few numbers: so a row is added once here, and not
 * four times there.
 */
final class UnitRowTable {
  /** A metric that follows from the table. */
  interface Reader {
    /** Adds all rows of the table, which has some. */
    void add(UnitRowTable rows);
  }

  /** Element c has for each prediction how many rows of label c have it, or is null. */
  private final long[][] byPrediction;

  /** By label. */
  private final ExactSums losses;

  private ExactSum squares = new ExactSum();
  private final LossRange range = new LossRange();

  UnitRowTable(int numClasses) {
    byPrediction = new long[numClasses][];
    losses = new ExactSums(numClasses);
  }

  /** Tells whether all of some rows are of the kind that a table takes. */
  static boolean takes(RowColumns rows, int from, int to) {
    boolean all = true;
    for (int i = from; i < to; i++) {
      all &=
          rows.weights[i] == 1
              && rows.labelWeights[i].isOne()
              && rows.distributions[i] == null
              && Double.isFinite(rows.losses[i]);
    }
    return all;
  }

  void add(RowColumns rows, int from, int to) {
    for (int i = from; i < to; i++) {
      int label = rows.labels[i];
      long[] ofLabel = byPrediction[label];
      if (ofLabel == null) {
        ofLabel = new long[byPrediction.length];
        byPrediction[label] = ofLabel;
      }
      ofLabel[rows.predictions[i]]++;
      losses.add(label, rows.losses[i]);
    }
    squares.addSquares(rows.losses, from, to);
    range.include(rows.losses, from, to);
  }

  boolean isEmpty() {
    return range.isEmpty();
  }

  void clear() {
    Arrays.fill(byPrediction, null);
    losses.clear();
    squares = new ExactSum();
    range.clear();
  }

  /** Returns the labels that rows have, in ascending order. */
  int[] labels() {
    return IntStream.range(0, byPrediction.length).filter(c -> byPrediction[c] != null).toArray();
  }

  /** Returns for each prediction how many rows of a label have it; not to be modified. */
  long[] byPrediction(int label) {
    return byPrediction[label];
  }

  long count(int label) {
    return Arrays.stream(byPrediction(label)).sum();
  }

  ExactSum losses(int label) {
    return losses.of(label);
  }

  ExactSum squares() {
    return squares;
  }

  LossRange range() {
    return range;
  }
}
