// SPDX-License-Identifier: Apache-2.0

/**
 * What a comparison of a candidate with a baseline is made of: exact sums over pairs of figures of
 * one row. Internal to {@code metric.state}.
 *
 * <p>May import: {@code metric}, {@code metric.cluster}, {@code metric.tally}, {@code row}, {@code
 * numeric} and the JDK, no Spark. Start at {@code LossPairs}.
 */
package io.github.sparkxent.metric.comparison;
