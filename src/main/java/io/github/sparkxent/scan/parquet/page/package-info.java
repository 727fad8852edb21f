// SPDX-License-Identifier: Apache-2.0

/**
 * The pages of one column chunk: their bytes, levels and values, of which nothing is trusted.
 * Internal to {@code scan.parquet}.
 *
 * <p>May import: Parquet, the codecs that Spark brings and {@code numeric}, nothing of the other
 * packages. Start at {@code ChunkPages}.
 */
package io.github.sparkxent.scan.parquet.page;
