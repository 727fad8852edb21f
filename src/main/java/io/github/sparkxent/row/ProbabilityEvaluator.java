// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.row;

import io.github.sparkxent.numeric.LossOptions;
import io.github.sparkxent.numeric.ProbabilityRow;

/** Evaluates rows of probabilities or log-probabilities whose label has passed its tests. */
final class ProbabilityEvaluator {
  private final PredictionKind kind;
  private final LossOptions options;
  private final double sumTolerance;

  ProbabilityEvaluator(PredictionKind kind, LossOptions options, double sumTolerance) {
    this.kind = kind;
    this.options = options;
    this.sumTolerance = requireTolerance(sumTolerance);
  }

  /** Refuses a tolerance that is negative or NaN. */
  static double requireTolerance(double sumTolerance) {
    if (!(sumTolerance >= 0)) {
      throw new IllegalArgumentException(
          "probability_sum_tolerance is " + sumTolerance + ", expected 0 or more");
    }
    return sumTolerance;
  }

  /** Tests the values and the weight of a row, and sets its figures. */
  void evaluate(RowColumns rows, int i) {
    ProbabilityRow row = row(rows, i);
    if (!row.isDefined()) {
      rows.find(i, RowStatus.INVALID_PROBABILITY);
    } else if (!(StrictMath.abs(row.sum() - 1) <= sumTolerance)) {
      rows.find(i, RowStatus.PROBABILITY_SUM);
    } else if (RowEvaluator.isWeightValid(rows, i)) {
      int label = rows.labels[i];
      int prediction = row.argmax();
      double[] masses = rows.distributions[i];
      rows.losses[i] = masses == null ? row.loss(label, options) : row.loss(masses, options);
      rows.brierScores[i] = masses == null ? row.brierScore(label) : row.brierScore(masses);
      rows.margins[i] = Math.max(-1.0, Math.min(1.0, row.margin(label)));
      rows.predictions[i] = prediction;
      rows.ranks[i] = row.rank(label);
      rows.confidences[i] = Math.min(1.0, row.probability(prediction));
      RowEvaluator.finish(rows, i);
    }
  }

  private ProbabilityRow row(RowColumns rows, int i) {
    double[] values = rows.logits(i);
    return kind == PredictionKind.PROBABILITIES
        ? ProbabilityRow.ofProbabilities(values)
        : ProbabilityRow.ofLogProbabilities(values);
  }
}
