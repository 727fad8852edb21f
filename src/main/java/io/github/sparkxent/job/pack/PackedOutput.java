// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.pack;

import io.github.sparkxent.job.config.RunNames;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.ReadFailure;
import io.github.sparkxent.job.failure.Secrets;
import io.github.sparkxent.job.output.DirectoryRename;
import io.github.sparkxent.job.output.OutputPlace;
import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A data set that appears whole, under a free name, or not at all.
 *
 * <p>It is written to {@code .staging-<name>-<uuid>} beside its place, {@code _SUCCESS} last, and
 * then renamed. Closed without a rename, it is removed, with the directories above that were
 * created for it.
 */
final class PackedOutput implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PackedOutput.class);

  private final Configuration hadoop;
  private final FileSystem fileSystem;
  private final Path target;
  private final Path staging;

  /** The nearest directory above that existed before. */
  private final Path existing;

  private boolean published;

  private PackedOutput(Configuration hadoop, FileSystem fileSystem, Path target, Path existing) {
    this.hadoop = hadoop;
    this.fileSystem = fileSystem;
    this.target = target;
    this.existing = existing;
    staging =
        new Path(target.getParent(), ".staging-" + target.getName() + "-" + UUID.randomUUID());
  }

  /** Opens the place of a data set; {@link OutputPlace#requireNew} has looked at it. */
  static PackedOutput open(Configuration hadoop, String directory) throws IOException {
    Path path = new Path(directory);
    FileSystem fileSystem = path.getFileSystem(hadoop);
    Path target = fileSystem.makeQualified(path);
    Path existing = target.getParent();
    while (existing.getParent() != null && !fileSystem.exists(existing)) {
      existing = existing.getParent();
    }
    return new PackedOutput(hadoop, fileSystem, target, existing);
  }

  Path staging() {
    return staging;
  }

  /** Renames the staged files to the data set. */
  void publish() throws IOException {
    fileSystem.create(new Path(staging, RunNames.SUCCESS), true).close();
    published = DirectoryRename.rename(hadoop, fileSystem, staging, target);
    if (published) {
      return;
    }
    if (fileSystem.exists(target)) {
      throw EvaluationException.configuration(
          PackingRequest.OUTPUT
              + " "
              + target
              + " was created by something else meanwhile, expected the name of a new directory");
    }
    throw new IOException("cannot rename " + staging + " to " + target);
  }

  /** Removes what was not published; a failure of that must not hide the first one. */
  @Override
  public void close() {
    if (published) {
      return;
    }
    try {
      fileSystem.delete(staging, true);
      for (Path above = target.getParent();
          !above.equals(existing) && isEmpty(above);
          above = above.getParent()) {
        fileSystem.delete(above, false);
      }
    } catch (IOException e) {
      LOG.warn("{} cannot be removed: {}", staging, Secrets.mask(ReadFailure.oneLine(e)));
    }
  }

  private boolean isEmpty(Path directory) throws IOException {
    return fileSystem.exists(directory) && fileSystem.listStatus(directory).length == 0;
  }
}
