/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.sparkxent.job;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/**
 * What of a Parquet footer is of interest before Spark reads the file.
 *
 * @param rows the rows of all row groups
 * @param schema the columns
 * @param pages where in the file the first data page of each needed column chunk begins
 * @param neededBytes about how much memory the needed columns take as values, of all rows
 */
record FooterContent(long rows, ParquetSchema schema, List<Long> pages, long neededBytes) {
  /**
   * Reads a footer that is not encrypted, once: parquet-java's own form of it costs twice as much,
   * and Spark makes that anyway.
   *
   * @param needed tells by name the top-level columns whose pages are of interest
   * @throws IOException if the bytes are no footer
   * @throws IllegalStateException if it says two things of the number of rows; a footer has no
   *     checksum of its own
   */
  static FooterContent of(byte[] footer, Predicate<String> needed) throws IOException {
    FileMetaData metadata = Util.readFileMetaData(new ByteArrayInputStream(footer));
    long rows = 0;
    long neededBytes = 0;
    List<Long> pages = new ArrayList<>();
    for (RowGroup rowGroup : metadata.getRow_groups()) {
      rows = Math.addExact(rows, rowGroup.getNum_rows());
      for (ColumnChunk column : rowGroup.getColumns()) {
        // The page headers of an encrypted column are encrypted too; its cipher has its own check.
        if (!column.isSetCrypto_metadata()
            && needed.test(column.getMeta_data().getPath_in_schema().get(0))
            && column.getMeta_data().getNum_values() > 0) {
          pages.add(column.getMeta_data().getData_page_offset());
          neededBytes +=
              bytes(
                  column.getMeta_data().getNum_values(),
                  column.getMeta_data().getTotal_uncompressed_size());
        }
      }
    }
    if (metadata.getNum_rows() != rows) {
      throw new IllegalStateException(
          "its footer promises "
              + metadata.getNum_rows()
              + " rows, but its row groups have "
              + rows);
    }
    return new FooterContent(rows, ParquetSchema.of(metadata), pages, neededBytes);
  }

  /** Takes what is of interest from parquet-java's form of a footer, which it has decrypted. */
  static FooterContent of(ParquetMetadata metadata, Predicate<String> needed) {
    long rows = 0;
    long neededBytes = 0;
    List<Long> pages = new ArrayList<>();
    for (BlockMetaData rowGroup : metadata.getBlocks()) {
      rows = Math.addExact(rows, rowGroup.getRowCount());
      for (ColumnChunkMetaData column : rowGroup.getColumns()) {
        if (!column.isEncrypted()
            && needed.test(column.getPath().toArray()[0])
            && column.getValueCount() > 0) {
          pages.add(column.getFirstDataPageOffset());
          neededBytes += bytes(column.getValueCount(), column.getTotalUncompressedSize());
        }
      }
    }
    return new FooterContent(rows, ParquetSchema.of(metadata), pages, neededBytes);
  }

  /** Pages with a dictionary are smaller than their values, which have four bytes or more. */
  private static long bytes(long values, long uncompressed) {
    return Math.max(values * Float.BYTES, uncompressed);
  }
}
