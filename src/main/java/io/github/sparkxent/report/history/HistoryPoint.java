// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.history;

/**
 * A metric of a split in one run, with the band that earlier runs make.
 *
 * @param split the name of the split
 * @param metric the name of the metric
 * @param value the value; null if it is undefined
 * @param low the lower end of its interval, or null
 * @param high the upper end of its interval, or null
 * @param bandLow the lower edge of the band; null if too few earlier runs make none
 * @param median the median of the earlier runs, or null
 * @param bandHigh the upper edge of the band, or null
 * @param passed whether no gate on it failed
 */
public record HistoryPoint(
    String split,
    String metric,
    Double value,
    Double low,
    Double high,
    Double bandLow,
    Double median,
    Double bandHigh,
    boolean passed) {}
