// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.row;

import java.util.Locale;

/**
 * The outcome of a row: evaluated, filtered, ignored, or invalid for one reason.
 *
 * <p>The constants are in the order in which a row is tested; the first that applies is the row's
 * status. Their codes are part of the binary form of states and never change.
 */
public enum RowStatus {
  /** The row has a loss and counts in every metric. */
  EVALUATED(0),
  /** The run is not about the row: nothing else of it is looked at. */
  FILTERED(20),
  /** The row has no split. */
  NULL_SPLIT(2),
  /** Of a sequence: its number of bytes is null, below 1 or above 2^31 - 1. */
  INVALID_BYTES(24),
  /** Of a sequence: its mask is null; of a position: its mask is null, or neither 0 nor 1. */
  INVALID_MASK(25),
  /** Of a sequence: logits, labels and mask are not of as many positions. */
  SEQUENCE_LENGTH_MISMATCH(26),
  /** Of a position: its mask says that it is no prediction; nothing else of it is looked at. */
  MASKED(27),
  /** The label is null. */
  NULL_LABEL(3),
  /** The label is a floating-point number without an integer value. */
  LABEL_NOT_INTEGER(4),
  /** The label is a name that none of the classes has. */
  UNKNOWN_CLASS(16),
  /** The label is {@code ignore_index}: left out on purpose, its logits are not looked at. */
  IGNORED(1),
  /** The logits are null, or a list of them is. */
  NULL_LOGITS(5),
  /** One of the logits is null. */
  NULL_ELEMENT(6),
  /** The packed logits have a number of bytes that is no multiple of a logit's. */
  PACKED_LENGTH(19),
  /** There are no logits, or no listed classes; of a sequence: no positions. */
  EMPTY_LOGITS(7),
  /** There are not as many ids of listed classes as log-probabilities. */
  LISTED_LENGTH_MISMATCH(21),
  /** The number of classes is not that of the evaluation. */
  NUM_CLASSES_MISMATCH(8),
  /** The class id is outside [0, C). */
  LABEL_OUT_OF_RANGE(9),
  /** The label distribution has another number of entries than the logits. */
  LABEL_LENGTH_MISMATCH(10),
  /** The label distribution has a mass that is null, negative, NaN or infinite. */
  INVALID_LABEL(11),
  /** The label distribution does not sum to one, within the tolerance. */
  LABEL_SUM(12),
  /** The id of a listed class is outside [0, C). */
  LISTED_ID_OUT_OF_RANGE(22),
  /** A class is listed twice. */
  LISTED_ID_REPEATED(23),
  /** One of the logits is NaN. */
  NAN_LOGIT(13),
  /** One of the logits is +infinity, or all of them are -infinity. */
  INFINITE_LOGIT(14),
  /**
   * One of the probabilities is negative, NaN or infinite, or such a logarithm NaN or +infinity.
   */
  INVALID_PROBABILITY(17),
  /** The probabilities do not sum to one, or some of them to more, within the tolerance. */
  PROBABILITY_SUM(18),
  /** The row's weight is null, negative, NaN or infinite. */
  INVALID_WEIGHT(15);

  private final int code;

  RowStatus(int code) {
    this.code = code;
  }

  /**
   * Returns the number that stands for this status in binary forms.
   *
   * @return the code, the same in every release
   */
  public int code() {
    return code;
  }

  /** Returns the status with this reason. */
  public static RowStatus ofReason(String reason) {
    return valueOf(reason.toUpperCase(Locale.ROOT));
  }

  /**
   * Returns the name used in reports, such as {@code label_out_of_range}.
   *
   * @return the constant's name in lower case
   */
  public String reason() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Tells whether a row of this status should not be in the data.
   *
   * @return false for evaluated, filtered, ignored and masked rows
   */
  public boolean isInvalid() {
    return this != EVALUATED && this != FILTERED && this != IGNORED && this != MASKED;
  }

  /**
   * Tells whether the status depends on the number of classes, and so was found after it.
   *
   * @return true for the states that a row with another number of classes would not have
   */
  public boolean followsNumClasses() {
    return this == EVALUATED || compareTo(NUM_CLASSES_MISMATCH) > 0;
  }
}
