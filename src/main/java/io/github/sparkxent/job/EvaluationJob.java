// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.config.MetricsConfig;
import io.github.sparkxent.job.config.RunNames;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.ReadFailure;
import io.github.sparkxent.job.input.text.TextScans;
import io.github.sparkxent.job.output.OutputPlace;
import io.github.sparkxent.job.output.RunDirectory;
import io.github.sparkxent.job.ranking.ExactAuc;
import io.github.sparkxent.metric.SplitSummary;
import io.github.sparkxent.metric.state.EvaluationState;
import io.github.sparkxent.report.EvaluationReport;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/**
 * One run of an evaluation: manifest, one pass over the rows, checks, gates, report, publishing.
 *
 * <p>The status file says {@code running} from the start on and, at the end, how the run ended. If
 * the run ends with a report, the report is published whole, whether the gates passed or not.
 * Otherwise the result of an earlier run with the same id stays.
 */
final class EvaluationJob {
  private final SparkSession spark;
  private final EvaluationConfig config;
  private final PhaseLog phases;
  private final String runId;
  private final Instant started = Instant.now();
  private final RunReport reporting;
  private final RunSession session;

  private EvaluationJob(SparkSession users, EvaluationConfig config) {
    this.config = config;
    session = RunSession.of(users, config);
    spark = session.spark();
    phases = new PhaseLog(spark.sparkContext(), config.name());
    runId = config.runId() != null ? config.runId() : RunNames.newId(started);
    reporting =
        new RunReport(
            spark.sparkContext().hadoopConfiguration(),
            spark,
            spark.version(),
            config,
            runId,
            started);
  }

  /**
   * Runs an evaluation and publishes its report.
   *
   * @param spark a session; the job works in one of its own beside it
   * @param config the configuration
   * @return the report, with the verdicts of the gates, and where it is
   * @throws EvaluationException if the run ends without a report for a known reason
   */
  static PublishedRun run(SparkSession spark, EvaluationConfig config) {
    try {
      return new EvaluationJob(spark, config).run();
    } catch (RuntimeException | Error e) {
      throw ReadFailure.translate(e);
    }
  }

  /**
   * Checks everything that can be checked without reading a row: storage, files, footers, columns,
   * expressions, and the place of the result. Nothing is written.
   *
   * @param spark a session; the job works in one of its own beside it
   * @param config what would be done
   * @return what the evaluation would read
   * @throws EvaluationException if it would end without a report for a reason that is known already
   */
  static CheckedInput check(SparkSession spark, EvaluationConfig config) {
    try {
      EvaluationJob job = new EvaluationJob(spark, config);
      OutputPlace.require(job.spark, config, job.runId);
      PreparedInput prepared = PreparedInput.of(job.spark, config, job.phases, false);
      new EvaluationQuery(prepared.input(), config).plan();
      Increments.of(job.spark, config, prepared, job.phases);
      return prepared.toCheck(config);
    } catch (Exception | Error e) {
      throw ReadFailure.translate(e, config.failedExpression());
    }
  }

  private PublishedRun run() {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    return new RunExecution(hadoop, spark, config, runId, started, phases)
        .run(() -> OutputPlace.require(spark, config, runId), this::evaluate);
  }

  private EvaluationReport evaluate(RunDirectory directory, RunEnding ending) throws IOException {
    PreparedInput prepared = PreparedInput.of(spark, config, phases, true);
    OutputPlace.requireUnreadAfterWaiting(spark, config, runId);
    EvaluationInput input = prepared.input();
    EvaluationQuery query = new EvaluationQuery(input, config);
    reporting.warn(TextScans.warnings(spark, config, input.rows()));
    reporting.warn(prepared.match(phases));

    Increments increments = Increments.of(spark, config, prepared, phases);
    phases.begin("evaluate rows");
    EvaluationState state = state(increments, query);
    int numClasses = config.numClasses() > 0 ? config.numClasses() : state.commonNumClasses();
    List<SplitSummary> summaries = state.summaries(numClasses);
    InvalidRowsCheck check = new InvalidRowsCheck(config, summaries, numClasses);
    phases.end(check.read());

    ending.counted(check);
    prepared.requireAllRead(config.input().source(), check.read());
    check.run(() -> examples(query, numClasses));
    reporting.warn(new BaselineCheck(input.joins(), summaries, numClasses).run(query));
    reporting.warn(new MistakenLogits(config, input).warnings(summaries, numClasses));
    RowFiles rows = new RowFiles(spark, phases, directory);
    rows.write(config, query, summaries, check);
    List<SplitSummary> ranked = ranked(query, summaries, numClasses);
    phases.begin("check files again");
    prepared.requireSame();
    phases.end();
    rows.requireSame();
    if (increments != null) {
      reporting.kept(increments.keep(phases));
    }

    reporting.warn(session.warnings());
    reporting.warn(check.warnings());
    EvaluationReport report = reporting.of(prepared.toReport(), ranked, numClasses);
    phases.begin("write report");
    reporting.write(report, directory);
    phases.end();
    return report;
  }

  private EvaluationState state(Increments increments, EvaluationQuery query) throws IOException {
    EvaluationState state = increments == null ? query.run() : increments.state();
    InvalidRowsCheck.requireSplits(state, config);
    return state;
  }

  /** Reads the rows again that the bins of scores leave open, if that is asked for. */
  private List<SplitSummary> ranked(
      EvaluationQuery query, List<SplitSummary> summaries, int numClasses) {
    if (config.metrics().auc() != MetricsConfig.Auc.EXACT) {
      return summaries;
    }
    phases.begin("rank rows of open bins");
    List<SplitSummary> ranked = ExactAuc.of(query.scores(numClasses), summaries);
    phases.end();
    return ranked;
  }

  private InvalidExamples examples(EvaluationQuery query, int numClasses) {
    phases.begin("find examples of invalid rows");
    InvalidExamples examples = query.invalidExamples(numClasses);
    phases.end();
    return examples;
  }
}
