// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric;

/**
 * How many losses lie in an interval.
 *
 * @param low its lower end, finite, which belongs to it
 * @param high its upper end, finite and not below, which does not
 * @param count the losses in it, exactly
 */
public record HistogramBin(double low, double high, long count) {
  /** Refuses ends out of order or not finite, and a negative count. */
  public HistogramBin {
    if (!(low <= high) || Double.isInfinite(low) || Double.isInfinite(high) || count < 0) {
      throw new IllegalArgumentException(
          "a bin from " + low + " to " + high + " with " + count + " rows");
    }
  }
}
