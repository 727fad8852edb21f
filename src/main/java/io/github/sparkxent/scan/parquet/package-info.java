// SPDX-License-Identifier: Apache-2.0

/**
 * Parquet pages into columns of arrays, and the refusal of damaged ones. Internal to the project.
 *
 * <p>May import: Parquet, Hadoop, {@code numeric} and {@code scan.parquet.page}, nothing of Spark
 * or of the other packages. Start at {@code ParquetRows}.
 */
package io.github.sparkxent.scan.parquet;
