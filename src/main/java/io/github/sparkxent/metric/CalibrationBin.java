// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric;

/**
 * The rows of one bin of confidence.
 *
 * @param lower the least confidence of the bin
 * @param upper the end of the bin, which belongs to it only if it is 1
 * @param rowCount the number of rows
 * @param weightSum the sum of r
 * @param meanConfidence the mean of the confidences weighed by r; null if the weights sum to 0
 * @param accuracy the sum of r over the correct rows by that of all; null if that is 0
 */
public record CalibrationBin(
    double lower,
    double upper,
    long rowCount,
    double weightSum,
    Double meanConfidence,
    Double accuracy) {}
