// SPDX-License-Identifier: Apache-2.0

/**
 * Decoded columns into the state of an evaluation. Internal to the project.
 *
 * <p>A batch of decoded rows is ordered by split; then some hundred rows at a time are brought into
 * {@code RowColumns}, the logits by reference, evaluated there, and added to the metrics, the rows
 * of one split at once.
 *
 * <p>May import: {@code scan.parquet}, {@code sql.evaluation}, {@code metric.state} and {@code
 * row}. Start at {@code ColumnEvaluation}.
 */
package io.github.sparkxent.scan.evaluation;
