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

import picocli.CommandLine;

/** The entry point named to spark-submit. */
public final class Main {
  private Main() {}

  /**
   * Runs a command; on failure ends the JVM with the exit code of {@link ExitCode}.
   *
   * <p>On success it returns instead: {@code System.exit(0)} would mark an application in YARN's
   * cluster mode as failed.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    int code = commandLine().execute(args);
    if (code == ExitCode.DONE) {
      return;
    }
    if ("cluster".equals(System.getProperty("spark.submit.deployMode"))) {
      throw new IllegalStateException("spark-xent ended with exit code " + code + ": see above");
    }
    System.exit(code);
  }

  /** Returns the command line with all commands. */
  static CommandLine commandLine() {
    return new CommandLine(new SparkXentCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Failures::ofUsage)
        .setExecutionExceptionHandler(Failures::ofExecution);
  }
}
