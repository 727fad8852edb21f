// SPDX-License-Identifier: Apache-2.0

/**
 * The configuration of a run: its keys, their meaning and limits. Internal to {@code job}.
 *
 * <p>May import: {@code job.failure} and the layers below {@code job}. Start at {@code
 * EvaluationConfig}.
 */
package io.github.sparkxent.job.config;
