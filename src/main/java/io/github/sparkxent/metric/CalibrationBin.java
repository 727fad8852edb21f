// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric;

/**
 * The rows whose confidence, the probability of the predicted class, lies in an interval.
 *
 * @param low the least confidence of the bin
 * @param high the end of the bin, which belongs to it only if it is 1
 * @param count the number of rows
 * @param weight the sum of r
 * @param confidence the mean of the confidences weighed by r; null if the weights sum to 0
 * @param accuracy the sum of r over the correct rows by that of all; null if that is 0
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
