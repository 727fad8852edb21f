// SPDX-License-Identifier: Apache-2.0

/**
 * Where a run publishes: staging, status, and what survives a failure. Internal to {@code job}.
 *
 * <p>Start at {@code RunDirectory}.
 */
package io.github.sparkxent.job.output;
