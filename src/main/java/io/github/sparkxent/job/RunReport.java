// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job;

import io.github.sparkxent.gate.Gates;
import io.github.sparkxent.job.config.ConfigurationReader;
import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.config.OutputConfig;
import io.github.sparkxent.job.config.ReportFormat;
import io.github.sparkxent.job.failure.Secrets;
import io.github.sparkxent.job.history.EarlierFigures;
import io.github.sparkxent.job.output.MetricsTable;
import io.github.sparkxent.job.output.RunDirectory;
import io.github.sparkxent.metric.SplitSummary;
import io.github.sparkxent.report.Comparisons;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.InputManifest;
import io.github.sparkxent.report.KeptStates;
import io.github.sparkxent.report.RunInfo;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.SplitReports;
import io.github.sparkxent.report.Verdict;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts together the report of a run, and writes it in the formats of the configuration. */
public final class RunReport {
  private static final Logger LOG = LoggerFactory.getLogger(EvaluationJob.class);

  private final Configuration hadoop;
  private final SparkSession spark;
  private final String sparkVersion;
  private final EvaluationConfig config;
  private final String runId;
  private final Instant started;
  private KeptStates kept;
  private final List<String> warnings = new ArrayList<>();

  /**
   * Begins a report.
   *
   * @param hadoop where to find the file system of earlier runs
   * @param spark what writes the table of metrics; may be null if there is none
   * @param sparkVersion the version of Spark that read the rows
   * @param config the gates, the formats and the names
   * @param runId the id of the run
   * @param started when it began
   */
  public RunReport(
      Configuration hadoop,
      SparkSession spark,
      String sparkVersion,
      EvaluationConfig config,
      String runId,
      Instant started) {
    this.hadoop = hadoop;
    this.spark = spark;
    this.sparkVersion = sparkVersion;
    this.config = config;
    this.runId = runId;
    this.started = started;
  }

  /**
   * Adds warnings.
   *
   * @param more what a reader should know
   */
  public void warn(List<String> more) {
    warnings.addAll(more);
  }

  /** Takes how many files were evaluated before. */
  void kept(KeptStates states) {
    kept = states;
  }

  /**
   * Returns the report, with the verdicts of the gates.
   *
   * @param input what was read
   * @param summaries the figures of each split
   * @param numClasses how many classes each evaluated row has
   * @return the report
   */
  public EvaluationReport of(InputManifest input, List<SplitSummary> summaries, int numClasses) {
    int minSliceRows = config.metrics().minSliceRows();
    Comparisons comparisons =
        new Comparisons(config.comparison().confidence(), config.columns().weight() != null);
    List<SplitReport> splits =
        summaries.stream()
            .map(split -> SplitReports.of(split, numClasses, minSliceRows, comparisons))
            .toList();
    List<String> limits = new ArrayList<>(SplitReports.warnings(splits));
    limits.addAll(SplitReports.clusterWarnings(summaries));
    limits.forEach(limit -> LOG.warn("{}: {}", config.name(), limit));
    warn(limits);
    List<String> names = config.classNames();
    Map<Integer, String> classNames =
        IntStream.range(0, names.size()).boxed().collect(Collectors.toMap(id -> id, names::get));
    RunInfo run = run(input);
    EarlierFigures earlier = EarlierFigures.of(hadoop, config, run);
    List<Verdict> verdicts =
        Gates.judge(
            config.gates(), splits, classNames, config.comparison().fdr(), earlier.earlier());
    warn(earlier.warnings());
    warn(Gates.warnings(verdicts));
    return new EvaluationReport(run.withWarnings(warnings), classNames, splits, verdicts);
  }

  private RunInfo run(InputManifest input) {
    return new RunInfo(
        runId,
        config.name(),
        started,
        Instant.now(),
        config.dataDate(),
        maskedTags(config),
        versions(),
        ConfigurationReader.asMap(config),
        kept == null ? input : input.withStates(kept),
        warnings);
  }

  /** Returns the tags of a run without secrets. */
  static Map<String, String> maskedTags(EvaluationConfig config) {
    Map<String, String> masked = new LinkedHashMap<>();
    config.tags().forEach((name, text) -> masked.put(name, Secrets.mask(text)));
    return masked;
  }

  private Map<String, String> versions() {
    Map<String, String> versions = new LinkedHashMap<>();
    SoftwareVersion software = SoftwareVersion.current();
    versions.put("spark_xent", software.version());
    software.commit().ifPresent(commit -> versions.put("spark_xent_commit", commit));
    versions.put("spark", sparkVersion);
    versions.put("java", System.getProperty("java.version"));
    return versions;
  }

  /**
   * Writes a report into the directory of its run before that is published.
   *
   * @param report the report
   * @param directory the directory
   * @throws IOException if storage fails
   */
  public void write(EvaluationReport report, RunDirectory directory) throws IOException {
    for (String format : config.output().formats()) {
      if (format.equals(OutputConfig.TABLE)) {
        MetricsTable.write(spark, report, directory);
      } else {
        ReportFormat view = ReportFormat.of(format);
        directory.writeStaged(view.fileName(), view.render(report));
      }
    }
  }
}
