// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.output;

import io.github.sparkxent.job.config.RunNames;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The runs of one evaluation as they lie in its directory, without Spark. */
public final class RunArchive implements AutoCloseable {
  private final FileSystem fileSystem;
  private final HadoopResultStore store;
  private final String name;

  private RunArchive(FileSystem fileSystem, HadoopResultStore store, String name) {
    this.fileSystem = fileSystem;
    this.store = store;
    this.name = name;
  }

  /**
   * Opens a directory.
   *
   * @param evaluation the directory of the evaluation, whose last part is its name
   */
  public static RunArchive open(Configuration hadoop, Path evaluation) throws IOException {
    FileSystem fileSystem =
        FileSystem.newInstance(
            evaluation.toUri().getScheme() == null
                ? FileSystem.getDefaultUri(hadoop)
                : evaluation.toUri(),
            hadoop);
    // No .crc files beside small files that people open.
    fileSystem.setWriteChecksum(false);
    Path parent = fileSystem.makeQualified(evaluation);
    return new RunArchive(
        fileSystem, new HadoopResultStore(hadoop, fileSystem, parent), parent.getName());
  }

  /** Returns the name of the evaluation. */
  public String name() {
    return name;
  }

  /**
   * Returns how the published runs ended, in any order.
   *
   * @throws FileNotFoundException if there is no such directory
   */
  public List<RunStatus> runs() throws IOException {
    List<RunStatus> runs = new ArrayList<>();
    for (String entry : store.list()) {
      if (!entry.startsWith(".") && !RunNames.isBeside(entry)) {
        RunStatus status = run(entry);
        if (status != null) {
          runs.add(status);
        }
      }
    }
    return runs;
  }

  /** Returns how a published run ended; null if there is no such run. */
  public RunStatus run(String runId) throws IOException {
    String success = store.read(runId + "/" + RunNames.SUCCESS, RunStatus.MAX_BYTES);
    RunStatus status = success == null ? null : RunStatus.parse(success);
    return status != null && status.isOf(name, runId) && status.order() != null ? status : null;
  }

  /** Returns the text of the report of a run; null if there is none. */
  public String report(String runId) throws IOException {
    return store.read(runId + "/" + PublishedResult.METRICS, Integer.MAX_VALUE);
  }

  /** Returns the text that overrules how a run ended; null if there is none. */
  public String overruling(String runId) throws IOException {
    return store.read(new RunNames(runId).overruling(), RunStatus.MAX_BYTES);
  }

  /** Overrules how a run ended: a reader sees the earlier text or this one. */
  public void overrule(String runId, String text) throws IOException {
    RunNames names = new RunNames(runId);
    store.replace(names.overruling(), text, names.newStatus());
  }

  /** Returns where the text that overrules a run is, for messages. */
  public String shownOverruling(String runId) {
    return store.shown(new RunNames(runId).overruling());
  }

  @Override
  public void close() throws IOException {
    fileSystem.close();
  }
}
