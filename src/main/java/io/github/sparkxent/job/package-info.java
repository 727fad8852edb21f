// SPDX-License-Identifier: Apache-2.0

/**
 * The evaluation: configuration in, rows classed and evaluated, report out.
 *
 * <p>May import: {@code gate}, {@code report}, {@code scan}, {@code sql}, {@code metric}, {@code
 * row}, {@code numeric}, the public API of Spark, and Hadoop for file systems. Its rooms stand in
 * an order, each using those before it: {@code failure}, {@code application}, {@code config},
 * {@code input.file}, {@code input.parquet}, {@code input}, {@code input.column}, {@code
 * input.text}, {@code input.scan}, {@code output}, {@code history}, {@code join}, {@code states},
 * {@code mlflow}, this package, {@code merge}, {@code pack}. Start at {@code Evaluation}, which
 * others call, and {@code EvaluationJob}, which does it.
 */
package io.github.sparkxent.job;
