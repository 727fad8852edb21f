// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cli;

import io.github.sparkxent.job.application.Interruption;
import io.github.sparkxent.job.application.SparkApplication;
import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.job.merge.MergeJob;
import io.github.sparkxent.job.merge.MergeSettings;
import io.github.sparkxent.job.merge.MergeSources;
import io.github.sparkxent.report.EvaluationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code merge}: one report of several runs or directories of states, without Spark. */
@Command(
    name = "merge",
    description = {
      "Makes one report of the kept states of several runs or directories, without reading a row.",
      "",
      "Exit codes: 0 done, all gates passed; 1 internal error; 2 usage, configuration, or sources"
          + " that do not fit; 3 states refused; 4 a gate failed (the report is published);"
          + " 5 storage failed, worth another try."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class MergeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN_OR_STATES",
      description =
          "A published run that kept its states, <directory>/<name>/<run_id>, or a directory of"
              + " states.")
  private List<String> sources;

  @Option(
      names = "--config",
      paramLabel = "CONFIG.yaml",
      description =
          "The configuration that the states were made with, and the gates (default: that of the"
              + " runs, which must then be the same).")
  private String configuration;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      required = true,
      description = "Where the result goes.")
  private String output;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "Also write the report in another format; may be repeated (default: json alone).")
  private List<String> formats = new ArrayList<>();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The name of the report's evaluation (default: that of the configuration).")
  private String name;

  @Option(
      names = "--run-id",
      paramLabel = "ID",
      description = "The id of the report (default: the start and four digits).")
  private String runId;

  @Mixin private KeyOptions keys;

  @Override
  public Integer call() {
    Configuration hadoop = SparkApplication.hadoop();
    MergeSources merged = MergeSources.open(hadoop, sources);
    EvaluationConfig config =
        new MergeSettings(
                configuration == null ? null : ConfigurationPath.qualified(hadoop, configuration),
                keys.variables(),
                keys.settings(),
                output,
                formats,
                name,
                runId)
            .of(hadoop, merged);
    try (Interruption ignored = Failures.sayIfInterrupted(spec)) {
      return ReportedVerdict.say(merge(hadoop, merged, config), spec.commandLine());
    }
  }

  private static EvaluationReport merge(
      Configuration hadoop, MergeSources merged, EvaluationConfig config) {
    if (!MergeJob.needsSpark(config)) {
      return MergeJob.run(hadoop, null, merged, config).report();
    }
    try (SparkApplication spark = SparkApplication.open("spark-xent merge " + config.name())) {
      return MergeJob.run(hadoop, spark.session(), merged, config).report();
    }
  }
}
