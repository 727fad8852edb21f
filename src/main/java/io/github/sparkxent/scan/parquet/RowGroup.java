// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import java.io.Serializable;
import java.util.List;

/**
 * A row group of a file.
 *
 * @param index its index in the file, for messages
 * @param rows how many rows the footer promises
 * @param chunks one for each column of the {@link FilePart}
 */
public record RowGroup(int index, long rows, List<ColumnChunk> chunks) implements Serializable {}
