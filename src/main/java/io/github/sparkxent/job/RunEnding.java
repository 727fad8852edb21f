// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import io.github.sparkxent.job.application.Interruption;
import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.failure.ReadFailure;
import io.github.sparkxent.job.failure.Secrets;
import io.github.sparkxent.job.output.RunDirectory;
import io.github.sparkxent.job.output.RunStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the status file that a run goes on and, once, how it ended. */
final class RunEnding {
  private static final Logger LOG = LoggerFactory.getLogger(EvaluationJob.class);

  private final RunDirectory directory;
  private final RunStatus running;
  private Map<String, Long> invalidByReason = Map.of();

  RunEnding(RunDirectory directory, EvaluationConfig config, String runId, Instant started) {
    this.directory = directory;
    running = RunStatus.running(runId, config.name(), directory.attempt(), started);
  }

  /** Says that the run goes on. Whoever reads that may end it, so its end must be prepared. */
  void begin() throws IOException {
    directory.say(running);
  }

  /** Keeps the numbers of invalid rows, which each ending tells from now on. */
  void invalid(Map<String, Long> byReason) {
    invalidByReason = byReason;
  }

  /** Publishes the report. */
  void published(boolean passed) throws IOException {
    directory.publish(ended(passed ? RunStatus.PASSED : RunStatus.GATE_FAILED, null));
  }

  /** Says that the run was interrupted, and silences Spark. */
  void interrupted(SparkSession spark) throws IOException {
    spark.sparkContext().setLogLevel("OFF");
    directory.end(ended(RunStatus.INTERRUPTED, "interrupted"));
  }

  /** Says why the run failed; a status that cannot be written must not hide it. */
  void failed(Throwable failure) {
    if (Interruption.isUnderWay()) {
      return;
    }
    try {
      directory.end(ended(RunStatus.FAILED, Secrets.mask(ReadFailure.oneLine(failure))));
    } catch (IOException | FSError e) {
      failure.addSuppressed(e);
      LOG.warn(
          "{}: the status cannot be written: {}",
          running.name(),
          Secrets.mask(ReadFailure.oneLine(e)));
    }
  }

  private RunStatus ended(String how, String why) {
    return running.ended(how, why, invalidByReason);
  }
}
