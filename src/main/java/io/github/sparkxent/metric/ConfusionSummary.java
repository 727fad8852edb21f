// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric;

import java.util.List;

/**
 * The confusion matrix of one split.
 *
 * @param cells the cells in use, by label, then by prediction
 */
public record ConfusionSummary(List<ConfusionCell> cells) {
  /** Keeps a copy. */
  public ConfusionSummary {
    cells = List.copyOf(cells);
  }
}
