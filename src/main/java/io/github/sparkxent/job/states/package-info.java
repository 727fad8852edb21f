// SPDX-License-Identifier: Apache-2.0

/**
 * States that are kept: what each file of an input gave, in files named by the digest of what they
 * hold. Internal to the project.
 *
 * <p>May import: {@code job.config}, {@code job.failure}, {@code job.input.file}, {@code
 * metric.state}, {@code sql.evaluation}, {@code report.text}, Spark's session for its settings,
 * Hadoop, Parquet and Jackson. Start at {@code StateStore}.
 */
package io.github.sparkxent.job.states;
