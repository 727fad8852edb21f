// SPDX-License-Identifier: Apache-2.0

/**
 * Rows that hold a sequence of predictions: which there were, and the figures that have sequences,
 * not positions, for their units.
 *
 * <p>May import: {@code metric.tally}, {@code row}, {@code numeric} and the JDK, no Spark. Start at
 * {@code SequenceTally}; {@code SequenceSummary} is what it comes to.
 */
package io.github.sparkxent.metric.sequence;
