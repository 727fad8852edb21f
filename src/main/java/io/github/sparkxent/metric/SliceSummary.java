// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric;

/**
 * The figures of one value of a slice within a split.
 *
 * @param slice the name of the slice
 * @param value the value, or null
 * @param rows the figures of the rows of the split that have this value
 */
public record SliceSummary(String slice, String value, SplitSummary rows) {}
