// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric;

import java.util.List;

/**
 * How the losses of one split are spread.
 *
 * @param lossP50 the median loss; null without rows
 * @param lossP90 the 90th percentile of the loss; null without rows
 * @param lossP99 the 99th percentile of the loss; null without rows
 * @param histogram the finite losses in bins, from low to high; empty without any
 */
public record QuantileSummary(
    Double lossP50, Double lossP90, Double lossP99, List<HistogramBin> histogram) {
  /** Keeps a copy. */
  public QuantileSummary {
    histogram = List.copyOf(histogram);
  }
}
