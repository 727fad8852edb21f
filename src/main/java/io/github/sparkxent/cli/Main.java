// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cli;

import io.github.sparkxent.job.application.SparkApplication;
import io.github.sparkxent.job.failure.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** The entry point named to spark-submit. */
public final class Main {
  /** The classes that a JVM of ours can start with; a notebook calls from a thread. */
  private static final Set<String> STARTED_BY =
      Set.of(Main.class.getName(), "org.apache.spark.deploy.SparkSubmit");

  private Main() {}

  /**
   * Runs a command; on failure ends the JVM with the exit code of {@link ExitCode}.
   *
   * <p>On success it returns instead: {@code System.exit(0)} would mark an application in YARN's
   * cluster mode as failed. In cluster mode the exit code is lost, so a failure is thrown, for the
   * cluster manager to show. It is also thrown in a JVM that was not started for this program, such
   * as a notebook's: its JVM and its Spark stay.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    if ("cluster".equals(System.getProperty("spark.submit.deployMode")) || !isOwnJvm()) {
      runForCaller(args);
      return;
    }
    int code = commandLine().execute(args);
    if (code != ExitCode.DONE) {
      System.exit(code);
    }
  }

  private static void runForCaller(String[] args) {
    StringWriter errors = new StringWriter();
    int code = commandLine().setErr(new PrintWriter(errors, true)).execute(args);
    System.err.print(errors);
    System.err.flush();
    if (code != ExitCode.DONE) {
      String said =
          errors
              .toString()
              .lines()
              .filter(line -> line.startsWith(Failures.PREFIX))
              .collect(Collectors.joining("; "));
      throw new IllegalStateException(said + " (exit code " + code + ")");
    }
  }

  /** Tells whether this JVM was started for this program, by spark-submit or by its own name. */
  private static boolean isOwnJvm() {
    String first =
        StackWalker.getInstance()
            .walk(frames -> frames.map(StackWalker.StackFrame::getClassName).reduce((a, b) -> b))
            .orElseThrow();
    return STARTED_BY.contains(first) && !SparkApplication.isRunning();
  }

  /** Returns the command line with all commands. */
  static CommandLine commandLine() {
    return new CommandLine(new SparkXentCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Failures::ofUsage)
        .setExecutionExceptionHandler(Failures::ofExecution);
  }
}
