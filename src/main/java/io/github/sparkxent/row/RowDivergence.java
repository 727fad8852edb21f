// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.row;

import io.github.sparkxent.numeric.KullbackLeiblerDivergence;
import io.github.sparkxent.numeric.Softmax;
import java.util.Arrays;

/** Computes the divergence of evaluated rows from their baseline. For the thread that made it. */
public final class RowDivergence {
  private final PredictionKind baseline;
  private final PredictionKind candidate;
  private final KullbackLeiblerDivergence ofLogits = new KullbackLeiblerDivergence();

  /**
   * Creates it for two kinds of predictions.
   *
   * @param baseline what the numbers of the baseline are
   * @param candidate what those of the candidate are
   * @throws IllegalArgumentException if a side lists some classes only
   */
  public RowDivergence(PredictionKind baseline, PredictionKind candidate) {
    if (baseline == PredictionKind.TOP_LOG_PROBABILITIES
        || candidate == PredictionKind.TOP_LOG_PROBABILITIES) {
      throw new IllegalArgumentException("a divergence without the probabilities of all classes");
    }
    this.baseline = baseline;
    this.candidate = candidate;
  }

  /** Sets {@link RowColumns#divergences} of the rows that both sides have evaluated. */
  void compute(RowColumns rows, int from, int to) {
    boolean isPlain = baseline == PredictionKind.LOGITS && candidate == PredictionKind.LOGITS;
    for (int i = from; i < to; i++) {
      if (rows.statuses[i] == RowStatus.EVALUATED
          && rows.baseline.statuses[i] == RowStatus.EVALUATED) {
        rows.divergences[i] = isPlain ? ofLogits(rows, i) : ofAny(rows, i);
      }
    }
  }

  private double ofLogits(RowColumns rows, int i) {
    RowColumns other = rows.baseline;
    int count = rows.numClasses[i];
    int start = other.starts[i];
    if (other.floats != null) {
      ofLogits.from(other.floats, start, count, other.predictions[i], other.confidences[i]);
    } else {
      ofLogits.from(other.doubles, start, count, other.predictions[i], other.confidences[i]);
    }
    start = rows.starts[i];
    if (rows.floats != null) {
      ofLogits.to(rows.floats, start, count, rows.predictions[i], rows.confidences[i]);
    } else {
      ofLogits.to(rows.doubles, start, count, rows.predictions[i], rows.confidences[i]);
    }
    return ofLogits.value();
  }

  private double ofAny(RowColumns rows, int i) {
    double[] values = rows.baseline.logits(i);
    return KullbackLeiblerDivergence.of(
        probabilities(baseline, values),
        logarithms(baseline, values),
        logarithms(candidate, rows.logits(i)));
  }

  private static double[] probabilities(PredictionKind kind, double[] values) {
    return switch (kind) {
      case LOGITS -> Softmax.softmax(values);
      case PROBABILITIES -> values;
      case LOG_PROBABILITIES, TOP_LOG_PROBABILITIES ->
          Arrays.stream(values).map(StrictMath::exp).toArray();
    };
  }

  private static double[] logarithms(PredictionKind kind, double[] values) {
    return switch (kind) {
      case LOGITS -> Softmax.logSoftmax(values);
      case PROBABILITIES -> Arrays.stream(values).map(StrictMath::log).toArray();
      case LOG_PROBABILITIES, TOP_LOG_PROBABILITIES -> values;
    };
  }
}
