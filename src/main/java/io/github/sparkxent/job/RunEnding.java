// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import io.github.sparkxent.job.application.Interruption;
import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.config.ReportFormat;
import io.github.sparkxent.job.failure.ExitCode;
import io.github.sparkxent.job.failure.ReadFailure;
import io.github.sparkxent.job.failure.Secrets;
import io.github.sparkxent.job.output.RunDirectory;
import io.github.sparkxent.job.output.RunStatus;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.text.PrometheusReport;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the status file, and to a monitor if there is one, that a run goes on and, once, how it
 * ended.
 */
public final class RunEnding {
  private static final Logger LOG = LoggerFactory.getLogger(EvaluationJob.class);

  private final RunDirectory directory;
  private final Instant started;
  private final boolean isMonitored;

  /** Replaced by the run, and read by the hook of a shutdown. */
  private volatile RunStatus running;

  RunEnding(RunDirectory directory, EvaluationConfig config, String runId, Instant started) {
    this.directory = directory;
    this.started = started;
    isMonitored = config.output().hasFormat(ReportFormat.PROMETHEUS);
    running =
        RunStatus.running(
            runId,
            config.name(),
            directory.attempt(),
            started,
            config.dataDate(),
            RunReport.maskedTags(config));
  }

  /** Says that the run goes on. Whoever reads that may end it, so its end must be prepared. */
  void begin() throws IOException {
    directory.say(running);
  }

  /**
   * Keeps the numbers of rows, which each ending tells from now on.
   *
   * @param check what counted them
   */
  public void counted(InvalidRowsCheck check) {
    long ignored = check.read() - check.evaluated() - check.filtered() - check.invalid();
    running =
        running.counted(
            new RunStatus.Rows(
                check.read(), check.evaluated(), ignored, check.filtered(), check.invalid()),
            check.byReason());
  }

  /** Publishes the report. */
  void published(EvaluationReport report) throws IOException {
    String place = Secrets.maskPath(directory.target().toString());
    directory.publish(running.passed(report, place));
    tellMonitor(() -> ReportFormat.PROMETHEUS.render(report));
  }

  /** Says that the run was interrupted, and silences Spark, if it takes part. */
  void interrupted(SparkSession spark) throws IOException {
    if (spark != null) {
      spark.sparkContext().setLogLevel("OFF");
    }
    directory.end(running.failed(RunStatus.INTERRUPTED, null, "interrupted"));
    tellMonitor(() -> toMonitor(null));
  }

  /** Says why the run failed; a status that cannot be written must not hide it. */
  void failed(Throwable failure) {
    if (Interruption.isUnderWay()) {
      return;
    }
    int code = ExitCode.of(failure);
    String why = Secrets.mask(ReadFailure.oneLine(failure));
    try {
      directory.end(running.failed(RunStatus.FAILED, code, why));
    } catch (IOException | FSError e) {
      failure.addSuppressed(e);
      warn("the status", e);
    }
    tellMonitor(() -> toMonitor(code));
  }

  private String toMonitor(Integer exitCode) {
    return PrometheusReport.ofFailure(
        running.name(), running.runId(), started, Instant.now(), exitCode);
  }

  /** Replaces what a monitor reads of this evaluation; it must not change how the run ends. */
  private void tellMonitor(Supplier<String> text) {
    if (!isMonitored) {
      return;
    }
    try {
      directory.replaceBeside(ReportFormat.PROMETHEUS.fileName(), text.get());
    } catch (IOException | FSError e) {
      warn(ReportFormat.PROMETHEUS.fileName() + " beside the runs", e);
    }
  }

  private void warn(String what, Throwable e) {
    LOG.warn(
        "{}: {} cannot be written: {}", running.name(), what, Secrets.mask(ReadFailure.oneLine(e)));
  }
}
