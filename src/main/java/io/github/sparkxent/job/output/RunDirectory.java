// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.output;

import io.github.sparkxent.job.config.RunNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place of the results of one run, which appear at once or not at all, and of the status beside
 * them.
 *
 * <p>Everything is written below a staging directory, {@code _SUCCESS} last; then that is renamed
 * to the run's id. {@link Publishing} does that, and repairs what killed runs left.
 */
public final class RunDirectory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunDirectory.class);
  private static final int ATTEMPTS = 4;

  /** How often a pause is doubled: until it is about as long as a task takes to end. */
  private static final int PAUSE = 4;

  private final FileSystem fileSystem;
  private final HadoopResultStore store;
  private final Publishing publishing;
  private final String attempt;
  private final Path target;

  private RunDirectory(
      FileSystem fileSystem, HadoopResultStore store, String name, String runId, String attempt) {
    this.fileSystem = fileSystem;
    this.store = store;
    this.attempt = attempt;
    publishing = new Publishing(store, name, runId, attempt);
    target = store.path(runId);
  }

  /** Opens the directory of a run and repairs what an earlier run with its id left. */
  public static RunDirectory open(Configuration hadoop, String directory, String name, String runId)
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
      if (!fileSystem.mkdirs(parent)) {
        throw new IOException(parent + " cannot be created");
      }
      HadoopResultStore store = new HadoopResultStore(hadoop, fileSystem, parent);
      RunDirectory opened = new RunDirectory(fileSystem, store, name, runId, RunNames.newToken());
      opened.publishing.open();
      return opened;
    } catch (IOException | RuntimeException e) {
      fileSystem.close();
      throw e;
    }
  }

  /** Returns the token that tells this try from others with the same id. */
  public String attempt() {
    return attempt;
  }

  public Path target() {
    return target;
  }

  /** Returns a place below the staging directory. */
  public Path staged(String name) {
    return store.path(publishing.staging() + "/" + name);
  }

  public void writeStaged(String name, String text) throws IOException {
    store.write(publishing.staging() + "/" + name, text);
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
    } catch (FSError e) {
      throw HadoopResultStore.failed(staged(name), e);
    }
    fileSystem.delete(directory, true);
  }

  /** Says in the status file how the run stands. */
  public void say(RunStatus status) throws IOException {
    publishing.say(status);
  }

  /** Replaces a file beside the results of all runs: a reader sees the earlier text or this one. */
  public void replaceBeside(String name, String text) throws IOException {
    publishing.replaceBeside(name, text);
  }

  /** Makes the staged directory the run's result, and writes how it ended into the status. */
  public void publish(RunStatus ended) throws IOException {
    publishing.publish(ended);
  }

  /**
   * Ends a run without a result: removes what was staged, which may have filled the disk, and says
   * why. If the result is published nevertheless, the status says that. Tasks that have not yet
   * noticed the end may fill the disk again, so it tries several times.
   */
  public void end(RunStatus status) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        removeStaged();
        publishing.say(status);
        return;
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        store.pause(PAUSE + attempt);
      }
    }
  }

  private void removeStaged() {
    try {
      publishing.close();
    } catch (IOException e) {
      LOG.debug("what was staged cannot be removed yet", e);
    }
  }

  /** Removes what was staged and not published. */
  @Override
  public void close() throws IOException {
    try {
      publishing.close();
    } finally {
      fileSystem.close();
    }
  }
}
