// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric;

/**
 * By how much the label leads: its probability minus the largest of the others.
 *
 * @param marginMean the mean weighed by r; null without weight
 * @param marginBelowZeroShare the sum of r over the rows of a margin below 0 by the sum of r over
 *     all; null without weight
 */
public record MarginSummary(Double marginMean, Double marginBelowZeroShare) {}
