// SPDX-License-Identifier: Apache-2.0

/**
 * What is known of a split whose rows list the log-probabilities of some classes only.
 *
 * <p>May import: {@code metric} with its rooms {@code cluster} and {@code tally}, and the JDK, no
 * Spark. Start at {@code KnownFigures}.
 */
package io.github.sparkxent.metric.listed;
