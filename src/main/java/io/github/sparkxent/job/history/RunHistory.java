// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.history;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.output.RunArchive;
import io.github.sparkxent.job.output.RunStatus;
import io.github.sparkxent.report.json.JsonReport;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The published runs of an evaluation, and what a person said of them. */
final class RunHistory implements AutoCloseable {
  private static final JsonReport JSON = new JsonReport();

  private final RunArchive archive;

  private RunHistory(RunArchive archive) {
    this.archive = archive;
  }

  static RunHistory open(Configuration hadoop, Path evaluation) throws IOException {
    return new RunHistory(RunArchive.open(hadoop, evaluation));
  }

  RunArchive archive() {
    return archive;
  }

  /**
   * Returns how the runs ended, by their start, the first one first.
   *
   * @throws FileNotFoundException if there is no such directory
   */
  List<RunStatus> runs() throws IOException {
    List<RunStatus> runs = new ArrayList<>(archive.runs());
    runs.removeIf(run -> started(run) == null);
    runs.sort(Comparator.comparing(RunHistory::started).thenComparing(RunStatus::runId));
    return runs;
  }

  static Instant started(RunStatus run) {
    try {
      return run.started() == null ? null : Instant.parse(run.started());
    } catch (DateTimeException e) {
      return null;
    }
  }

  /**
   * Reads a run.
   *
   * @return the run; null if its result is not there any more
   * @throws EvaluationException of kind input if its report, or what was said of it, is broken; the
   *     message names the run
   */
  PastRun read(RunStatus run) throws IOException {
    String text = archive.report(run.runId());
    if (text == null) {
      return null;
    }
    try {
      return new PastRun(JSON.parse(text), overruling(run));
    } catch (IllegalArgumentException e) {
      throw EvaluationException.input(
          "metrics.json of the run %s is no report: %s".formatted(run.runId(), e.getMessage()), e);
    }
  }

  Overruling overruling(RunStatus run) throws IOException {
    String text = archive.overruling(run.runId());
    if (text == null) {
      return null;
    }
    try {
      Overruling read = Overruling.parse(text);
      return read.attempt().equals(run.attempt()) ? read : null;
    } catch (IllegalArgumentException e) {
      throw EvaluationException.input(
          "%s: %s; accept or reject the run again"
              .formatted(archive.shownOverruling(run.runId()), e.getMessage()),
          e);
    }
  }

  @Override
  public void close() throws IOException {
    archive.close();
  }
}
