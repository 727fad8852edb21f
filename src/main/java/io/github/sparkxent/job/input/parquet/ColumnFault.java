// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.parquet;

/**
 * Why a column of a file cannot be read as it should be, or not as usual.
 *
 * @param column the top-level column
 * @param text what was found, and what was expected
 */
record ColumnFault(String column, String text) {}
