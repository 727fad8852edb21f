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
import io.github.sparkxent.report.InputManifest;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/**
 * Lists the Parquet files of an input and counts the rows that their footers promise, before Spark
 * sees them: Spark skips an empty file in silence.
 */
final class ParquetManifest {
  private static final int MAX_THREADS = 16;

  private final Configuration hadoop;

  ParquetManifest(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  /**
   * Reads the manifest of an input.
   *
   * @throws EvaluationException of kind configuration if a path does not exist, of kind input if
   *     there is no file or one is not Parquet
   */
  InputManifest read(List<String> paths) throws IOException {
    List<FileStatus> files = new ArrayList<>();
    for (String path : paths) {
      addFiles(path, files);
    }
    if (files.isEmpty()) {
      throw EvaluationException.input(
          "input.path " + String.join(", ", paths) + " holds no file, expected Parquet files");
    }
    List<InputFile> counted = count(files);
    long rows = 0;
    for (InputFile file : counted) {
      rows = Math.addExact(rows, file.rows());
    }
    return new InputManifest(counted, rows, null);
  }

  private void addFiles(String path, List<FileStatus> files) throws IOException {
    Path pattern = new Path(path);
    FileSystem fileSystem = pattern.getFileSystem(hadoop);
    FileStatus[] matches = fileSystem.globStatus(pattern);
    if (matches == null || matches.length == 0) {
      throw EvaluationException.configuration(
          "input.path " + path + " does not exist in " + fileSystem.getUri());
    }
    for (FileStatus match : matches) {
      if (match.isDirectory()) {
        addFilesBelow(fileSystem, match.getPath(), files);
      } else {
        files.add(match);
      }
    }
  }

  private static void addFilesBelow(FileSystem fileSystem, Path directory, List<FileStatus> files)
      throws IOException {
    for (FileStatus entry : fileSystem.listStatus(directory)) {
      if (isHidden(entry.getPath().getName())) {
        continue;
      }
      if (entry.isDirectory()) {
        addFilesBelow(fileSystem, entry.getPath(), files);
      } else {
        files.add(entry);
      }
    }
  }

  /** Tells whether Spark passes over a file or directory of this name. */
  private static boolean isHidden(String name) {
    return name.startsWith(".")
        || (name.startsWith("_") && !name.contains("="))
        || name.endsWith("._COPYING_");
  }

  private List<InputFile> count(List<FileStatus> files) throws IOException {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(MAX_THREADS, files.size()),
            work -> {
              Thread thread = new Thread(work, "parquet-footers");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<InputFile>> pending = new ArrayList<>();
      for (FileStatus file : files) {
        pending.add(threads.submit(() -> count(file)));
      }
      List<InputFile> counted = new ArrayList<>();
      for (Future<InputFile> one : pending) {
        counted.add(one.get());
      }
      return counted;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof EvaluationException refused) {
        throw refused;
      }
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while reading footers", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private InputFile count(FileStatus file) throws IOException {
    String path = file.getPath().toString();
    if (file.getLen() == 0) {
      throw EvaluationException.input("input file " + path + " is empty, expected a Parquet file");
    }
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromStatus(file, hadoop))) {
      return new InputFile(path, file.getLen(), reader.getRecordCount());
    } catch (FileNotFoundException e) {
      throw EvaluationException.input("input file " + path + " was deleted while it was read", e);
    } catch (RuntimeException | IOException e) {
      if (e instanceof IOException && !ReadFailure.isAboutContent(e)) {
        throw e;
      }
      throw EvaluationException.input(
          "input file " + path + " is not a whole Parquet file: " + ReadFailure.oneLine(e), e);
    }
  }
}
