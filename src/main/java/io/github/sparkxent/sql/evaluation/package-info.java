// SPDX-License-Identifier: Apache-2.0

/**
 * The job's own functions: a row, an evaluation, and sums over published losses. Internal to the
 * project.
 *
 * <p>May import: {@code sql}, {@code metric.state}, {@code row} and {@code numeric}. Start at
 * {@code EvaluateSplitsFunction}.
 */
package io.github.sparkxent.sql.evaluation;
