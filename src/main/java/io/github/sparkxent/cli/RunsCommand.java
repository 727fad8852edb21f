// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cli;

import io.github.sparkxent.job.application.SparkApplication;
import io.github.sparkxent.job.history.RunListing;
import io.github.sparkxent.report.text.RunsTable;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code runs}: how the runs of an evaluation stand, without Spark. */
@Command(
    name = "runs",
    description = {
      "Lists the runs of an evaluation, published or not, without Spark.",
      "",
      "With --keep it first removes older published runs and prints their ids."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RunsCommand implements Callable<Integer> {
  private static final String TEXT = "text";
  private static final List<String> FORMATS = List.of(TEXT, "json");

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "DIR/NAME",
      description = "The directory of an evaluation: its output.directory and name.")
  private String evaluation;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = TEXT,
      description = "text (default) or json.")
  private String format;

  @Option(
      names = "--keep",
      paramLabel = "NUMBER",
      description =
          "Removes all published runs but the last NUMBER, and all but the last NUMBER of the status"
              + " files of runs without a result. What latest.json names, what a person accepted,"
              + " the baseline of a run that is kept, and a run under way stay as well.")
  private Integer keep;

  @Mixin private TextOutput output;

  @Override
  public Integer call() {
    TextOutput.requireFormat(format, FORMATS, spec.commandLine());
    if (keep != null && keep < 1) {
      throw new ParameterException(
          spec.commandLine(), "--keep is " + keep + ", expected 1 or more");
    }
    RunListing listing = RunListing.of(SparkApplication.hadoop(), evaluation, keep);
    String text =
        format.equals(TEXT)
            ? new RunsTable().render(listing.name(), listing.lines(), listing.removed())
            : listing.toJson();
    return output.write(text, spec.commandLine());
  }
}
