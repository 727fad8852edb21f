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

/** What the numbers of a prediction are. The order is part of the options that travel. */
public enum PredictionKind {
  /** Unnormalised: the softmax makes probabilities of them. */
  LOGITS,
  /** What a softmax gave, used as it is. */
  PROBABILITIES,
  /** What a log-softmax gave, used as it is. */
  LOG_PROBABILITIES
}
