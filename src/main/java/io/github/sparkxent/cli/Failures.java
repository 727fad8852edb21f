// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cli;

import io.github.sparkxent.job.application.Interruption;
import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.job.failure.ExitCode;
import io.github.sparkxent.job.failure.Secrets;
import io.github.sparkxent.report.text.TerminalText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns exceptions into one line on stderr and an exit code. */
final class Failures {
  /** The beginning of each line of ours on stderr. */
  static final String PREFIX = "spark-xent: ";

  private static final int MAX_LINE = 20_000;

  /** The options of spark-submit, as the launcher knows them. */
  static final Pattern OF_SPARK_SUBMIT =
      Pattern.compile(
          "-c|--(?:archives|conf|deploy-mode|driver-[a-z-]+|exclude-packages|executor-[a-z]+"
              + "|extra-properties-file|files|jars|keytab|load-spark-defaults|master|num-executors"
              + "|packages|principal|properties-file|proxy-user|py-files|queue|repositories|supervise"
              + "|total-executor-cores|verbose)");

  private Failures() {}

  static int ofUsage(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String help = " (see spark-xent " + path(command) + "--help)";
    say(
        command,
        (e instanceof UnmatchedArgumentException un ? unmatched(un) : e.getMessage()) + help);
    return ExitCode.CONFIGURATION;
  }

  /** Suggests what an unknown argument was likely meant to be. */
  private static String unmatched(UnmatchedArgumentException e) {
    String found = e.getUnmatched().get(0);
    String name = found.startsWith("--") ? found.replaceFirst("=.*", "") : found;
    if (OF_SPARK_SUBMIT.matcher(name).matches()) {
      return name
          + " is an option of spark-submit, which stands before the command: spark-xent "
          + name
          + " ... "
          + e.getCommandLine().getCommandName();
    }
    boolean isCommand = e.getCommandLine().getParent() == null && !e.isUnknownOption();
    List<String> meant = e.getSuggestions();
    return (e.isUnknownOption() ? "unknown option " : isCommand ? "unknown command " : "found ")
        + name
        + (e.isUnknownOption() || isCommand ? "" : ", expected no such argument")
        + (meant.isEmpty() ? "" : "; did you mean " + meant.get(0) + "?");
  }

  private static String path(CommandLine command) {
    return command.getParent() == null ? "" : command.getCommandName() + " ";
  }

  /** Makes the last line say that the program was interrupted, if it is. */
  static Interruption sayIfInterrupted(CommandSpec spec) {
    return Interruption.ofProgram(() -> say(spec.commandLine(), "interrupted"));
  }

  static int ofExecution(Exception e, CommandLine command, ParseResult parsed) {
    if (Interruption.isUnderWay()) {
      return ExitCode.ENVIRONMENT;
    }
    if (e instanceof EvaluationException known) {
      say(command, known.getMessage());
      return known.kind().exitCode();
    }
    say(command, "internal error, please report it");
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    command.getErr().println(Secrets.mask(trace.toString()));
    return ExitCode.INTERNAL;
  }

  /**
   * Returns a line of ours: one line, without secrets and without anything that a terminal obeys.
   */
  static String line(String message) {
    String line = Secrets.mask(message.strip().replaceAll("\\s*\\R\\s*", " "));
    return PREFIX + TerminalText.printable(line, MAX_LINE);
  }

  private static void say(CommandLine command, String message) {
    command.getErr().println(line(message));
    command.getErr().flush();
  }
}
