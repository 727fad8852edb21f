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

  RowEvaluation evaluate(double[] values, int label, double weight) {
    ProbabilityRow row = row(values);
    LabelWeight labelWeight = LabelWeight.of(options.weightOf(label));
    RowStatus status = statusOf(row, weight, labelWeight);
    return status != null
        ? RowEvaluation.without(status, values.length)
        : evaluated(
            row, row.loss(label, options), weight, labelWeight, label, row.brierScore(label), null);
  }

  RowEvaluation evaluate(double[] values, double[] labels, double weight) {
    ProbabilityRow row = row(values);
    LabelWeight labelWeight = LabelWeight.of(labels, options);
    RowStatus status = statusOf(row, weight, labelWeight);
    return status != null
        ? RowEvaluation.without(status, values.length)
        : evaluated(
            row,
            row.loss(labels, options),
            weight,
            labelWeight,
            Softmax.argmax(labels),
            row.brierScore(labels),
            labels);
  }

  private RowStatus statusOf(ProbabilityRow row, double weight, LabelWeight labelWeight) {
    if (!row.isDefined()) {
      return RowStatus.INVALID_PROBABILITY;
    }
    if (!(StrictMath.abs(row.sum() - 1) <= sumTolerance)) {
      return RowStatus.PROBABILITY_SUM;
    }
    return RowEvaluator.isValidWeight(weight, labelWeight.nearest())
        ? null
        : RowStatus.INVALID_WEIGHT;
  }

  private static RowEvaluation evaluated(
      ProbabilityRow row,
      double loss,
      double weight,
      LabelWeight labelWeight,
      int label,
      double brierScore,
      double[] distribution) {
    if (!(loss > Double.NEGATIVE_INFINITY)) { // by a class weight that is NaN or huge
      return RowEvaluation.without(RowStatus.INVALID_WEIGHT, row.numClasses());
    }
    int prediction = row.argmax();
    return new RowEvaluation(
        RowStatus.EVALUATED,
        row.numClasses(),
        loss,
        weight,
        labelWeight,
        label,
        prediction,
        row.rank(label),
        Math.min(1.0, row.probability(prediction)),
        brierScore,
        Math.max(-1.0, Math.min(1.0, row.margin(label))),
        distribution);
  }
}
