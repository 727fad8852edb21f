// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import java.io.Serializable;
import java.util.List;

/**
 * Some columns of some row groups of a Parquet file, as its footer describes them.
 *
 * @param path the file
 * @param bytes its length when it was listed
 * @param modified its modification time when it was listed, in milliseconds
 * @param columns the columns that are read
 * @param rowGroups the row groups that are read
 */
public record FilePart(
    String path, long bytes, long modified, List<LeafColumn> columns, List<RowGroup> rowGroups)
    implements Serializable {}
