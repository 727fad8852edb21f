// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.row;

/** What the numbers of a prediction are. The order is part of the options that travel. */
public enum PredictionKind {
  /** Unnormalised: the softmax makes probabilities of them. */
  LOGITS,
  /** What a softmax gave, used as it is. */
  PROBABILITIES,
  /** What a log-softmax gave, used as it is. */
  LOG_PROBABILITIES
}
