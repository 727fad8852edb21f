// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** Plans parts of files as parquet-java reads their footers. */
final class Parts {
  static final Configuration HADOOP = MemoryFiles.in(new Configuration(false));

  private Parts() {}

  /** Returns all row groups of a file. */
  static FilePart of(Path file, List<String> columns) throws IOException {
    return of(new org.apache.hadoop.fs.Path(file.toUri()), columns);
  }

  static FilePart of(org.apache.hadoop.fs.Path file, List<String> columns) throws IOException {
    FileStatus status = file.getFileSystem(HADOOP).getFileStatus(file);
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromStatus(status, HADOOP))) {
      return of(status, reader.getFooter(), columns);
    }
  }

  static FilePart of(FileStatus status, ParquetMetadata footer, List<String> columns) {
    List<LeafColumn> leaves =
        columns.stream()
            .map(name -> LeafColumn.of(footer.getFileMetaData().getSchema(), name))
            .toList();
    List<RowGroup> rowGroups = new ArrayList<>();
    for (BlockMetaData block : footer.getBlocks()) {
      List<ColumnChunk> chunks = leaves.stream().map(leaf -> chunk(block, leaf.path())).toList();
      rowGroups.add(new RowGroup(rowGroups.size(), block.getRowCount(), chunks));
    }
    return new FilePart(
        status.getPath().toString(),
        status.getLen(),
        status.getModificationTime(),
        leaves,
        rowGroups);
  }

  private static ColumnChunk chunk(BlockMetaData block, List<String> path) {
    for (ColumnChunkMetaData chunk : block.getColumns()) {
      if (Arrays.asList(chunk.getPath().toArray()).equals(path)) {
        long first = chunk.getStartingPos();
        return new ColumnChunk(
            first, first + chunk.getTotalSize(), chunk.getValueCount(), chunk.getCodec().name());
      }
    }
    throw new IllegalArgumentException("no column " + path);
  }

  /** Returns a part as if its file had been listed with another length. */
  static FilePart relisted(FilePart part, long bytes) {
    return new FilePart(part.path(), bytes, part.modified(), part.columns(), part.rowGroups());
  }
}
