// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric;

/**
 * A row whose loss differs most between baseline and candidate.
 *
 * @param id the row's id as text, or null
 * @param label the class id; of a distribution the first of the largest mass
 * @param baselinePrediction the class that the baseline predicts
 * @param prediction the class that the candidate predicts
 * @param baselineLoss the baseline's loss in nats, without weight
 * @param loss the candidate's loss in nats, without weight
 */
public record ChangedRow(
    String id,
    int label,
    int baselinePrediction,
    int prediction,
    double baselineLoss,
    double loss) {
  /** Returns the candidate's loss minus the baseline's. */
  public double difference() {
    return loss - baselineLoss;
  }
}
