// SPDX-License-Identifier: Apache-2.0

/**
 * Counts, exact sums and means of which states are made. Internal to {@code metric.state}.
 *
 * <p>May import: {@code metric}, {@code metric.inference}, {@code row}, {@code numeric} and the
 * JDK, no Spark. Start at {@code WeightTally}.
 */
package io.github.sparkxent.metric.tally;
