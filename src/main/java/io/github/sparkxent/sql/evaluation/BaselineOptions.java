// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import io.github.sparkxent.numeric.LogitEncoding;
import io.github.sparkxent.row.PredictionKind;

/**
 * What a row has of a baseline.
 *
 * @param form what it has
 * @param kind what the numbers of the baseline's prediction are; that of its logits
 * @param encoding how its logits are stored if they are packed
 * @param hasLabel whether it has a label of its own, which must be the candidate's
 */
public record BaselineOptions(
    Form form, PredictionKind kind, LogitEncoding encoding, boolean hasLabel) {
  /** What a row has of a baseline. Their order is part of the encoded options. */
  public enum Form {
    /** The logits, or probabilities: evaluated as the candidate's are. */
    LOGITS,
    /** The figures that an earlier run has evaluated. */
    FIGURES
  }
}
