// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cli;

import io.github.sparkxent.job.config.ReportFormat;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.json.JsonReport;
import io.github.sparkxent.report.text.ConsoleReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code report}: renders a published report again, without Spark. */
@Command(
    name = "report",
    description = "Renders metrics.json in another format, without Spark.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ReportCommand implements Callable<Integer> {
  private static final String CONSOLE = "console";

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "METRICS.json", description = "A published metrics.json.")
  private Path metrics;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = CONSOLE,
      description = "console (default), json, html, junit, markdown, prometheus or openlineage.")
  private String format;

  @Mixin private TextOutput output;

  @Override
  public Integer call() {
    EvaluationReport report = read();
    String text =
        format.equals(CONSOLE)
            ? new ConsoleReport(output.isTerminal() && Terminal.hasColours()).render(report)
            : render(report);
    return output.write(text, spec.commandLine());
  }

  private String render(EvaluationReport report) {
    ReportFormat known;
    try {
      known = ReportFormat.of(format);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--format is " + e.getMessage() + ", " + CONSOLE, e);
    }
    return known.render(report);
  }

  private EvaluationReport read() {
    try {
      return new JsonReport().parse(Files.readString(metrics));
    } catch (NoSuchFileException e) {
      throw new ParameterException(spec.commandLine(), metrics + " does not exist", e);
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(), metrics + " cannot be read: " + FileFailure.reason(e), e);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), metrics + " is no report: " + e.getMessage(), e);
    }
  }
}
