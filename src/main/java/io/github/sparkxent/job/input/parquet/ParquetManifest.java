// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.parquet;

import io.github.sparkxent.job.config.DataSource;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.ReadFailure;
import io.github.sparkxent.job.failure.Secrets;
import io.github.sparkxent.job.input.file.FileThreads;
import io.github.sparkxent.job.input.file.InputFiles;
import io.github.sparkxent.report.InputFile;
import io.github.sparkxent.report.InputManifest;
import io.github.sparkxent.scan.parquet.FileChange;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;

/**
 * The Parquet files of an input with the promises of their footers, read before Spark sees them.
 * Spark skips an empty file in silence, and gives nulls for a column that a file lacks.
 *
 * @param footers one a file, sorted by path
 */
public record ParquetManifest(List<ParquetFooter> footers) {
  /** Reads the manifest of Parquet files. */
  public static ParquetManifest read(
      Configuration hadoop, InputFiles listed, Predicate<String> needed) throws IOException {
    return read(hadoop, listed, needed, false);
  }

  private static ParquetManifest read(
      Configuration hadoop, InputFiles listed, Predicate<String> needed, boolean mayScan)
      throws IOException {
    return new ParquetManifest(
        FileThreads.each(listed.files(), file -> read(file, hadoop, needed, mayScan)));
  }

  /**
   * Reads the manifest of a data set.
   *
   * @param files the files of the data set; null if it is a table or a query
   * @return the manifest, or null if the data set is not one of Parquet files
   */
  public static ParquetManifest of(
      Configuration hadoop, DataSource source, InputFiles files, Predicate<String> needed)
      throws IOException {
    return of(hadoop, source, files, needed, false);
  }

  /**
   * Does so, and may leave to the scan what is found out by reading pages.
   *
   * @param mayScan whether the scan may read the files, which counts the rows of lists itself
   */
  public static ParquetManifest of(
      Configuration hadoop,
      DataSource source,
      InputFiles files,
      Predicate<String> needed,
      boolean mayScan)
      throws IOException {
    if (files == null) {
      return null;
    }
    if (source.hasFooters()) {
      return read(source.hadoop(hadoop), files, needed, mayScan);
    }
    for (FileStatus file : files.files()) {
      if (file.getLen() == 0 && !source.isText()) {
        throw EvaluationException.input(
            "input file " + file.getPath() + " is empty, expected a file of " + source.format());
      }
    }
    return null;
  }

  private static ParquetFooter read(
      FileStatus file, Configuration hadoop, Predicate<String> needed, boolean mayScan)
      throws IOException {
    String path = file.getPath().toString();
    if (file.getLen() == 0) {
      throw EvaluationException.input("input file " + path + " is empty, expected a Parquet file");
    }
    try {
      return ParquetFooter.read(file, hadoop, needed, mayScan);
    } catch (FileNotFoundException e) {
      throw EvaluationException.input(FileChange.deleted(path), e);
    } catch (OutOfMemoryError | StackOverflowError e) {
      throw EvaluationException.input(
          "input file %s has a footer that takes more memory than the driver has: %s"
              .formatted(path, ReadFailure.oneLine(e)),
          e);
    } catch (RuntimeException | IOException e) {
      if (e instanceof IOException
          && ReadFailure.causes(e).stream().noneMatch(ReadFailure::isAboutContent)) {
        throw e;
      }
      throw EvaluationException.input(
          "input file " + path + " is not a whole Parquet file: " + ReadFailure.oneLine(e), e);
    }
  }

  public long rows() {
    long rows = 0;
    for (ParquetFooter footer : footers) {
      rows = Math.addExact(rows, footer.file().rows());
    }
    return rows;
  }

  public long bytes() {
    long bytes = 0;
    for (ParquetFooter footer : footers) {
      bytes = Math.addExact(bytes, footer.file().bytes());
    }
    return bytes;
  }

  /** Returns about how much memory the needed columns of a row take as values; 0 without rows. */
  public long neededBytesPerRow() {
    long rows = rows();
    long bytes = 0;
    for (ParquetFooter footer : footers) {
      bytes = Math.addExact(bytes, footer.neededBytes());
    }
    return rows == 0 ? 0 : bytes / rows;
  }

  public InputManifest toReport() {
    return new InputManifest(
        footers.stream()
            .map(ParquetFooter::file)
            .map(file -> new InputFile(Secrets.maskPath(file.path()), file.bytes(), file.rows()))
            .toList(),
        rows(),
        PageChecksums.word(footers),
        ParquetFooter.sha256(footers),
        null,
        null);
  }
}
