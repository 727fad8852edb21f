// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input;

import io.github.sparkxent.job.config.DataSource;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.ReadFailure;
import io.github.sparkxent.job.input.file.FileThreads;
import io.github.sparkxent.job.input.file.InputFiles;
import io.github.sparkxent.job.input.parquet.ParquetFooter;
import io.github.sparkxent.job.input.parquet.ParquetManifest;
import io.github.sparkxent.scan.parquet.FileChange;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * The files of a data set as they were before any row was read.
 *
 * <p>An evaluation reads its input more than once, and the footers before. If a file is replaced
 * meanwhile by another one with the same number of rows, the parts of a report would be about
 * different data.
 */
public final class WatchedFiles {
  private final Configuration hadoop;
  private final List<Watched> files;

  private WatchedFiles(Configuration hadoop, List<Watched> files) {
    this.hadoop = hadoop;
    this.files = files;
  }

  /**
   * A file as it was.
   *
   * @param footer the digest of its footer, or null if it is no Parquet file
   */
  private record Watched(String path, long bytes, long modified, String footer) {}

  /**
   * Watches the files of a data set.
   *
   * @param files the listed files, or null if it is a table or a query
   * @param manifest the content of their footers, or null if they are not Parquet files
   */
  public static WatchedFiles of(
      Configuration hadoop, DataSource source, InputFiles files, ParquetManifest manifest) {
    Map<String, String> footers = new HashMap<>();
    if (manifest != null) {
      manifest.footers().forEach(footer -> footers.put(footer.file().path(), footer.sha256()));
    }
    List<Watched> watched = new ArrayList<>();
    if (files != null) {
      for (FileStatus file : files.files()) {
        String path = file.getPath().toString();
        watched.add(
            new Watched(path, file.getLen(), file.getModificationTime(), footers.get(path)));
      }
    }
    return new WatchedFiles(source.hadoop(hadoop), watched);
  }

  /** Compares lengths and times of the files with those at the start. */
  public void requireSame() throws IOException {
    FileThreads.each(files, this::status);
  }

  /** Does so, and reads the footers again, which tell apart files of the same length and time. */
  public void requireSameFooters() throws IOException {
    FileThreads.each(
        files,
        file -> {
          FileStatus status = status(file);
          if (file.footer() != null && !file.footer().equals(footer(status))) {
            throw EvaluationException.input(
                FileChange.replaced(file.path(), "its footer is another"));
          }
          return null;
        });
  }

  private String footer(FileStatus status) throws IOException {
    try {
      return ParquetFooter.sha256(status, hadoop);
    } catch (IllegalStateException e) {
      return ReadFailure.oneLine(e);
    }
  }

  private FileStatus status(Watched file) throws IOException {
    Path path = new Path(file.path());
    FileStatus now;
    try {
      now = path.getFileSystem(hadoop).getFileStatus(path);
    } catch (FileNotFoundException e) {
      throw EvaluationException.input(FileChange.deleted(file.path()), e);
    }
    if (now.getLen() != file.bytes() || now.getModificationTime() != file.modified()) {
      throw EvaluationException.input(
          FileChange.replaced(
              file.path(), now.getLen(), now.getModificationTime(), file.bytes(), file.modified()));
    }
    return now;
  }
}
