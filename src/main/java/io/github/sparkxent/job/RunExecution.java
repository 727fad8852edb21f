// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import io.github.sparkxent.job.application.Interruption;
import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.ReadFailure;
import io.github.sparkxent.job.failure.Secrets;
import io.github.sparkxent.job.mlflow.MlflowLog;
import io.github.sparkxent.job.output.RunDirectory;
import io.github.sparkxent.report.EvaluationReport;
import java.io.IOException;
import java.time.Instant;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every run does around its work: it has a directory, says how it stands and how it ended, and
 * publishes its report whole or not at all.
 */
public final class RunExecution {
  private static final Logger LOG = LoggerFactory.getLogger(EvaluationJob.class);

  private final Configuration hadoop;
  private final SparkSession spark;
  private final EvaluationConfig config;
  private final String runId;
  private final Instant started;
  private final PhaseLog phases;

  /** Finds out whether a run may publish where it would. */
  @FunctionalInterface
  public interface Place {
    /**
     * Checks the place, before anything is written.
     *
     * @throws IOException if storage fails
     */
    void require() throws IOException;
  }

  /** Makes the report. */
  @FunctionalInterface
  public interface Work {
    /**
     * Writes what is published into a directory.
     *
     * @param directory where to write
     * @param ending takes the numbers of rows as soon as they are known
     * @return the report
     * @throws IOException if storage fails
     */
    EvaluationReport run(RunDirectory directory, RunEnding ending) throws IOException;
  }

  /**
   * Names a run.
   *
   * @param hadoop where to find the file system of the results
   * @param spark what is silenced if the run is interrupted, or null
   * @param config where the results go
   * @param runId the id of the run
   * @param started when it began
   * @param phases where its phases are told
   */
  public RunExecution(
      Configuration hadoop,
      SparkSession spark,
      EvaluationConfig config,
      String runId,
      Instant started,
      PhaseLog phases) {
    this.hadoop = hadoop;
    this.spark = spark;
    this.config = config;
    this.runId = runId;
    this.started = started;
    this.phases = phases;
  }

  /**
   * Does some work and publishes its report.
   *
   * @param place checked first
   * @param work done then
   * @return the report and its place
   * @throws EvaluationException if the run ends without a report for a known reason
   */
  public PublishedRun run(Place place, Work work) {
    try (RunDirectory directory = open(place)) {
      RunEnding ending = new RunEnding(directory, config, runId, started);
      try (Interruption interruption = Interruption.ofRun(() -> ending.interrupted(spark))) {
        interruption.take(ending::begin);
        EvaluationReport report = run(work, directory, ending, interruption);
        return new PublishedRun(report, directory.target().toString());
      }
    } catch (IOException e) {
      throw EvaluationException.environment(
          "output.directory %s cannot be written: %s"
              .formatted(config.output().directory(), ReadFailure.oneLine(e)),
          e);
    }
  }

  private RunDirectory open(Place place) throws IOException {
    place.require();
    return RunDirectory.open(hadoop, config.output().directory(), config.name(), runId);
  }

  private EvaluationReport run(
      Work work, RunDirectory directory, RunEnding ending, Interruption interruption) {
    try {
      EvaluationReport report = work.run(directory, ending);
      phases.begin("publish");
      interruption.last(() -> ending.published(report));
      phases.end();
      String place = Secrets.maskPath(directory.target().toString());
      LOG.info("{}: report published in {}", config.name(), place);
      MlflowLog.log(hadoop, config, report, place);
      return report;
    } catch (Exception | Error e) {
      // Spark is written in Scala and throws checked exceptions that it does not declare.
      RuntimeException failure = ReadFailure.translate(e, config.failedExpression());
      ending.failed(failure);
      throw failure;
    }
  }
}
