// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.merge;

import io.github.sparkxent.job.EvaluationQuery;
import io.github.sparkxent.job.InvalidExamples;
import io.github.sparkxent.job.InvalidRowsCheck;
import io.github.sparkxent.job.PhaseLog;
import io.github.sparkxent.job.PublishedRun;
import io.github.sparkxent.job.RunEnding;
import io.github.sparkxent.job.RunExecution;
import io.github.sparkxent.job.RunReport;
import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.config.OutputConfig;
import io.github.sparkxent.job.config.RunNames;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.ReadFailure;
import io.github.sparkxent.job.input.parquet.ParquetFooter;
import io.github.sparkxent.job.output.OutputPlace;
import io.github.sparkxent.job.output.RunDirectory;
import io.github.sparkxent.job.states.FileIdentity;
import io.github.sparkxent.job.states.StateMerge;
import io.github.sparkxent.metric.SplitSummary;
import io.github.sparkxent.metric.state.EvaluationState;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.InputFile;
import io.github.sparkxent.report.InputManifest;
import io.github.sparkxent.sql.evaluation.EvaluationOptions;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/**
 * Merges the kept states of runs and directories into one report, which is judged and published as
 * that of an evaluation. Its splits are byte for byte those of one run over all their files.
 */
public final class MergeJob {
  private final Configuration hadoop;
  private final SparkSession spark;
  private final MergeSources sources;
  private final EvaluationConfig config;
  private final EvaluationOptions options;
  private final Instant started = Instant.now();
  private final String runId;
  private final PhaseLog phases;

  private MergeJob(
      Configuration hadoop, SparkSession spark, MergeSources sources, EvaluationConfig config) {
    this.hadoop = hadoop;
    this.spark = spark;
    this.sources = sources;
    this.config = config;
    options = EvaluationQuery.options(config);
    runId = config.runId() != null ? config.runId() : RunNames.newId(started);
    phases = new PhaseLog(spark == null ? null : spark.sparkContext(), config.name());
  }

  /**
   * Merges states and publishes their report.
   *
   * @param hadoop where to find the file systems
   * @param spark what writes the report as a table; null if that is not among the formats
   * @param sources what is merged
   * @param config the configuration that the states are of, with gates, names and the place of the
   *     result; its input is not read
   * @return the report, with the verdicts of the gates, and where it is
   * @throws EvaluationException if the run ends without a report for a known reason
   */
  public static PublishedRun run(
      Configuration hadoop, SparkSession spark, MergeSources sources, EvaluationConfig config) {
    if (spark == null && needsSpark(config)) {
      throw EvaluationException.configuration(
          "output.formats has parquet, which only Spark writes; expected others");
    }
    try {
      MergeJob job = new MergeJob(hadoop, spark, sources, config);
      return new RunExecution(hadoop, spark, config, job.runId, job.started, job.phases)
          .run(job::requirePlace, job::merge);
    } catch (RuntimeException | Error e) {
      throw ReadFailure.translate(e);
    }
  }

  /**
   * Tells whether a result needs Spark.
   *
   * @param config the configuration
   * @return true if the report is also written as a table
   */
  public static boolean needsSpark(EvaluationConfig config) {
    return config.output().formats().contains(OutputConfig.TABLE);
  }

  private void requirePlace() throws IOException {
    OutputPlace.requireApartFrom(hadoop, config, runId, MergeSources.NAME, sources.paths());
  }

  private EvaluationReport merge(RunDirectory directory, RunEnding ending) throws IOException {
    phases.begin("read kept states");
    MergedStates states = MergedStates.of(sources, config, options);
    phases.end();
    phases.begin("merge states");
    EvaluationState all =
        StateMerge.of(
            () -> new EvaluationState(options.maxSplits(), options.metrics()), states.parts());
    InvalidRowsCheck.requireSplits(all, config);
    int numClasses = config.numClasses() > 0 ? config.numClasses() : all.commonNumClasses();
    List<SplitSummary> summaries = all.summaries(numClasses);
    InvalidRowsCheck check = new InvalidRowsCheck(config, summaries, numClasses);
    phases.end(check.read());
    ending.counted(check);
    check.run(() -> InvalidExamples.NONE);

    RunReport reporting =
        new RunReport(hadoop, spark, states.configuration().sparkVersion(), config, runId, started);
    reporting.warn(check.warnings());
    EvaluationReport report = reporting.of(manifest(states), summaries, numClasses);
    phases.begin("write report");
    reporting.write(report, directory);
    phases.end();
    return report;
  }

  private InputManifest manifest(MergedStates states) {
    List<FileIdentity> files = states.files();
    return new InputManifest(
            files.stream()
                .map(file -> new InputFile(file.path(), file.bytes(), file.rows()))
                .toList(),
            files.stream().mapToLong(FileIdentity::rows).sum(),
            null,
            ParquetFooter.sha256OfAll(files.stream().map(FileIdentity::footerSha256).toList()),
            null,
            null)
        .filteredBy(states.configuration().filter())
        .mergedFrom(sources.shown());
  }
}
