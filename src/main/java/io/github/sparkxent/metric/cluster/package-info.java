// SPDX-License-Identifier: Apache-2.0

/**
 * Sums over clusters of rows, such as those of one user, which are not independent: what the
 * standard errors by clusters are made of. Internal to {@code metric.state} and {@code
 * metric.comparison}.
 *
 * <p>May import: {@code metric.tally}, {@code row}, {@code numeric} and the JDK, no Spark. Start at
 * {@code Clusters}.
 */
package io.github.sparkxent.metric.cluster;
