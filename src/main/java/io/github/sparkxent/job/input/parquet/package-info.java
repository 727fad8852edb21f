// SPDX-License-Identifier: Apache-2.0

/**
 * What Parquet files say of themselves: footers, pages, and what is wrong with them. Internal to
 * {@code job}.
 *
 * <p>Start at {@code ParquetFooter}.
 */
package io.github.sparkxent.job.input.parquet;
