// SPDX-License-Identifier: Apache-2.0

/**
 * What Parquet files say of themselves: footers, columns, pages, and what is wrong with them.
 * Internal to {@code job}.
 *
 * <p>May import: {@code job.config}, {@code job.failure}, {@code job.input.file}. Start at {@code
 * ParquetManifest}.
 */
package io.github.sparkxent.job.input.parquet;
