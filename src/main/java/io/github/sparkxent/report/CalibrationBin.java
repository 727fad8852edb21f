// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

/**
 * The rows whose confidence (the probability of the predicted class) lies in an interval.
 *
 * @param low the lower end of the interval, in it
 * @param high the upper end of the interval, in it only if it is 1
 * @param count the rows in the bin
 * @param weight the sum of their weights; the count if there are no weights
 * @param confidence their mean confidence; null for an empty bin
 * @param accuracy the share of them predicted right; null for an empty bin
 */
public record CalibrationBin(
    double low, double high, long count, double weight, Double confidence, Double accuracy) {
  /** Refuses ends out of order or outside [0, 1], and a negative count. */
  public CalibrationBin {
    if (!(0 <= low && low < high && high <= 1)) {
      throw new IllegalArgumentException(
          "a calibration bin goes from " + low + " to " + high + "; expected 0 <= low < high <= 1");
    }
    if (count < 0) {
      throw new IllegalArgumentException(
          "the calibration bin from " + low + " to " + high + " has " + count + " rows");
    }
  }
}
