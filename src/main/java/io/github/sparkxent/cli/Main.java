/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.sparkxent.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** The entry point named to spark-submit. */
public final class Main {
  private Main() {}

  /**
   * Runs a command; on failure ends the JVM with the exit code of {@link ExitCode}.
   *
   * <p>On success it returns instead: {@code System.exit(0)} would mark an application in YARN's
   * cluster mode as failed. There nobody sees the exit code either, so that a failure is thrown,
   * for the cluster manager to show.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    if ("cluster".equals(System.getProperty("spark.submit.deployMode"))) {
      runInCluster(args);
      return;
    }
    int code = commandLine().execute(args);
    if (code != ExitCode.DONE) {
      System.exit(code);
    }
  }

  private static void runInCluster(String[] args) {
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

  /** Returns the command line with all commands. */
  static CommandLine commandLine() {
    return new CommandLine(new SparkXentCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Failures::ofUsage)
        .setExecutionExceptionHandler(Failures::ofExecution);
  }
}
