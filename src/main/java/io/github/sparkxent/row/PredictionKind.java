// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.row;

import java.util.Locale;

/** What the numbers of a prediction are. Their order is part of the encoded options. */
public enum PredictionKind {
  /** Unnormalised: the softmax turns them into probabilities. */
  LOGITS,
  /** The output of a softmax, used as it is. */
  PROBABILITIES,
  /** The output of a log-softmax, used as it is. */
  LOG_PROBABILITIES,
  /** The output of a log-softmax for some classes of each row, the most probable ones. */
  TOP_LOG_PROBABILITIES;

  /** Returns the word for it, as a configuration has it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
