// SPDX-License-Identifier: Apache-2.0

/**
 * Sends a report to an MLflow server. Internal to {@code job}.
 *
 * <p>May import: {@code job.config}, {@code job.failure}, {@code report}, Hadoop. Start at {@code
 * MlflowLog}.
 */
package io.github.sparkxent.job.mlflow;
