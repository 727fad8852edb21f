// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import io.github.sparkxent.metric.sequence.PositionRanges;
import io.github.sparkxent.metric.sequence.SequenceOptions;
import java.util.List;

/**
 * What rows have beside logits and labels if they are sequences. Whether they are, their types
 * alone tell.
 *
 * @param mask whether a mask says which positions are predictions
 * @param bytes whether each row has a number of bytes
 * @param positions the slices by position
 */
public record SequenceColumns(boolean mask, boolean bytes, List<PositionRanges> positions) {
  /** Nothing beside. */
  public static final SequenceColumns NONE = new SequenceColumns(false, false, List.of());

  /** Keeps a copy. */
  public SequenceColumns {
    positions = List.copyOf(positions);
  }

  /** Returns what metrics have to know of rows that are sequences. */
  SequenceOptions options(int worstRows) {
    return new SequenceOptions(bytes, worstRows, positions);
  }
}
