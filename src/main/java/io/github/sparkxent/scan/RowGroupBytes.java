// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan;

import io.github.sparkxent.scan.parquet.ColumnChunk;
import io.github.sparkxent.scan.parquet.RowGroup;

/** How many bytes are read: those of the needed columns. */
final class RowGroupBytes {
  private RowGroupBytes() {}

  static long of(ScanFile file) {
    long bytes = 0;
    for (RowGroup group : file.part().rowGroups()) {
      bytes += of(group);
    }
    return bytes;
  }

  static long of(RowGroup group) {
    long bytes = 0;
    for (ColumnChunk chunk : group.chunks()) {
      bytes += chunk.end() - chunk.first();
    }
    return bytes;
  }
}
