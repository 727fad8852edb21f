// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric;

/**
 * A candidate and a baseline over the rows of one label.
 *
 * @param label the class id
 * @param count how many rows are compared
 * @param loss the mean loss
 * @param recall the share of the rows for which the label is predicted
 */
public record ClassDifference(
    int label, long count, PairedDifference loss, PairedDifference recall) {}
