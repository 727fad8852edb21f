// SPDX-License-Identifier: Apache-2.0

/**
 * A second look at the rows that the bins of the one pass leave open. Internal to {@code job}.
 *
 * <p>May import: {@code metric}, {@code metric.ranking}, {@code sql.evaluation}, {@code
 * job.failure} and the public API of Spark. Start at {@code ExactAuc}.
 */
package io.github.sparkxent.job.ranking;
