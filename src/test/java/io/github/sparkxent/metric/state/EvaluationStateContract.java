// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.numeric.MergeableStateContract;
import java.util.List;

/**
 * The laws of the state of a whole evaluation of at most ten splits.
 *
 * @param <R> what is added to it
 */
abstract class EvaluationStateContract<R> extends MergeableStateContract<EvaluationState, R> {
  private final MetricOptions options;

  EvaluationStateContract(MetricOptions options) {
    this.options = options;
  }

  @Override
  protected final EvaluationState empty() {
    return new EvaluationState(10, options);
  }

  @Override
  protected final void merge(EvaluationState state, EvaluationState other) {
    state.merge(other);
  }

  @Override
  protected final byte[] bytes(EvaluationState state) {
    return state.toByteArray();
  }

  @Override
  protected final EvaluationState read(byte[] bytes) {
    return EvaluationState.fromByteArray(bytes);
  }

  @Override
  protected final Object result(EvaluationState state) {
    return List.of(state.commonNumClasses(), state.summaries(state.commonNumClasses()));
  }
}
