// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.row.RowColumns;
import java.io.DataInput;
import java.io.IOException;

/**
 * One metric of the evaluated rows of a split, as a mutable accumulator.
 *
 * <p>The rows form a multiset, merging is its union, and the state depends on nothing else: the
 * laws of a commutative monoid hold bit for bit, for results, {@code equals} and binary form. The
 * form has neither a version nor parameters: those stand once in {@link EvaluationState}.
 *
 * @param <S> the implementing class
 */
abstract class MetricState<S extends MetricState<S>> extends State {
  /** Adds evaluated rows, from one up to but not including another. */
  abstract void add(RowColumns rows, int from, int to);

  /** Adds all rows of a state of the same parameters; with itself counts every row twice. */
  abstract void merge(S other);

  /** Reads, into this state without rows, what one of the same parameters has written. */
  abstract void readFrom(DataInput in) throws IOException;

  /** Returns the figures so far: a part of a {@code MetricSummary}. */
  abstract Record summary();

  @Override
  public String toString() {
    return summary().toString();
  }
}
