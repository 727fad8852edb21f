// SPDX-License-Identifier: Apache-2.0

/**
 * Reads data sets as Spark's rows, and nothing of them in silence otherwise. Internal to {@code
 * job}.
 *
 * <p>May import: {@code job.config}, {@code job.failure}, {@code job.input.file}, {@code
 * job.input.parquet}, {@code report}. Start at {@code DataReader} and, for tables, {@code
 * PinnedTable}.
 */
package io.github.sparkxent.job.input;
