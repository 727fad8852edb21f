// SPDX-License-Identifier: Apache-2.0

/**
 * Sends a report to an MLflow server. Internal to {@code job}.
 *
 * <p>Start at {@code MlflowLog}.
 */
package io.github.sparkxent.job.mlflow;
