// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.row;

/** What the numbers of a prediction are. Their order is part of the encoded options. */
public enum PredictionKind {
  /** Unnormalised: the softmax turns them into probabilities. */
  LOGITS,
  /** The output of a softmax, used as it is. */
  PROBABILITIES,
  /** The output of a log-softmax, used as it is. */
  LOG_PROBABILITIES
}
