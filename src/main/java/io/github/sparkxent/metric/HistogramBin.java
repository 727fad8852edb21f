// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric;

/**
 * How many losses lie in an interval.
 *
 * @param lower its lower end, which belongs to it
 * @param upper its upper end, which does not
 * @param rowCount the losses in it, exactly
 */
public record HistogramBin(double lower, double upper, long rowCount) {}
