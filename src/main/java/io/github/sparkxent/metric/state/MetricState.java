// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.numeric.exact.BinaryForm;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A mutable accumulator over rows that can be merged with another one.
 *
 * <p>The rows form a multiset, merging is its union, and the state depends on nothing else: the
 * laws of a commutative monoid hold bit for bit, results, {@code equals} and binary form included.
 * Every class also has static methods {@code readFrom(DataInput)} and {@code fromByteArray(byte[])}
 * that refuse a damaged or newer form with an IllegalArgumentException. Not thread-safe.
 *
 * @param <S> the implementing class
 */
public interface MetricState<S extends MetricState<S>> {
  /**
   * Adds all rows of another state; merging a state with itself counts every row twice.
   *
   * @param other the other state, not changed unless it is this one
   * @throws IllegalArgumentException if the states are of different parameters
   */
  void merge(S other);

  /**
   * Writes the binary form, to be embedded in another.
   *
   * @param out where to
   * @throws IOException if out throws it
   */
  void writeTo(DataOutput out) throws IOException;

  /**
   * Returns the binary form.
   *
   * @return the bytes that {@link #writeTo} writes
   */
  default byte[] toByteArray() {
    return BinaryForm.toByteArray(this::writeTo);
  }
}
