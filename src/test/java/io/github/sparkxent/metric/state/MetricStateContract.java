// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.numeric.MergeableStateContract;

/** The laws of a mergeable state, for those of this package. */
abstract class MetricStateContract<S extends MetricState<S>, R>
    extends MergeableStateContract<S, R> {
  @Override
  protected final void merge(S state, S other) {
    state.merge(other);
  }

  @Override
  protected final byte[] bytes(S state) {
    return state.toByteArray();
  }
}
