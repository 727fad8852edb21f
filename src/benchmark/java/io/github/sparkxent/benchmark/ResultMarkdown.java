// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The ratios of the job as tables for {@code docs/performance.md}, one for each thread count. */
final class ResultMarkdown {
  private final Results results;

  ResultMarkdown(Results results) {
    this.results = results;
  }

  String render() {
    return results.measurements().stream()
        .map(Measurement::threadCount)
        .distinct()
        .map(this::table)
        .collect(Collectors.joining("\n"));
  }

  private String table(String threads) {
    List<Measurement> settings =
        results.measurements().stream()
            .filter(setting -> setting.threadCount().equals(threads))
            .toList();
    boolean oneKind = settings.stream().map(Measurement::kind).distinct().count() == 1;
    StringBuilder table =
        new StringBuilder("%s, %s%n%n".formatted(threads, results.basis()))
            .append("| the job's time by that of |")
            .append(
                settings.stream()
                    .map(setting -> " " + setting.shape() + (oneKind ? "" : " " + setting.kind()))
                    .collect(Collectors.joining(" |", "", " |\n")))
            .append("|---".repeat(settings.size() + 1))
            .append("|\n");
    for (String name : results.contenders()) {
      if (!name.equals(Contenders.JOB) && !Contenders.readsPacked(name)) {
        line(table, "`" + name + "`", settings, "%.2f", it -> it.ratio(Contenders.JOB, name));
      }
    }
    for (String name : results.contenders()) {
      line(table, "`" + name + "`, ns a row", settings, "%,.0f", it -> it.nanosecondsPerRow(name));
    }
    return table.toString();
  }

  private static void line(
      StringBuilder table,
      String title,
      List<Measurement> settings,
      String format,
      ToDoubleFunction<Measurement> figure) {
    table.append("| ").append(title).append(" |");
    for (Measurement setting : settings) {
      double value = figure.applyAsDouble(setting);
      table
          .append(' ')
          .append(Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value))
          .append(" |");
    }
    table.append('\n');
  }
}
