// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.row;

import io.github.sparkxent.numeric.ListedLoss;
import io.github.sparkxent.numeric.LossOptions;
import io.github.sparkxent.numeric.ProbabilityRow;
import java.util.Arrays;

/**
 * Evaluates rows that list the log-probabilities of some classes, and whose label has passed its
 * tests.
 *
 * <p>Where the label is listed, its loss is exact. Where it is not, the loss is the least that it
 * can be, the rank that of the first class after the listed, and the margin 0, which has no
 * meaning. The Brier score of every row is 0 and has no meaning either.
 */
final class ListedEvaluator {
  private final LossOptions options;
  private final double sumTolerance;

  /**
   * Creates an evaluator.
   *
   * @throws IllegalArgumentException if the labels are smoothed, which needs all log-probabilities,
   *     or the tolerance is negative or NaN
   */
  ListedEvaluator(LossOptions options, double sumTolerance) {
    if (options.labelSmoothing() != 0) {
      throw new IllegalArgumentException(
          "label_smoothing is "
              + options.labelSmoothing()
              + " where not all log-probabilities are known, expected 0");
    }
    this.options = options;
    this.sumTolerance = ProbabilityEvaluator.requireTolerance(sumTolerance);
  }

  /** Tests the list and the weight of a row, and sets its figures. */
  void evaluate(RowColumns rows, int i) {
    ListedClasses listed = rows.listed[i];
    RowStatus found = statusOf(listed, rows.numClasses[i]);
    if (rows.distributions[i] != null) {
      rows.find(i, RowStatus.INVALID_LABEL);
    } else if (found != null) {
      rows.find(i, found);
    } else if (RowEvaluator.isWeightValid(rows, i)) {
      setFigures(rows, i, listed);
      RowEvaluator.finish(rows, i);
    }
  }

  private void setFigures(RowColumns rows, int i, ListedClasses listed) {
    ProbabilityRow row = ProbabilityRow.ofLogProbabilities(listed.logProbabilities());
    int label = rows.labels[i];
    double weight = options.weightOf(label);
    int place = listed.indexOf(label);
    if (place >= 0) {
      rows.losses[i] = ListedLoss.ofListed(listed.logProbabilities()[place], weight);
      rows.ranks[i] = row.rank(place);
      rows.margins[i] = Math.max(-1.0, Math.min(1.0, row.margin(place)));
    } else {
      rows.losses[i] =
          ListedLoss.ofUnlisted(
              listed.logProbabilities(), listed.areFloats(), sumTolerance, weight);
      rows.ranks[i] = listed.size();
      rows.margins[i] = 0;
    }
    int first = row.argmax();
    rows.brierScores[i] = 0;
    rows.predictions[i] = listed.id(first);
    rows.confidences[i] = Math.min(1.0, row.probability(first));
  }

  /** Returns what is wrong with a list, or null. */
  private RowStatus statusOf(ListedClasses listed, int numClasses) {
    int[] sorted = new int[listed.size()];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = listed.id(i);
    }
    Arrays.sort(sorted);
    if (sorted[0] < 0 || sorted[sorted.length - 1] >= numClasses) {
      return RowStatus.LISTED_ID_OUT_OF_RANGE;
    }
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] == sorted[i - 1]) {
        return RowStatus.LISTED_ID_REPEATED;
      }
    }
    ProbabilityRow row = ProbabilityRow.ofLogProbabilities(listed.logProbabilities());
    if (!row.isDefined()) {
      return RowStatus.INVALID_PROBABILITY;
    }
    double excess = row.sum() - 1;
    boolean isSum = sorted.length < numClasses || excess >= -sumTolerance;
    return isSum && excess <= sumTolerance ? null : RowStatus.PROBABILITY_SUM;
  }
}
