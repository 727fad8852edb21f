// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import io.github.sparkxent.gate.Gates;
import io.github.sparkxent.job.config.ConfigurationReader;
import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.config.ReaderOptions;
import io.github.sparkxent.job.config.ReportFormat;
import io.github.sparkxent.job.config.RunNames;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.ReadFailure;
import io.github.sparkxent.job.failure.Secrets;
import io.github.sparkxent.job.input.parquet.ParquetManifest;
import io.github.sparkxent.job.input.text.TextScans;
import io.github.sparkxent.job.mlflow.MlflowLog;
import io.github.sparkxent.job.output.MetricsTable;
import io.github.sparkxent.job.output.OutputPlace;
import io.github.sparkxent.job.output.RunDirectory;
import io.github.sparkxent.job.output.RunStatus;
import io.github.sparkxent.job.output.StagedRows;
import io.github.sparkxent.metric.SplitSummary;
import io.github.sparkxent.metric.state.EvaluationState;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.InputManifest;
import io.github.sparkxent.report.RunInfo;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.SplitReports;
import io.github.sparkxent.report.Verdict;
import io.github.sparkxent.sql.XentCatalog;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of an evaluation: manifest, one pass over the rows, checks, gates, report, publishing.
 *
 * <p>The status file says {@code running} from the start on and, at the end, how the run ended. The
 * report is published whole when the run ends with one, gates passed or not; else what an earlier
 * run with the same id published stays.
 */
public final class EvaluationJob {
  private static final Logger LOG = LoggerFactory.getLogger(EvaluationJob.class);

  /** Settings that let Spark leave out files without a word. */
  private static final List<String> LOSSY_SETTINGS =
      List.of("spark.sql.files.ignoreCorruptFiles", "spark.sql.files.ignoreMissingFiles");

  private final SparkSession spark;
  private final EvaluationConfig config;
  private final List<String> overruled;
  private final PhaseLog phases;
  private final String runId;
  private final Instant started = Instant.now();
  private final List<String> warnings = new ArrayList<>();
  private Map<String, Long> invalidByReason = Map.of();

  private EvaluationJob(SparkSession users, EvaluationConfig config) {
    this.spark = ownSession(users);
    TemporaryViews.share(users, spark, config);
    this.config = config;
    overruled =
        LOSSY_SETTINGS.stream()
            .filter(setting -> Boolean.parseBoolean(users.conf().get(setting)))
            .toList();
    phases = new PhaseLog(spark.sparkContext(), config.name());
    this.runId = config.runId() != null ? config.runId() : RunNames.newId(started);
  }

  /**
   * Runs an evaluation and publishes its report.
   *
   * @param spark a session; the job works in one of its own beside it
   * @param config what to do
   * @return the report, with the verdicts of the gates
   * @throws EvaluationException if the run ends without a report for a known reason
   */
  public static EvaluationReport run(SparkSession spark, EvaluationConfig config) {
    EvaluationJob job;
    try {
      job = new EvaluationJob(spark, config);
    } catch (RuntimeException e) {
      // A session reads its settings when it is first used.
      throw ReadFailure.translate(e);
    }
    return job.run();
  }

  /**
   * Looks at all of an evaluation that can be looked at without reading a row: storage, files,
   * footers, columns, expressions, and where the result would lie. Nothing is written.
   *
   * @param spark a session; the job works in one of its own beside it
   * @param config what would be done
   * @return what the evaluation would read
   * @throws EvaluationException if it would end without a report for a reason that shows already
   */
  public static CheckedInput check(SparkSession spark, EvaluationConfig config) {
    try {
      EvaluationJob job = new EvaluationJob(spark, config);
      job.requirePlaces(job.spark.sparkContext().hadoopConfiguration());
      PreparedInput prepared = PreparedInput.of(job.spark, config, job.phases, false);
      new EvaluationQuery(prepared.input(), config).plan();
      return prepared.toCheck();
    } catch (Exception | Error e) {
      throw ReadFailure.translate(e, config.failedExpression());
    }
  }

  /** Returns a session whose settings are the job's: no setting of the user's session changes. */
  public static SparkSession ownSession(SparkSession spark) {
    SparkSession own = spark.newSession();
    own.conf().set("spark.sql.catalog." + XentCatalog.NAME, XentCatalog.class.getName());
    // Directory names such as split=007 stay text.
    own.conf().set("spark.sql.sources.partitionColumnTypeInference.enabled", "false");
    // A line of CSV is checked whole, also where few of its columns are needed.
    own.conf().set("spark.sql.csv.parser.columnPruning.enabled", "false");
    // Reaches what a table or a query reads, too.
    own.conf().set(ReaderOptions.PAGE_CHECKSUMS, "true");
    LOSSY_SETTINGS.forEach(setting -> own.conf().set(setting, "false"));
    return own;
  }

  private EvaluationReport run() {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    try (RunDirectory directory = open(hadoop)) {
      RunStatus status = RunStatus.running(runId, config.name(), directory.attempt(), started);
      directory.say(status);
      try (Interruption interruption =
          Interruption.ofRun(() -> endInterrupted(directory, status))) {
        EvaluationReport report = evaluate(directory);
        boolean passed = report.gates().stream().allMatch(Verdict::passed);
        phases.begin("publish");
        String state = passed ? RunStatus.PASSED : RunStatus.GATE_FAILED;
        interruption.last(() -> directory.publish(status.ended(state, null, invalidByReason)));
        phases.end();
        LOG.info("{}: report published in {}", config.name(), shown(directory.target()));
        MlflowLog.log(config, report, shown(directory.target()));
        return report;
      } catch (Exception | Error e) {
        // Spark is written in Scala and throws checked exceptions that it does not declare.
        RuntimeException failure = ReadFailure.translate(e, config.failedExpression());
        endFailed(directory, status, failure);
        throw failure;
      }
    } catch (RuntimeException | Error e) {
      throw ReadFailure.translate(e);
    } catch (IOException e) {
      throw EvaluationException.environment(
          "output.directory "
              + config.output().directory()
              + " cannot be written: "
              + ReadFailure.oneLine(e),
          e);
    }
  }

  private RunDirectory open(Configuration hadoop) throws IOException {
    requirePlaces(hadoop);
    return RunDirectory.open(hadoop, config.output().directory(), config.name(), runId);
  }

  /** Refuses paths that cannot be reached, and results that would lie in what is read. */
  private void requirePlaces(Configuration hadoop) throws IOException {
    OutputPlace.requireReachable(hadoop, config);
    OutputPlace.require(hadoop, config, runId);
    OutputPlace.requireUnread(spark, config, runId);
  }

  /** Looks again at what was waited for: where it lies was not known before. */
  private void requireUnreadAfterWaiting() throws IOException {
    boolean waited =
        config.input().source().waiting() != null
            || (config.labels() != null && config.labels().source().waiting() != null);
    if (waited) {
      OutputPlace.requireUnread(spark, config, runId);
    }
  }

  private static String shown(Path path) {
    return Secrets.maskPath(path.toString());
  }

  /** Says that the run was interrupted, and has Spark say no more. */
  private void endInterrupted(RunDirectory directory, RunStatus status) throws IOException {
    spark.sparkContext().setLogLevel("OFF");
    directory.end(status.ended(RunStatus.INTERRUPTED, "interrupted", invalidByReason));
  }

  /** Says how the run ended; a status that cannot be written must not hide why. */
  private void endFailed(RunDirectory directory, RunStatus status, Throwable failure) {
    if (Interruption.isUnderWay()) {
      return;
    }
    String message = Secrets.mask(ReadFailure.oneLine(failure));
    try {
      directory.end(status.ended(RunStatus.FAILED, message, invalidByReason));
    } catch (IOException | FSError e) {
      failure.addSuppressed(e);
      LOG.warn(
          "{}: the status cannot be written: {}",
          config.name(),
          Secrets.mask(ReadFailure.oneLine(e)));
    }
  }

  private EvaluationReport evaluate(RunDirectory directory) throws IOException {
    PreparedInput prepared = PreparedInput.of(spark, config, phases, true);
    requireUnreadAfterWaiting();
    EvaluationInput input = prepared.input();
    EvaluationQuery query = new EvaluationQuery(input, config);
    warnings.addAll(TextScans.warnings(spark, config, input.rows()));
    checkLabels(input);
    phases.begin("evaluate rows");
    EvaluationState state = state(query);
    int numClasses = config.numClasses() > 0 ? config.numClasses() : state.commonNumClasses();
    List<SplitSummary> summaries = state.summaries(numClasses);
    InvalidRowsCheck check = new InvalidRowsCheck(config, summaries, numClasses);
    phases.end(check.read());
    invalidByReason = check.byReason();
    prepared.watched().requireSame();
    requireAllRows(prepared.promised(), check.read());
    check.run(() -> examples(query, numClasses));
    MistakenLogits mistaken = new MistakenLogits(config, input);
    if (mistaken.areProbabilities(summaries, numClasses)) {
      warnings.add(mistaken.warning());
    }
    Runnable comparison = writeRows(directory, query, summaries, check);
    phases.begin("check files again");
    prepared.requireSame();
    phases.end();
    comparison.run();
    List<SplitReport> splits = splits(summaries, numClasses);
    List<String> cuts = SplitReports.warnings(splits);
    cuts.forEach(cut -> LOG.warn("{}: {}", config.name(), cut));
    List<String> warnings = warnings(check);
    warnings.addAll(cuts);
    EvaluationReport report = report(prepared.manifest(), splits, warnings);
    writeReport(directory, report);
    return report;
  }

  private EvaluationState state(EvaluationQuery query) {
    EvaluationState state = query.run();
    if (state.hasTooManySplits()) {
      throw EvaluationException.input(
          "columns.split has more than quality.max_splits = "
              + config.quality().maxSplits()
              + " values");
    }
    return state;
  }

  private InvalidExamples examples(EvaluationQuery query, int numClasses) {
    phases.begin("find examples of invalid rows");
    InvalidExamples examples = query.invalidExamples(numClasses);
    phases.end();
    return examples;
  }

  private List<SplitReport> splits(List<SplitSummary> summaries, int numClasses) {
    int minSliceRows = config.metrics().minSliceRows();
    return summaries.stream()
        .map(split -> SplitReports.of(split, numClasses, minSliceRows))
        .toList();
  }

  private void writeReport(RunDirectory directory, EvaluationReport report) throws IOException {
    phases.begin("write report");
    for (String format : config.output().formats()) {
      if (format.equals(EvaluationConfig.Output.TABLE)) {
        MetricsTable.write(spark, report, directory);
      } else {
        ReportFormat view = ReportFormat.of(format);
        directory.writeStaged(view.fileName(), view.render(report));
      }
    }
    phases.end();
  }

  /** Holds labels of their own data set against the predictions, before these are evaluated. */
  private void checkLabels(EvaluationInput input) {
    if (input.labels() != null) {
      phases.begin("match labels with predictions");
      for (String unmatched : input.labels().check()) {
        warnings.add(unmatched + ", as labels.unmatched allows");
      }
      phases.end();
    }
  }

  /**
   * Writes the rows that are asked for beside the report, for which the input is read again.
   *
   * @return holds what was written against the first reading
   */
  private Runnable writeRows(
      RunDirectory directory,
      EvaluationQuery query,
      List<SplitSummary> summaries,
      InvalidRowsCheck check)
      throws IOException {
    SecondReading again = new SecondReading(spark);
    List<Runnable> comparisons = new ArrayList<>();
    String quarantine = config.quality().quarantine();
    if (quarantine != null && check.invalid() > 0) {
      phases.begin("write invalid rows");
      Dataset<Row> rows = query.invalidRows(check.numClasses());
      ParquetManifest written =
          write(rows, directory.staged(quarantine), "invalid rows", check.invalid());
      comparisons.add(() -> again.requireInvalidRows(written, check.byReason()));
      phases.end(check.invalid());
    }
    if (config.output().losses() != null) {
      phases.begin("write losses");
      Dataset<Row> rows = query.losses(check.numClasses());
      Path staged = directory.staged(config.output().losses());
      ParquetManifest written = write(rows, staged, "losses", check.evaluated());
      comparisons.add(() -> again.requireLosses(written, summaries));
      phases.end(check.evaluated());
    }
    return () -> comparisons.forEach(Runnable::run);
  }

  private ParquetManifest write(Dataset<Row> rows, Path staged, String what, long expected)
      throws IOException {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    return StagedRows.write(rows, hadoop, staged, what, expected);
  }

  private void requireAllRows(Long promised, long read) {
    if (promised != null && promised != read) {
      throw EvaluationException.input(
          "rows read are "
              + read
              + ", expected the "
              + promised
              + config.input().source().promise());
    }
    if (read == 0) {
      throw EvaluationException.input("the input has no rows");
    }
  }

  private List<String> warnings(InvalidRowsCheck check) {
    for (String setting : overruled) {
      warnings.add(setting + " is true and was not followed: no file is left out");
    }
    warnings.addAll(check.warnings());
    return warnings;
  }

  private EvaluationReport report(
      ParquetManifest manifest, List<SplitReport> splits, List<String> warnings) {
    RunInfo run =
        new RunInfo(
            runId,
            config.name(),
            started,
            Instant.now(),
            versions(),
            ConfigurationReader.asMap(config),
            manifest == null ? new InputManifest(List.of(), null, null) : manifest.toReport(),
            warnings);
    List<String> names = config.classNames();
    Map<Integer, String> classNames =
        IntStream.range(0, names.size()).boxed().collect(Collectors.toMap(id -> id, names::get));
    return new EvaluationReport(
        run, classNames, splits, Gates.judge(config.gates(), splits, classNames));
  }

  private Map<String, String> versions() {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("spark_xent", version());
    versions.put("spark", spark.version());
    versions.put("java", System.getProperty("java.version"));
    return versions;
  }

  /**
   * Returns the version of this software.
   *
   * @return the version in the jar's manifest, or {@code development} outside a jar
   */
  public static String version() {
    String version = EvaluationJob.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
