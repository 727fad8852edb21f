// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import io.github.sparkxent.metric.HistogramBin;
import java.util.List;

/**
 * How the losses of a split are spread. Immutable.
 *
 * @param infiniteCount the rows whose loss is infinite, in no bin
 * @param bins neighbouring intervals of the loss, from low to high, not necessarily of one width
 */
public record LossHistogram(long infiniteCount, List<HistogramBin> bins) {
  /** Copies, and refuses bins that overlap or stand out of order. */
  public LossHistogram {
    bins = List.copyOf(bins);
    for (int i = 1; i < bins.size(); i++) {
      if (bins.get(i).low() < bins.get(i - 1).high()) {
        throw new IllegalArgumentException(
            bins.get(i) + " follows " + bins.get(i - 1) + "; expected bins from low to high");
      }
    }
  }
}
