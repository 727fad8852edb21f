// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.metric.tally.LossRange;
import io.github.sparkxent.numeric.exact.ExactSum;
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

  /** The rows of one label. */
  private static final class OfLabel {
    final long[] byPrediction;
    final ExactSum losses = new ExactSum();

    OfLabel(int numClasses) {
      byPrediction = new long[numClasses];
    }
  }

  /** Element c has the rows of label c, or is null. */
  private final OfLabel[] labels;

  private ExactSum squares = new ExactSum();
  private final LossRange range = new LossRange();

  UnitRowTable(int numClasses) {
    labels = new OfLabel[numClasses];
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
      OfLabel ofLabel = labels[rows.labels[i]];
      if (ofLabel == null) {
        ofLabel = new OfLabel(labels.length);
        labels[rows.labels[i]] = ofLabel;
      }
      double loss = rows.losses[i];
      ofLabel.byPrediction[rows.predictions[i]]++;
      ofLabel.losses.add(loss);
      squares.addProduct(loss, loss);
      range.include(loss);
    }
  }

  boolean isEmpty() {
    return range.isEmpty();
  }

  void clear() {
    Arrays.fill(labels, null);
    squares = new ExactSum();
    range.clear();
  }

  /** Returns the labels that rows have, in ascending order. */
  int[] labels() {
    return IntStream.range(0, labels.length).filter(c -> labels[c] != null).toArray();
  }

  /** Returns for each prediction how many rows of a label have it; not to be modified. */
  long[] byPrediction(int label) {
    return labels[label].byPrediction;
  }

  long count(int label) {
    return Arrays.stream(byPrediction(label)).sum();
  }

  ExactSum losses(int label) {
    return labels[label].losses;
  }

  ExactSum squares() {
    return squares;
  }

  LossRange range() {
    return range;
  }
}
