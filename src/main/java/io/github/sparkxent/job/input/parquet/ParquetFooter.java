// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.parquet;

import io.github.sparkxent.report.InputFile;
import io.github.sparkxent.scan.parquet.LeafColumn;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.hadoop.util.HadoopStreams;
import org.apache.parquet.io.SeekableInputStream;

/**
 * The content of a Parquet file's footer, and whether its pages carry checksums.
 *
 * @param file path, bytes and rows
 * @param schema the columns
 * @param sha256 the digest of the footer's bytes, in hex
 * @param pages how many page headers were looked at
 * @param checksums how many of them carry a checksum
 * @param neededBytes about how much memory the needed columns take as values, of all rows
 * @param chunks where the columns that may be needed are
 * @param faults why columns that may be needed cannot be read
 * @param readRowByRow which of them Spark's vectorized reader cannot read
 */
public record ParquetFooter(
    InputFile file,
    ParquetSchema schema,
    String sha256,
    int pages,
    int checksums,
    long neededBytes,
    FileChunks chunks,
    List<ColumnFault> faults,
    List<ColumnFault> readRowByRow) {
  /**
   * Reads a footer.
   *
   * @param mayScan whether the scan may read the file. It counts the rows of lists itself, which
   *     else is done here where the footer does not tell them; and nobody reads the footer again
   * @throws IOException if the file cannot be read
   * @throws RuntimeException if its content is not that of a Parquet file
   */
  static ParquetFooter read(
      FileStatus status, Configuration hadoop, Predicate<String> needed, boolean mayScan)
      throws IOException {
    HadoopInputFile input = HadoopInputFile.fromStatus(status, hadoop);
    try (SeekableInputStream file =
        mayScan ? input.newStream() : open(input, status.getPath(), hadoop)) {
      TailStream in = TailStream.of(file, status.getLen());
      FooterContent content =
          in.hasPlainFooter()
              ? FooterContent.of(in.footer(), needed)
              : FooterContent.of(
                  ParquetFileReader.readFooter(
                      input, HadoopReadOptions.builder(hadoop, status.getPath()).build(), in),
                  needed);
      PageChecksums checksums = PageChecksums.count(in, content.firstPages());
      return new ParquetFooter(
          new InputFile(status.getPath().toString(), status.getLen(), content.rows()),
          content.schema(),
          sha256(in.footer()),
          checksums.pages(),
          checksums.present(),
          content.neededBytes(),
          FileChunks.of(content.chunks(), !in.hasPlainFooter()),
          faults(in, content.chunks(), hadoop, mayScan),
          PageCodecs.readRowByRow(content.chunks()));
    }
  }

  private static List<ColumnFault> faults(
      TailStream in, List<NeededChunk> chunks, Configuration hadoop, boolean mayScan)
      throws IOException {
    List<ColumnFault> faults = PageCodecs.faults(chunks, hadoop);
    if (!faults.isEmpty()) {
      return faults;
    }
    if (mayScan) {
      return ChunkCounts.faults(chunks, chunk -> OptionalLong.empty());
    }
    try (PageRows pages = new PageRows(in, hadoop)) {
      return ChunkCounts.faults(chunks, pages::count);
    }
  }

  /** Returns the columns as Spark noted them down, in JSON; null if the writer was another. */
  public String noted() {
    return schema.noted();
  }

  /**
   * Finds the values of a top-level column, as the scan reads them.
   *
   * @param column its name as it is spelled in this file
   * @return null if there is none, or it is of a form that the scan does not know
   */
  public LeafColumn leaf(String column) {
    return LeafColumn.of(schema.columns(), column);
  }

  /**
   * Opens a file; on the local disk without Hadoop's checksum file beside it, which costs more to
   * read than a footer. Spark, which reads the same bytes, verifies it.
   */
  private static SeekableInputStream open(HadoopInputFile input, Path path, Configuration hadoop)
      throws IOException {
    return path.getFileSystem(hadoop) instanceof ChecksumFileSystem verifying
        ? HadoopStreams.wrap(verifying.getRawFileSystem().open(path))
        : input.newStream();
  }

  /**
   * Returns the digest of a file's footer as it is now.
   *
   * @throws IllegalStateException if it has none
   */
  public static String sha256(FileStatus status, Configuration hadoop) throws IOException {
    HadoopInputFile input = HadoopInputFile.fromStatus(status, hadoop);
    try (SeekableInputStream file = open(input, status.getPath(), hadoop)) {
      return sha256(TailStream.of(file, status.getLen()).footer());
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
  public static String sha256(List<ParquetFooter> footers) {
    return sha256OfAll(footers.stream().map(ParquetFooter::sha256).toList());
  }

  /** Returns one digest of the digests of the footers of all files, in the order given. */
  public static String sha256OfAll(List<String> footers) {
    MessageDigest digest = newSha256();
    for (String footer : footers) {
      digest.update(HexFormat.of().parseHex(footer));
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
