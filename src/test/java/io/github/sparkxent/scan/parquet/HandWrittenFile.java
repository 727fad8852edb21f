// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;

/** A Parquet file of chunks that are written by hand. */
final class HandWrittenFile {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private final FileMetaData footer;

  HandWrittenFile(MessageType schema) {
    file.writeBytes(MAGIC);
    footer =
        new ParquetMetadataConverter()
            .toParquetMetadata(
                1,
                new ParquetMetadata(
                    new org.apache.parquet.hadoop.metadata.FileMetaData(schema, Map.of(), "nobody"),
                    new ArrayList<>()));
    footer.setNum_rows(0);
  }

  HandWrittenFile rowGroup(long rows, List<HandWrittenChunk> chunks) {
    List<ColumnChunk> columns = new ArrayList<>();
    long bytes = 0;
    for (HandWrittenChunk chunk : chunks) {
      columns.add(chunk.metadata(file.size()));
      bytes += columns.get(columns.size() - 1).getMeta_data().getTotal_uncompressed_size();
      file.writeBytes(chunk.bytes());
    }
    footer.addToRow_groups(new RowGroup(columns, bytes, rows));
    footer.setNum_rows(footer.getNum_rows() + rows);
    return this;
  }

  byte[] bytes() throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(file.toByteArray());
    Util.writeFileMetaData(footer, whole);
    BytesUtils.writeIntLittleEndian(whole, whole.size() - file.size());
    whole.writeBytes(MAGIC);
    return whole.toByteArray();
  }
}
