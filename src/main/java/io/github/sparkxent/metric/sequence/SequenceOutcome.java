// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.sequence;

import io.github.sparkxent.numeric.exact.ExactSum;
import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.RowSequence;
import io.github.sparkxent.row.RowStatus;

/**
 * The outcome of one sequence, by its positions, so far as they came.
 *
 * <p>It is evaluated if one of its positions is; else it is invalid if one is, for the first reason
 * in the order of the tests; else it is ignored.
 */
public final class SequenceOutcome {
  private final RowSequence sequence;
  private final Object id;
  private final double weight;

  /** Of the first position that has one, which all then have; 0 for none. */
  private int numClasses;

  private long evaluated;
  private boolean isInfinite;
  private boolean isFiltered;

  /** The first reason in the order of the tests; null for none. */
  private RowStatus invalid;

  /** Of the losses that are finite. */
  private final ExactSum losses = new ExactSum();

  /** Begins with what the positions of the sequence of a row of columns have in common. */
  public SequenceOutcome(RowColumns rows, int i) {
    sequence = rows.sequences[i];
    id = rows.ids[i];
    weight = rows.weights[i];
  }

  RowSequence sequence() {
    return sequence;
  }

  /** Adds a position, or what was found of the sequence as a whole. */
  public void add(RowColumns rows, int i) {
    RowStatus status = rows.statuses[i];
    isFiltered |= status == RowStatus.FILTERED;
    if (status.followsNumClasses() && numClasses == 0) {
      numClasses = rows.numClasses[i];
    }
    if (status == RowStatus.EVALUATED) {
      evaluated++;
      if (rows.losses[i] == Double.POSITIVE_INFINITY) {
        isInfinite = true;
      } else {
        losses.add(rows.losses[i]);
      }
    } else if (status.isInvalid() && (invalid == null || status.compareTo(invalid) < 0)) {
      invalid = status;
    }
  }

  int numClasses() {
    return numClasses;
  }

  /** Returns how many positions are evaluated. */
  public long evaluated() {
    return evaluated;
  }

  /** Returns the first reason for which a position is invalid; null if none is. */
  public RowStatus invalid() {
    return invalid;
  }

  /** Returns its outcome. */
  public RowStatus status() {
    if (evaluated > 0) {
      return RowStatus.EVALUATED;
    }
    if (isFiltered) {
      return RowStatus.FILTERED;
    }
    return invalid == null ? RowStatus.IGNORED : invalid;
  }

  Object id() {
    return id;
  }

  long bytes() {
    return sequence.bytes();
  }

  /** Returns its weight r. */
  public double weight() {
    return weight;
  }

  /** Tells whether an evaluated position has an infinite loss. */
  public boolean isInfinite() {
    return isInfinite;
  }

  /** Returns the sum of the finite losses. */
  public ExactSum losses() {
    return losses;
  }
}
