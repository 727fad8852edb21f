// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cli;

import io.github.sparkxent.job.Evaluation;
import io.github.sparkxent.job.application.Interruption;
import io.github.sparkxent.job.application.SparkApplication;
import io.github.sparkxent.job.config.EvaluationConfig;
import io.github.sparkxent.report.EvaluationReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code evaluate}: runs an evaluation and prints its table. */
@Command(
    name = "evaluate",
    description = {
      "Computes the exact softmax cross-entropy of each split and judges the gates.",
      "",
      "Exit codes: 0 done, all gates passed; 1 internal error; 2 usage or configuration;"
          + " 3 input data refused; 4 a gate failed (the report is published);"
          + " 5 storage or cluster failed, worth another try."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ConfigurationOptions options;

  @Override
  public Integer call() {
    EvaluationConfig config = options.read();
    try (Interruption ignored = Failures.sayIfInterrupted(spec);
        SparkApplication spark = SparkApplication.open("spark-xent evaluate " + config.name())) {
      EvaluationReport report = Evaluation.run(spark.session(), config).report();
      return ReportedVerdict.say(report, spec.commandLine());
    }
  }
}
