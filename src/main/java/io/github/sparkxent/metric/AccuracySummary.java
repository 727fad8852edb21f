// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric;

/**
 * How many rows of one split are classified correctly.
 *
 * <p><b>Accuracy.</b> The share is rounded once from its exact value.
 *
 * @param rowCount the number of rows
 * @param correctCount the number of rows whose prediction is their label
 * @param accuracy the sum of r over the correct rows by the sum of r over all; null if that is 0
 */
public record AccuracySummary(long rowCount, long correctCount, Double accuracy) {}
