// SPDX-License-Identifier: Apache-2.0

/**
 * What a failure means: who has to act, and the one line that says so. Internal to {@code job}.
 *
 * <p>Start at {@code EvaluationException}, then {@code ReadFailure}.
 */
package io.github.sparkxent.job.failure;
