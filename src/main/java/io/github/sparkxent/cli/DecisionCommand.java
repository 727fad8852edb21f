// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cli;

import io.github.sparkxent.job.application.SparkApplication;
import io.github.sparkxent.job.failure.ExitCode;
import io.github.sparkxent.job.history.RunDecision;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code accept} and {@code reject}: a person's word on a published run, without Spark. */
abstract class DecisionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = "The directory of a published run: <directory>/<name>/<run_id>.")
  private String run;

  @Option(names = "--because", paramLabel = "TEXT", description = "Why; kept with the decision.")
  private String because;

  /** Writes the decision and returns the file that has it. */
  abstract String decide(String run, String because);

  @Override
  public Integer call() {
    spec.commandLine().getOut().println("wrote " + decide(run, because));
    return Terminal.isWritten(spec.commandLine()) ? ExitCode.DONE : ExitCode.ENVIRONMENT;
  }

  /** {@code accept}. */
  @Command(
      name = "accept",
      description = "Holds later runs against a run, whatever its gates said.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Accept extends DecisionCommand {
    @Override
    String decide(String run, String because) {
      return RunDecision.accept(SparkApplication.hadoop(), run, because);
    }
  }

  /** {@code reject}. */
  @Command(
      name = "reject",
      description = "Does not hold later runs against a run, whatever its gates said.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Reject extends DecisionCommand {
    @Override
    String decide(String run, String because) {
      return RunDecision.reject(SparkApplication.hadoop(), run, because);
    }
  }
}
