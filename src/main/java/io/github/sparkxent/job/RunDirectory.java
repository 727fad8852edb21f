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

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the results of one run go, all at once or not at all.
 *
 * <p>Everything is written below {@code .staging-<uuid>}, {@code _SUCCESS} last; then the directory
 * is renamed to the run's id. A result that stands there is first renamed to {@code
 * .previous-<id>-<uuid>}, and removed when the new one is in place; what a crash leaves between
 * these steps is put right by the next run with the same id. Readers trust only a directory with
 * {@code _SUCCESS}.
 */
final class RunDirectory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunDirectory.class);

  /** The file that marks a directory as whole. */
  static final String SUCCESS = "_SUCCESS";

  private static final String STAGING = ".staging-";
  private static final String PREVIOUS = ".previous-";
  private static final String STATUS = ".status-";
  private static final int ATTEMPTS = 10;

  /** What a killed run staged is removed when nothing was written there for so long. */
  private static final Duration STALE = Duration.ofDays(7);

  private final Configuration hadoop;
  private final FileSystem fileSystem;
  private final Path parent;
  private final Path target;
  private final Path staging;
  private final Path status;
  private final String runId;

  private RunDirectory(Configuration hadoop, FileSystem fileSystem, Path parent, String runId) {
    this.hadoop = hadoop;
    this.fileSystem = fileSystem;
    this.parent = parent;
    this.runId = runId;
    target = new Path(parent, runId);
    staging = new Path(parent, STAGING + UUID.randomUUID());
    status = new Path(parent, runId + ".status.json");
  }

  /** Opens the directory of a run and puts right what an earlier run with its id left. */
  static RunDirectory open(Configuration hadoop, String directory, String name, String runId)
      throws IOException {
    Path base = new Path(directory);
    FileSystem fileSystem =
        FileSystem.newInstance(
            base.toUri().getScheme() == null ? FileSystem.getDefaultUri(hadoop) : base.toUri(),
            hadoop);
    // No .crc files beside small results that people open and edit.
    fileSystem.setWriteChecksum(false);
    Path parent = new Path(fileSystem.makeQualified(base), name);
    try {
      fileSystem.mkdirs(parent);
      RunDirectory opened = new RunDirectory(hadoop, fileSystem, parent, runId);
      opened.recover();
      opened.removeStale();
      return opened;
    } catch (IOException | RuntimeException e) {
      fileSystem.close();
      throw e;
    }
  }

  Path target() {
    return target;
  }

  /** Returns a place below the staging directory. */
  Path staged(String name) {
    return new Path(staging, name);
  }

  void writeStaged(String name, String text) throws IOException {
    write(staged(name), text);
  }

  /** Makes the only Parquet file of a staged directory a staged file, and removes the directory. */
  void takeOnlyPart(Path directory, String name) throws IOException {
    FileStatus[] parts =
        fileSystem.listStatus(
            directory,
            path -> path.getName().startsWith("part-") && !path.getName().endsWith(".crc"));
    if (parts.length != 1) {
      throw new IOException(directory + " has " + parts.length + " parts, expected 1");
    }
    // Copied, not renamed: a rename takes along the checksum file of the local file system.
    try (InputStream in = fileSystem.open(parts[0].getPath());
        OutputStream out = fileSystem.create(staged(name), true)) {
      in.transferTo(out);
    }
    fileSystem.delete(directory, true);
  }

  /** Replaces the status file, which stands beside the results: a reader sees one or the other. */
  void writeStatus(String text) throws IOException {
    Path aside = new Path(parent, STATUS + UUID.randomUUID());
    switch (fileSystem.getScheme()) {
      case "file" -> {
        write(aside, text);
        Files.move(
            DirectoryRename.local(aside),
            DirectoryRename.local(status),
            StandardCopyOption.ATOMIC_MOVE);
      }
      case "hdfs", "viewfs" -> {
        write(aside, text);
        FileContext.getFileContext(parent.toUri(), hadoop)
            .rename(aside, status, Options.Rename.OVERWRITE);
      }
      // Stores of objects show a file when it is closed, and have no rename that replaces.
      default -> write(status, text);
    }
  }

  private void write(Path path, String text) throws IOException {
    try (OutputStream out = fileSystem.create(path, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Makes what was staged the run's result. */
  void publish() throws IOException {
    writeStaged(SUCCESS, "");
    Path previous = new Path(parent, PREVIOUS + runId + "-" + UUID.randomUUID());
    try {
      replace(previous);
    } finally {
      if (fileSystem.exists(previous) && !fileSystem.exists(target)) {
        DirectoryRename.rename(fileSystem, previous, target);
      }
    }
    fileSystem.delete(previous, true);
  }

  private void replace(Path previous) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (fileSystem.exists(target)) {
        fileSystem.delete(previous, true);
        DirectoryRename.rename(fileSystem, target, previous);
      }
      if (DirectoryRename.rename(fileSystem, staging, target)) {
        return;
      }
      pause(attempt);
    }
    throw new IOException("cannot rename " + staging + " to " + target);
  }

  private static void pause(int attempt) throws IOException {
    try {
      Thread.sleep(20L << attempt);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while publishing", e);
    }
  }

  /** Finishes or restores what a killed run left between the two renames. */
  private void recover() throws IOException {
    FileStatus[] previous =
        fileSystem.listStatus(parent, path -> path.getName().startsWith(PREVIOUS + runId + "-"));
    Arrays.sort(previous, Comparator.comparingLong(FileStatus::getModificationTime).reversed());
    for (FileStatus one : previous) {
      if (fileSystem.exists(new Path(target, SUCCESS))) {
        fileSystem.delete(one.getPath(), true);
      } else {
        // Without _SUCCESS it is what a store that copies instead of renaming had got to.
        fileSystem.delete(target, true);
        DirectoryRename.rename(fileSystem, one.getPath(), target);
      }
    }
  }

  /**
   * Removes what runs of this evaluation staged that were killed, whatever their ids. Another run
   * may be at work, even with the same id; so only what has not been written to for long goes.
   */
  private void removeStale() throws IOException {
    long before = System.currentTimeMillis() - STALE.toMillis();
    for (FileStatus one :
        fileSystem.listStatus(parent, path -> path.getName().startsWith(STAGING))) {
      try {
        if (lastWritten(one) < before) {
          fileSystem.delete(one.getPath(), true);
        }
      } catch (FileNotFoundException e) {
        LOG.debug("{} was published or removed meanwhile", one.getPath());
      } catch (IOException e) {
        LOG.warn("{} is old and cannot be removed: {}", one.getPath(), ReadFailure.oneLine(e));
      }
    }
  }

  private long lastWritten(FileStatus file) throws IOException {
    long written = file.getModificationTime();
    if (file.isDirectory()) {
      for (FileStatus inside : fileSystem.listStatus(file.getPath())) {
        written = Math.max(written, lastWritten(inside));
      }
    }
    return written;
  }

  /** Removes what was staged and not published. */
  @Override
  public void close() throws IOException {
    try {
      fileSystem.delete(staging, true);
    } finally {
      fileSystem.close();
    }
  }
}
