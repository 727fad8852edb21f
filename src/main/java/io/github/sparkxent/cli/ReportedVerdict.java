// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cli;

import io.github.sparkxent.job.failure.ExitCode;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.text.ConsoleReport;
import java.util.List;
import picocli.CommandLine;

/** Shows a published report, and says how its gates ended. */
final class ReportedVerdict {
  private ReportedVerdict() {}

  /** Prints the table and a line for each gate that failed, and returns the exit code. */
  static int say(EvaluationReport report, CommandLine command) {
    command.getOut().print(new ConsoleReport(Terminal.hasColours()).render(report));
    Terminal.isWritten(command);
    List<String> failed = ConsoleReport.failures(report);
    failed.forEach(line -> command.getErr().println(Failures.line(line)));
    command.getErr().flush();
    return failed.isEmpty() ? ExitCode.DONE : ExitCode.GATE_FAILED;
  }
}
