// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import java.util.List;

/**
 * How the losses of a split are spread. Immutable.
 *
 * @param bins neighbouring intervals of the loss, from low to high, not necessarily of one width
 * @param infiniteCount the rows whose loss is infinite, in no bin
 */
public record LossHistogram(List<Bin> bins, long infiniteCount) {
  /** Copies, and refuses bins that overlap or stand out of order. */
  public LossHistogram {
    bins = List.copyOf(bins);
    for (int i = 1; i < bins.size(); i++) {
      if (bins.get(i).low < bins.get(i - 1).high) {
        throw new IllegalArgumentException(
            bins.get(i) + " follows " + bins.get(i - 1) + "; expected bins from low to high");
      }
    }
  }

  /**
   * One interval.
   *
   * @param low its lower end, finite
   * @param high its upper end, finite and not below
   * @param count the rows in it
   */
  public record Bin(double low, double high, long count) {
    /** Refuses ends out of order or not finite, and a negative count. */
    public Bin {
      if (!(low <= high) || Double.isInfinite(low) || Double.isInfinite(high) || count < 0) {
        throw new IllegalArgumentException(
            "a bin from " + low + " to " + high + " with " + count + " rows");
      }
    }
  }
}
