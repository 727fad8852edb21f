// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric;

import java.util.List;

/**
 * The rows with the largest losses of one split.
 *
 * @param rows the rows, the largest loss first
 */
public record WorstRowsSummary(List<WorstRow> rows) {
  /** Keeps a copy. */
  public WorstRowsSummary {
    rows = List.copyOf(rows);
  }
}
