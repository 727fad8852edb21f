// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.ranking;

/**
 * A figure of the scores as far as their bins tell it.
 *
 * @param value the figure of the bins, all rows of one taken for tied
 * @param lower no order of the rows within their bins has less
 * @param upper none has more
 */
record Bounded(double value, double lower, double upper) {}
