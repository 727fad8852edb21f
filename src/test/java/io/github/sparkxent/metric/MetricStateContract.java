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
