// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.row;

import io.github.sparkxent.numeric.LossOptions;
import io.github.sparkxent.numeric.ProbabilityRow;
import io.github.sparkxent.numeric.Softmax;

/** Evaluates rows of probabilities or log-probabilities whose label has passed its tests. */
final class ProbabilityEvaluator {
  private final PredictionKind kind;
  private final LossOptions options;
  private final double sumTolerance;

  ProbabilityEvaluator(PredictionKind kind, LossOptions options, double sumTolerance) {
    if (!(sumTolerance >= 0)) {
      throw new IllegalArgumentException(
          "probability_sum_tolerance is " + sumTolerance + ", expected 0 or more");
    }
    this.kind = kind;
    this.options = options;
    this.sumTolerance = sumTolerance;
  }

  private ProbabilityRow row(double[] values) {
    return kind == PredictionKind.PROBABILITIES
        ? ProbabilityRow.ofProbabilities(values)
        : ProbabilityRow.ofLogProbabilities(values);
  }

  static double[] widen(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  void evaluate(double[] values, int label, double weight, RowColumns rows, int at) {
    ProbabilityRow row = row(values);
    LabelWeight labelWeight = LabelWeight.of(options.weightOf(label));
    RowStatus status = statusOf(row, weight, labelWeight);
    rows.set(at, status, values.length);
    if (status == RowStatus.EVALUATED) {
      rows.losses[at] = row.loss(label, options);
      rows.brierScores[at] = row.brierScore(label);
      rows.distributions[at] = null;
      finish(row, weight, labelWeight, label, rows, at);
    }
  }

  void evaluate(double[] values, double[] labels, double weight, RowColumns rows, int at) {
    ProbabilityRow row = row(values);
    LabelWeight labelWeight = LabelWeight.of(labels, options);
    RowStatus status = statusOf(row, weight, labelWeight);
    rows.set(at, status, values.length);
    if (status == RowStatus.EVALUATED) {
      rows.losses[at] = row.loss(labels, options);
      rows.brierScores[at] = row.brierScore(labels);
      rows.distributions[at] = labels;
      finish(row, weight, labelWeight, Softmax.argmax(labels), rows, at);
    }
  }

  private RowStatus statusOf(ProbabilityRow row, double weight, LabelWeight labelWeight) {
    if (!row.isDefined()) {
      return RowStatus.INVALID_PROBABILITY;
    }
    if (!(StrictMath.abs(row.sum() - 1) <= sumTolerance)) {
      return RowStatus.PROBABILITY_SUM;
    }
    return RowEvaluator.isValidWeight(weight, labelWeight.nearest())
        ? RowStatus.EVALUATED
        : RowStatus.INVALID_WEIGHT;
  }

  /** Sets all of a row that has its loss and Brier score. */
  private static void finish(
      ProbabilityRow row,
      double weight,
      LabelWeight labelWeight,
      int label,
      RowColumns rows,
      int at) {
    if (!(rows.losses[at] > Double.NEGATIVE_INFINITY)) { // by a class weight that is NaN or huge
      rows.set(at, RowStatus.INVALID_WEIGHT, row.numClasses());
      return;
    }
    int prediction = row.argmax();
    rows.weights[at] = weight;
    rows.labelWeights[at] = labelWeight;
    rows.margins[at] = Math.max(-1.0, Math.min(1.0, row.margin(label)));
    rows.labels[at] = label;
    rows.predictions[at] = prediction;
    rows.ranks[at] = row.rank(label);
    rows.confidences[at] = Math.min(1.0, row.probability(prediction));
  }
}
