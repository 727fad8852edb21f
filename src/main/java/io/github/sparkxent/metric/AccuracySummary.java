// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric;

import java.util.List;

/**
 * How often the label is among the largest logits.
 *
 * @param accuracy the sum of r over the rows whose prediction is their label by the sum of r over
 *     all; null if that is 0
 * @param topK the same for each k that is asked for
 */
public record AccuracySummary(Double accuracy, List<TopKAccuracy> topK) {
  /** Keeps a copy. */
  public AccuracySummary {
    topK = List.copyOf(topK);
  }
}
