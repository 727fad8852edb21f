// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.comparison;

import io.github.sparkxent.row.RowColumns;

/** Refuses figures of a baseline that no row has, and those of another row. */
public final class BaselineRows {
  private BaselineRows() {}

  /**
   * Tests rows that both sides evaluate, from one up to but not including another.
   *
   * @throws IllegalArgumentException for a figure that no row has; the message holds it
   */
  public static void require(RowColumns rows, int from, int to, int numClasses) {
    RowColumns baseline = rows.baseline;
    boolean good = true;
    for (int i = from; i < to; i++) {
      good &=
          baseline.losses[i] > Double.NEGATIVE_INFINITY
              && baseline.confidences[i] >= 0
              && baseline.confidences[i] <= 1
              && baseline.brierScores[i] >= 0
              && baseline.brierScores[i] < Double.POSITIVE_INFINITY
              && baseline.predictions[i] >= 0
              && baseline.predictions[i] < numClasses
              && baseline.ranks[i] >= 0
              && baseline.labels[i] == rows.labels[i]
              && baseline.weights[i] == rows.weights[i];
    }
    if (!good) {
      refuse(rows, from, to, numClasses);
    }
  }

  private static void refuse(RowColumns rows, int from, int to, int numClasses) {
    RowColumns baseline = rows.baseline;
    for (int i = from; i < to; i++) {
      require(baseline.losses[i], -Double.MAX_VALUE, Double.POSITIVE_INFINITY, "loss");
      require(baseline.confidences[i], 0, 1, "confidence");
      require(baseline.brierScores[i], 0, Double.MAX_VALUE, "Brier score");
      require(baseline.predictions[i], 0, numClasses - 1, "prediction");
      require(baseline.ranks[i], 0, Integer.MAX_VALUE, "rank");
      require(baseline.labels[i], rows.labels[i], rows.labels[i], "label");
      require(baseline.weights[i], rows.weights[i], rows.weights[i], "weight");
    }
  }

  private static void require(double found, double least, double most, String name) {
    if (!(found >= least && found <= most)) {
      throw new IllegalArgumentException(
          "the "
              + name
              + " of a row of the baseline is "
              + found
              + ", expected "
              + (least == most ? "the candidate's, " + least : least + " to " + most));
    }
  }
}
