// SPDX-License-Identifier: Apache-2.0

/**
 * Makes one report of kept states: those of published runs, and those of whole directories. No row
 * is read, and no Spark is needed.
 *
 * <p>May import: {@code job} and its rooms, {@code metric}, {@code metric.state}, {@code report},
 * {@code report.json}, {@code sql.evaluation}, Hadoop. Start at {@code MergeJob}.
 */
package io.github.sparkxent.job.merge;
