// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.cli;

import io.github.sparkxent.job.application.SparkApplication;
import io.github.sparkxent.job.history.HistoryReader;
import io.github.sparkxent.metric.name.MetricNames;
import io.github.sparkxent.report.history.HistoryReport;
import io.github.sparkxent.report.html.HistoryPage;
import io.github.sparkxent.report.json.HistoryJson;
import io.github.sparkxent.report.text.HistoryTable;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code history}: the published runs of an evaluation over time, without Spark. */
@Command(
    name = "history",
    description = "Shows the published runs of an evaluation over time, without Spark.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class HistoryCommand implements Callable<Integer> {
  private static final String TEXT = "text";
  private static final List<String> FORMATS = List.of(TEXT, "html", "json");

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
      description = "text (default), html or json.")
  private String format;

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      description =
          "A metric to show; may be repeated. Default: loss_mean as text, else also accuracy,"
              + " brier_score, ece and those that gates are on.")
  private List<String> metrics = List.of();

  @Mixin private TextOutput output;

  @Override
  public Integer call() {
    TextOutput.requireFormat(format, FORMATS, spec.commandLine());
    boolean isText = format.equals(TEXT);
    List<String> asked =
        isText && metrics.isEmpty() ? List.of(MetricNames.LOSS_MEAN) : List.copyOf(metrics);
    HistoryReport history = HistoryReader.read(SparkApplication.hadoop(), evaluation, asked);
    String rendered =
        isText
            ? new HistoryTable().render(history)
            : format.equals("html")
                ? new HistoryPage().render(history)
                : new HistoryJson().render(history);
    return output.write(rendered, spec.commandLine());
  }
}
