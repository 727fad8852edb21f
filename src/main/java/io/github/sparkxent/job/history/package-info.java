// SPDX-License-Identifier: Apache-2.0

/**
 * What earlier runs of an evaluation found, read from their published results, without Spark.
 *
 * <p>May import: {@code job.config}, {@code job.failure}, {@code job.output}, {@code gate}, {@code
 * report} and its rooms, and Hadoop for file systems. Start at {@code RunHistory}.
 */
package io.github.sparkxent.job.history;
