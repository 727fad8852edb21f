// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.row;

import io.github.sparkxent.numeric.Softmax;

/**
 * Evaluates the rows of a baseline beside those of the candidate, which are evaluated before. For
 * the thread that made it.
 *
 * <p>A baseline takes label and weights of the candidate's row, so that both are held against the
 * same. A row that the candidate does not evaluate is left out, with the status {@code IGNORED};
 * the status of any other says whether there is something to compare, and if not, why.
 */
public final class BaselineEvaluator {
  /** Null if the figures are there already. */
  private final RowEvaluator evaluator;

  /** Null if it is not asked for. */
  private final RowDivergence divergence;

  private BaselineEvaluator(RowEvaluator evaluator, RowDivergence divergence) {
    this.evaluator = evaluator;
    this.divergence = divergence;
  }

  /**
   * Creates an evaluator of logits, or what else a prediction is.
   *
   * @param evaluator of the baseline's predictions
   * @param divergence computes {@link RowColumns#divergences}, or null
   */
  public static BaselineEvaluator ofLogits(RowEvaluator evaluator, RowDivergence divergence) {
    return new BaselineEvaluator(evaluator, divergence);
  }

  /** Creates an evaluator of rows whose figures are known: it tests them. */
  public static BaselineEvaluator ofFigures() {
    return new BaselineEvaluator(null, null);
  }

  /**
   * Sets {@link RowColumns#otherLabels} of the baseline, by labels that a reader has brought there,
   * and forgets these and what was found of them. A null label is none, and so no other. Two class
   * ids are compared, or two distributions, mass by mass; of one of each, the class of the largest
   * mass and the id.
   *
   * @param rows the candidate's rows, with their labels, before they are evaluated
   */
  public void compareLabels(RowColumns rows, int from, int to) {
    for (int i = from; i < to; i++) {
      rows.baseline.otherLabels[i] = isOther(rows, rows.baseline, i);
    }
    rows.baseline.clear(from, to);
  }

  private static boolean isOther(RowColumns rows, RowColumns baseline, int i) {
    RowStatus found = baseline.statuses[i];
    if (found == RowStatus.NULL_LABEL) {
      return false;
    }
    if (found == RowStatus.LABEL_NOT_INTEGER || found == RowStatus.UNKNOWN_CLASS) {
      return true;
    }
    double[] masses = rows.distributions[i];
    double[] others = baseline.distributions[i];
    return masses != null && others != null
        ? !areEqual(masses, others)
        : classOf(rows, i) != classOf(baseline, i);
  }

  private static boolean areEqual(double[] masses, double[] others) {
    boolean equal = masses.length == others.length;
    for (int c = 0; equal && c < masses.length; c++) {
      equal = masses[c] == others[c];
    }
    return equal;
  }

  private static long classOf(RowColumns rows, int i) {
    double[] masses = rows.distributions[i];
    return masses == null ? rows.classIds[i] : masses.length == 0 ? -1 : Softmax.argmax(masses);
  }

  /**
   * Evaluates the baseline of rows, in place.
   *
   * @param rows the candidate's rows, evaluated, with the baseline as a reader leaves it
   * @param from the first row
   * @param to the row after the last; figures of rows from there on may be overwritten
   */
  public void evaluate(RowColumns rows, int from, int to) {
    RowColumns baseline = rows.baseline;
    for (int i = from; i < to; i++) {
      if (rows.statuses[i] != RowStatus.EVALUATED) {
        baseline.statuses[i] = RowStatus.IGNORED;
      } else {
        takeLabel(rows, baseline, i);
      }
    }
    if (evaluator == null) {
      for (int i = from; i < to; i++) {
        testFigures(rows, baseline, i);
      }
      return;
    }
    for (int i = from; i < to; i++) {
      if (baseline.statuses[i] == null
          && baseline.numClasses[i] != 0
          && baseline.numClasses[i] != rows.numClasses[i]) {
        baseline.find(i, RowStatus.NUM_CLASSES_MISMATCH);
      }
    }
    evaluator.evaluate(baseline, from, to);
    if (divergence != null) {
      divergence.compute(rows, from, to);
    }
  }

  private static void takeLabel(RowColumns rows, RowColumns baseline, int i) {
    baseline.classIds[i] = rows.classIds[i];
    baseline.distributions[i] = rows.distributions[i];
    baseline.weights[i] = rows.weights[i];
  }

  /** Takes what an evaluation would have set beside the figures, and tests these. */
  private static void testFigures(RowColumns rows, RowColumns baseline, int i) {
    if (baseline.statuses[i] != null) {
      baseline.numClasses[i] = 0;
      return;
    }
    int classes = rows.numClasses[i];
    baseline.numClasses[i] = classes;
    baseline.labels[i] = rows.labels[i];
    baseline.labelWeights[i] = rows.labelWeights[i];
    if (baseline.predictions[i] >= classes || baseline.ranks[i] >= classes) {
      baseline.statuses[i] = RowStatus.NUM_CLASSES_MISMATCH;
    } else {
      baseline.statuses[i] =
          areFigures(baseline, i) ? RowStatus.EVALUATED : RowStatus.INVALID_PROBABILITY;
    }
  }

  private static boolean areFigures(RowColumns baseline, int i) {
    return baseline.predictions[i] >= 0
        && baseline.ranks[i] >= 0
        && baseline.losses[i] > Double.NEGATIVE_INFINITY
        && baseline.confidences[i] >= 0
        && baseline.confidences[i] <= 1
        && baseline.brierScores[i] >= 0
        && baseline.brierScores[i] <= Double.MAX_VALUE;
  }
}
