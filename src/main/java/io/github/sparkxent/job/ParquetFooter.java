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

import io.github.sparkxent.report.InputFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * What the footer of one Parquet file says, and whether its pages carry checksums.
 *
 * @param file path, bytes and rows
 * @param schema the columns as text: equal where two files have the same columns
 * @param sha256 the digest of the footer's bytes, in hex
 * @param pages how many page headers were looked at
 * @param checksums how many of them carry a checksum
 */
record ParquetFooter(InputFile file, String schema, String sha256, int pages, int checksums) {
  private static final String ENCRYPTED_FOOTER = "PARE";
  private static final String SPARK_SCHEMA = "org.apache.spark.sql.parquet.row.metadata";

  /**
   * Reads a footer.
   *
   * @param needed tells by name the top-level columns whose pages are of interest
   * @throws IOException if the file cannot be read
   * @throws RuntimeException if its content is not that of a Parquet file
   */
  static ParquetFooter read(FileStatus status, Configuration hadoop, Predicate<String> needed)
      throws IOException {
    HadoopInputFile input = HadoopInputFile.fromStatus(status, hadoop);
    try (SeekableInputStream file = input.newStream()) {
      TailStream in = TailStream.of(file, status.getLen());
      ParquetMetadata metadata =
          ParquetFileReader.readFooter(
              input, HadoopReadOptions.builder(hadoop, status.getPath()).build(), in);
      long rows = 0;
      for (BlockMetaData rowGroup : metadata.getBlocks()) {
        rows = Math.addExact(rows, rowGroup.getRowCount());
      }
      byte[] footer = in.footer();
      if (!ENCRYPTED_FOOTER.equals(in.magic())) {
        requireSameRows(rows, footer);
      }
      PageChecksums checksums = PageChecksums.count(in, metadata.getBlocks(), needed);
      return new ParquetFooter(
          new InputFile(status.getPath().toString(), status.getLen(), rows),
          schema(metadata),
          sha256(footer),
          checksums.pages(),
          checksums.present());
    }
  }

  /** Columns as Parquet has them and, since they say more, as Spark noted them down. */
  private static String schema(ParquetMetadata metadata) {
    return metadata.getFileMetaData().getSchema()
        + metadata.getFileMetaData().getKeyValueMetaData().getOrDefault(SPARK_SCHEMA, "");
  }

  /** A footer has no checksum of its own; but it says the number of rows twice. */
  private static void requireSameRows(long rows, byte[] footer) throws IOException {
    FileMetaData metadata = Util.readFileMetaData(new ByteArrayInputStream(footer), true);
    if (metadata.getNum_rows() != rows) {
      throw new IllegalStateException(
          "its footer promises "
              + metadata.getNum_rows()
              + " rows, but its row groups have "
              + rows);
    }
  }

  private static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(newSha256().digest(bytes));
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each JDK has SHA-256", e);
    }
  }

  /** Returns one digest of the footers of all files, in the order given. */
  static String sha256(List<ParquetFooter> footers) {
    MessageDigest digest = newSha256();
    for (ParquetFooter footer : footers) {
      digest.update(HexFormat.of().parseHex(footer.sha256));
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
