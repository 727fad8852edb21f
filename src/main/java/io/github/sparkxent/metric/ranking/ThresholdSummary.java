// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.ranking;

import io.github.sparkxent.numeric.exact.ExactRational;

/**
 * The predictions at the threshold of the configuration, each rounded once from the exact quotient
 * of sums of weights.
 *
 * @param precision the share of label 1 among the rows that are predicted to be of class 1; null if
 *     none is
 * @param recall the share of the rows of label 1 that are; null without any
 * @param specificity the share of the rows of label 0 that are not; null without any
 * @param f1 the harmonic mean of precision and recall: twice the true positives by these twice and
 *     both kinds of errors; null if all are 0
 */
public record ThresholdSummary(Double precision, Double recall, Double specificity, Double f1) {
  /**
   * Returns the figures of the weights above the threshold, and of all.
   *
   * @param above of label 1, above the threshold
   * @param zerosAbove of label 0, above the threshold
   */
  static ThresholdSummary of(
      ExactRational above, ExactRational zerosAbove, ExactRational ones, ExactRational zeros) {
    return new ThresholdSummary(
        quotient(above, above.plus(zerosAbove)),
        quotient(above, ones),
        quotient(zeros.minus(zerosAbove), zeros),
        quotient(above.plus(above), ones.plus(above).plus(zerosAbove)));
  }

  private static Double quotient(ExactRational part, ExactRational whole) {
    return whole.signum() == 0 ? null : (Double) part.dividedBy(whole).doubleValue();
  }
}
