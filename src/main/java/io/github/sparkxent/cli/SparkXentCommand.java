// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cli;

import io.github.sparkxent.job.SoftwareVersion;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program without a command: help and version. */
@Command(
    name = "spark-xent",
    description = "Evaluates classifiers from their logits, exactly, on Apache Spark.",
    subcommands = {
      EvaluateCommand.class,
      CheckCommand.class,
      PackCommand.class,
      ReportCommand.class,
      MergeCommand.class,
      StatesCommand.class,
      HistoryCommand.class,
      RunsCommand.class,
      DecisionCommand.Accept.class,
      DecisionCommand.Reject.class,
      CommandLine.HelpCommand.class,
      AutoComplete.GenerateCompletion.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = SparkXentCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Options of spark-submit (--master, --conf, --driver-memory ...) stand before the command."
    })
final class SparkXentCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "no command, expected evaluate, check, pack, report, merge, states, history, runs, accept,"
            + " reject or help");
  }

  /** Says which version this is. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"spark-xent " + SoftwareVersion.current()};
    }
  }
}
