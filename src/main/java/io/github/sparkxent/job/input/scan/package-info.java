// SPDX-License-Identifier: Apache-2.0

/**
 * Decides whether the scan reads an input, and plans it. Internal to {@code job}.
 *
 * <p>May import: {@code job.config}, {@code job.failure}, {@code job.input} with its rooms {@code
 * column}, {@code file} and {@code parquet}, {@code scan}, {@code sql.evaluation}. Start at {@code
 * ScanChoice}.
 */
package io.github.sparkxent.job.input.scan;
