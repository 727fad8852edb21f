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

import io.github.sparkxent.job.EvaluationException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns exceptions into one line on stderr and an exit code. */
final class Failures {
  /** What each line of ours on stderr begins with. */
  static final String PREFIX = "spark-xent: ";

  private Failures() {}

  static int ofUsage(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    say(command, e.getMessage() + " (see spark-xent " + path(command) + "--help)");
    return ExitCode.CONFIGURATION;
  }

  private static String path(CommandLine command) {
    return command.getParent() == null ? "" : command.getCommandName() + " ";
  }

  static int ofExecution(Exception e, CommandLine command, ParseResult parsed) {
    if (e instanceof EvaluationException known) {
      say(command, known.getMessage());
      return switch (known.kind()) {
        case CONFIGURATION -> ExitCode.CONFIGURATION;
        case INPUT -> ExitCode.INPUT;
        case ENVIRONMENT -> ExitCode.ENVIRONMENT;
      };
    }
    say(command, "internal error, please report it");
    e.printStackTrace(command.getErr());
    return ExitCode.INTERNAL;
  }

  private static void say(CommandLine command, String message) {
    command.getErr().println(PREFIX + message.strip().replaceAll("\\s*\\R\\s*", " "));
    command.getErr().flush();
  }
}
