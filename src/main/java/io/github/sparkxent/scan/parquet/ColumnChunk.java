// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import java.io.Serializable;

/**
 * Where the pages of a column in a row group are.
 *
 * @param first the offset of the first page, of data or of a dictionary
 * @param end the offset behind the last page
 * @param values how many values the footer promises, marks of null and empty ones among them
 * @param codec the name of the compression, as parquet-java spells it
 */
public record ColumnChunk(long first, long end, long values, String codec)
    implements Serializable {}
