// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.numeric.exact.ExactSum;
import java.util.Arrays;

/**
 * The rows of weight 1 and of finite loss that are not in the metrics yet: for each label how many
 * have each prediction, and the sum of their losses.
 *
 * <p>Nearly all rows are of this kind, and accuracy, label distribution, figures by class,
 * confusion matrix and the sum of all losses follow from these few numbers: so a row is added once
 * here, and not five times there.
 */
final class UnitRowTable {

  /** The rows of one label. */
  private static final class OfLabel {
    final long[] byPrediction;
    final ExactSum losses = new ExactSum();

    OfLabel(int numClasses) {
      byPrediction = new long[numClasses];
    }
  }

  /** Takes the rows of a label, for each prediction how many, and the sum of their losses. */
  @FunctionalInterface
  interface LabelReceiver {
    void add(int label, long[] byPrediction, ExactSum losses);
  }

  /** Element c has the rows of label c, or is null. */
  private final OfLabel[] labels;

  private ExactSum squares = new ExactSum();

  /** Over no rows +Infinity, and max -Infinity. */
  private double min = Double.POSITIVE_INFINITY;

  private double max = Double.NEGATIVE_INFINITY;

  UnitRowTable(int numClasses) {
    labels = new OfLabel[numClasses];
  }

  /** Adds the first count rows, of finite losses. */
  void add(int[] labels, int[] predictions, double[] losses, int count) {
    for (int i = 0; i < count; i++) {
      add(labels[i], predictions[i], losses[i]);
    }
  }

  void add(int label, int prediction, double loss) {
    OfLabel rows = labels[label];
    if (rows == null) {
      rows = new OfLabel(labels.length);
      labels[label] = rows;
    }
    rows.byPrediction[prediction]++;
    rows.losses.add(loss);
    squares.addProduct(loss, loss);
    double positiveZero = loss + 0.0;
    if (positiveZero < min) {
      min = positiveZero;
    }
    if (positiveZero > max) {
      max = positiveZero;
    }
  }

  /** Hands over all rows; there are none then. */
  void moveTo(LabelReceiver labelled, LossAccumulator all) {
    if (min > max) {
      return;
    }
    long count = 0;
    ExactSum sum = new ExactSum();
    for (int label = 0; label < labels.length; label++) {
      OfLabel rows = labels[label];
      if (rows != null) {
        labelled.add(label, rows.byPrediction, rows.losses);
        count += Arrays.stream(rows.byPrediction).sum();
        sum.add(rows.losses);
        labels[label] = null;
      }
    }
    all.addUnits(count, sum, squares, min, max);
    squares = new ExactSum();
    min = Double.POSITIVE_INFINITY;
    max = Double.NEGATIVE_INFINITY;
  }
}
