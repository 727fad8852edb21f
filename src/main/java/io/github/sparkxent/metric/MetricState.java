/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.sparkxent.metric;

import io.github.sparkxent.numeric.BinaryForm;
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
