// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config;

import static java.util.Objects.requireNonNullElse;

import io.github.sparkxent.numeric.LogitEncoding;
import io.github.sparkxent.row.PredictionKind;

/**
 * The SQL expressions over the input's columns.
 *
 * @param id names a row in messages, or null
 * @param split the row's split, or null: the column {@code split} if there is one
 * @param logits array of float or double, or what {@code inputKind} says; of a sequence an array of
 *     arrays
 * @param label class id or distribution; of a sequence an array of class ids
 * @param weight the row's weight, or null for 1
 * @param inputKind what the numbers of {@code logits} are
 * @param encoding how packed logits are stored, or null: float32
 * @param baselineLogits the logits of a baseline, or null
 * @param mask of rows that are sequences which positions are predictions, or null: all
 * @param bytes of rows that are sequences how many bytes each is, or null
 */
public record ColumnsConfig(
    String id,
    String split,
    String logits,
    String label,
    String weight,
    PredictionKind inputKind,
    LogitEncoding encoding,
    String baselineLogits,
    String mask,
    String bytes) {
  /** The column of the split where there is one of this name and no other is given. */
  public static final String SPLIT = "split";

  /** What a configuration says of rows that list some classes, for messages. */
  public static final String LISTED =
      "columns.input_kind " + PredictionKind.TOP_LOG_PROBABILITIES.word();

  /** Fills in the defaults. */
  public ColumnsConfig {
    logits = requireNonNullElse(logits, "logits");
    label = requireNonNullElse(label, "label");
    inputKind = requireNonNullElse(inputKind, PredictionKind.LOGITS);
  }

  /** Tells whether rows list the log-probabilities of some classes only. */
  public boolean listsClasses() {
    return inputKind == PredictionKind.TOP_LOG_PROBABILITIES;
  }
}
