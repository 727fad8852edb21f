// SPDX-License-Identifier: Apache-2.0

/**
 * The job's own functions, and a row's way. Internal to the project.
 *
 * <p>Rows go through four classes:
 *
 * <ol>
 *   <li>{@code RowColumns} holds rows side by side: their arguments, what was found of them, and
 *       their figures.
 *   <li>{@code RowReader} brings Spark's rows there, those of the aggregate {@code xent.evaluate}
 *       as that of the scalar function {@code xent.evaluate_row}: split, label, weight, and logits,
 *       array or packed. Where a run has a baseline, {@code BaselineReader} brings what the row has
 *       of it to columns beside these, by the same readers of logits and labels.
 *   <li>{@code RowEvaluator} classes them and evaluates them in place, sixteen side by side where
 *       that takes less time; {@code BaselineEvaluator} then the baseline.
 *   <li>{@code SplitAccumulator} adds them to the metrics of a split, or of a value of a slice.
 * </ol>
 *
 * <p>{@code Evaluation} leads the rows of the one pass along this way; the scan of Parquet files
 * has another reader, and shares the rest. {@code EvaluationOptions} are given to both functions by
 * the catalog of the run's session.
 *
 * <p>May import: {@code sql}, {@code metric.state}, {@code row} and {@code numeric}. Start at
 * {@code Evaluation}.
 */
package io.github.sparkxent.sql.evaluation;
