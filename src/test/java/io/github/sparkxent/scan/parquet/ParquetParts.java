// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** Parts of files for tests, as their footers describe them. */
public final class ParquetParts {
  /** Made once: a new one reads files. */
  private static final Configuration HADOOP = new Configuration();

  private ParquetParts() {}

  /** Returns all row groups of a file with some top-level columns. */
  public static FilePart of(java.nio.file.Path file, String... columns) throws IOException {
    Path path = new Path(file.toUri());
    FileStatus status = path.getFileSystem(HADOOP).getFileStatus(path);
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromStatus(status, HADOOP))) {
      List<LeafColumn> leaves =
          Arrays.stream(columns)
              .map(column -> LeafColumn.of(reader.getFileMetaData().getSchema(), column))
              .toList();
      List<RowGroup> groups = new ArrayList<>();
      List<BlockMetaData> blocks = reader.getFooter().getBlocks();
      for (int i = 0; i < blocks.size(); i++) {
        groups.add(group(i, blocks.get(i), leaves));
      }
      return new FilePart(
          path.toString(), status.getLen(), status.getModificationTime(), leaves, groups);
    }
  }

  private static RowGroup group(int index, BlockMetaData block, List<LeafColumn> leaves) {
    List<ColumnChunk> chunks = new ArrayList<>();
    for (LeafColumn leaf : leaves) {
      ColumnChunkMetaData chunk =
          block.getColumns().stream()
              .filter(one -> Arrays.asList(one.getPath().toArray()).equals(leaf.path()))
              .findFirst()
              .orElseThrow();
      long first = chunk.getStartingPos();
      chunks.add(
          new ColumnChunk(
              first, first + chunk.getTotalSize(), chunk.getValueCount(), chunk.getCodec().name()));
    }
    return new RowGroup(index, block.getRowCount(), chunks);
  }

  /** Returns an empty table of texts for each column that needs one, else null. */
  public static List<TextTable> tables(List<ColumnForm> forms) {
    List<TextTable> tables = new ArrayList<>();
    for (ColumnForm form : forms) {
      tables.add(form == ColumnForm.TEXTS ? new TextTable() : null);
    }
    return tables;
  }

  /** Returns a row of a column as text, so that columns of any form can be compared. */
  public static String text(DecodedColumn column, int row) {
    if (column.nulls() != null && column.nulls()[row]) {
      return "null";
    }
    if (column instanceof FloatLists lists) {
      return lists.broken() != null && lists.broken()[row] ? "broken" : list(lists, row);
    }
    if (column instanceof DoubleLists lists) {
      return list(lists, row);
    }
    if (column instanceof Longs longs) {
      return Long.toString(longs.values()[row]);
    }
    if (column instanceof Doubles doubles) {
      return bits(doubles.values()[row]);
    }
    if (column instanceof Texts texts) {
      return new String(
          texts.table().text(texts.ids()[row]), java.nio.charset.StandardCharsets.UTF_8);
    }
    Binaries binaries = (Binaries) column;
    return Arrays.toString(
        Arrays.copyOfRange(binaries.bytes(), binaries.starts()[row], binaries.starts()[row + 1]));
  }

  private static String list(Lists lists, int row) {
    List<String> values = new ArrayList<>();
    for (int i = lists.starts()[row]; i < lists.starts()[row + 1]; i++) {
      if (lists.nullElements() != null && lists.nullElements()[i]) {
        values.add("null");
      } else if (lists instanceof FloatLists floats) {
        values.add(bits(floats.values()[i]));
      } else {
        values.add(bits(((DoubleLists) lists).values()[i]));
      }
    }
    return values.toString();
  }

  /** Returns a float as text that tells all bits apart. */
  public static String bits(float value) {
    return Integer.toHexString(Float.floatToRawIntBits(value));
  }

  /** Returns a double as text that tells all bits apart. */
  public static String bits(double value) {
    return Long.toHexString(Double.doubleToRawLongBits(value));
  }

  /** Reads all rows of a part as text. */
  public static List<List<String>> read(FilePart part, ColumnForm... forms) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    List<ColumnForm> wanted = List.of(forms);
    try (ScanTask task = new ScanTask(HADOOP);
        ParquetRows read = new ParquetRows(task, part, wanted, tables(wanted))) {
      int count;
      while ((count = read.next(1 + rows.size() % 977)) > 0) {
        for (int i = 0; i < count; i++) {
          List<String> row = new ArrayList<>();
          for (int c = 0; c < forms.length; c++) {
            row.add(text(read.column(c), read.column(c).row() + i));
          }
          rows.add(row);
        }
        read.advance(count);
      }
    }
    return rows;
  }
}
