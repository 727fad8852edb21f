// SPDX-License-Identifier: Apache-2.0

/**
 * Where a run publishes: staging, status, and what survives a failure. Internal to {@code job}.
 *
 * <p>May import: {@code job.config}, {@code job.failure}, {@code job.input} and its rooms, {@code
 * report}, {@code sql.evaluation}, {@code numeric}. Start at {@code RunDirectory}.
 */
package io.github.sparkxent.job.output;
