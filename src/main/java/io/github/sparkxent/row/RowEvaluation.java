// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.row;

/**
 * One row, classed and evaluated: all that the metrics need of it. All but status and number of
 * classes are 0 unless it is evaluated.
 *
 * @param status what became of the row
 * @param numClasses C, or 0 where the logits were not looked at or unusable
 * @param loss the loss in nats
 * @param weight the row's own weight r
 * @param labelWeight w = sum(w_c p_c); the row adds omega = r * w to the divisor of the mean loss
 * @param label the class id; of a distribution the first of the largest mass
 * @param prediction the first class of the largest logit
 * @param rank how many classes come before the label by falling logit, equal ones by index
 * @param confidence the probability of the prediction
 * @param brierScore the sum over the classes of (p_c - y_c)^2
 * @param margin the probability of the label minus the largest of the others
 * @param distribution the label's mass of each class, or null if it is a class id; not to be
 *     modified
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RowEvaluation(
    RowStatus status,
    int numClasses,
    double loss,
    double weight,
    LabelWeight labelWeight,
    int label,
    int prediction,
    int rank,
    double confidence,
    double brierScore,
    double margin,
    double[] distribution) {

  /**
   * Returns a row without a loss.
   *
   * @param status why it has none; not {@code EVALUATED}
   * @param numClasses C, or 0 where it is not known
   * @return the row
   */
  public static RowEvaluation without(RowStatus status, int numClasses) {
    return new RowEvaluation(status, numClasses, 0, 0, LabelWeight.ZERO, 0, 0, 0, 0, 0, 0, null);
  }

  /**
   * Tells whether the prediction is the label.
   *
   * @return true if so
   */
  public boolean isCorrect() {
    return prediction == label;
  }
}
