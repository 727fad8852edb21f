// SPDX-License-Identifier: Apache-2.0

/**
 * The job's own functions, and a row's way. Internal to the project.
 *
 * <p>A row goes through four classes:
 *
 * <ol>
 *   <li>{@code RowReader} reads Spark's row, of the aggregate {@code xent.evaluate} as of the
 *       scalar function {@code xent.evaluate_row}: split, label, weight, and logits, array or
 *       packed.
 *   <li>{@code RowEvaluator} classes it and evaluates it, alone or beside others that wait.
 *   <li>{@code RowColumns} holds rows and their figures side by side: kernels write it, metrics
 *       read it.
 *   <li>{@code SplitAccumulator} adds them to the metrics of a split, or of a value of a slice.
 * </ol>
 *
 * <p>{@code Evaluation} leads the rows of the one pass along this way. {@code EvaluationOptions}
 * are given to both functions by the catalog of the run's session.
 *
 * <p>May import: {@code sql}, {@code metric.state}, {@code row} and {@code numeric}. Start at
 * {@code Evaluation}.
 */
package io.github.sparkxent.sql.evaluation;
