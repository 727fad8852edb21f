// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cli;

import io.github.sparkxent.job.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where the text of a command goes: the terminal, or a file. */
final class TextOutput {
  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Where the text goes; default: stdout.")
  private Path file;

  /** Refuses a format that a command does not have. */
  static void requireFormat(String format, List<String> formats, CommandLine command) {
    if (!formats.contains(format)) {
      throw new ParameterException(
          command, "--format is \"" + format + "\", expected one of " + String.join(", ", formats));
    }
  }

  boolean isTerminal() {
    return file == null;
  }

  /** Writes the text of a command and returns its exit code. */
  int write(String text, CommandLine command) {
    if (file == null) {
      command.getOut().print(text);
      return Terminal.isWritten(command) ? ExitCode.DONE : ExitCode.ENVIRONMENT;
    }
    try {
      Files.writeString(file, text);
      return ExitCode.DONE;
    } catch (IOException e) {
      throw new ParameterException(
          command, "--output " + file + " cannot be written: " + FileFailure.reason(e), e);
    }
  }
}
