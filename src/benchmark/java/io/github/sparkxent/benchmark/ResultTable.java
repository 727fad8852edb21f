// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Collectors;

/** The results as text: times, their ratios to the scan of the same files, and those of the job. */
final class ResultTable {
  private static final String HEADER =
      String.format(
          "%-48s %-14s %9s %9s %9s %10s %9s %9s%n",
          "rows x classes",
          "contender",
          "min s",
          "median s",
          "fixed s",
          "ns per row",
          "/ scan",
          "(median)");

  private final Results results;

  ResultTable(Results results) {
    this.results = results;
  }

  String render() {
    return "%s, %s, kernel %s, load average %.1f before and %.1f after%nratios and times by row are of the %s%n%n"
            .formatted(
                results.before().processor(),
                results.before().java(),
                results.before().kernel(),
                results.before().loadAverage(),
                results.after().loadAverage(),
                results.basis())
        + ratios("ratio to the bare scan", (setting, name) -> setting.ratio(name, yardstick(name)))
        + System.lineSeparator()
        + ratios("ratio of the job to", (setting, name) -> setting.ratio(Contenders.JOB, name))
        + System.lineSeparator()
        + times();
  }

  /** One line a setting, one column a contender. */
  private String ratios(String title, ToDoubleBiFunction<Measurement, String> ratio) {
    List<String> contenders = results.contenders();
    StringBuilder table = new StringBuilder(String.format("%-48s", title));
    contenders.forEach(name -> table.append(String.format("%16s", name)));
    table.append(System.lineSeparator());
    for (Measurement setting : results.measurements()) {
      table.append(String.format("%-48s", setting.setting()));
      contenders.forEach(name -> table.append(cell(ratio.applyAsDouble(setting, name), 16)));
      table.append(System.lineSeparator());
    }
    return table.toString();
  }

  private static String cell(double ratio, int width) {
    return Double.isNaN(ratio)
        ? " ".repeat(width)
        : String.format(Locale.ROOT, "%" + width + ".2f", ratio);
  }

  /** Returns the bare scan of the files that a contender reads. */
  static String yardstick(String contender) {
    return Contenders.readsPacked(contender) ? Contenders.PACKED_SCAN : Contenders.SCAN;
  }

  private String times() {
    return results.measurements().stream()
        .map(ResultTable::block)
        .collect(Collectors.joining("", HEADER, ""));
  }

  private static String block(Measurement setting) {
    StringBuilder lines = new StringBuilder();
    for (String name : setting.timings().keySet()) {
      lines.append(
          String.format(
              Locale.ROOT,
              "%-48s %-14s %9.3f %9.3f %9.3f %,10.0f %9.2f %9.2f%n",
              setting.setting(),
              name,
              setting.minimum(name),
              setting.median(name),
              setting.fixed(name),
              setting.nanosecondsPerRow(name),
              setting.ratio(name, yardstick(name)),
              setting.medianRatio(name, yardstick(name))));
    }
    return lines.toString();
  }

  /** Returns one setting's ratios, for those who wait. */
  static String line(Measurement setting) {
    return setting.timings().keySet().stream()
        .map(
            name ->
                String.format(
                    Locale.ROOT,
                    "%s %.2f (%.3f s)",
                    name,
                    setting.ratio(name, yardstick(name)),
                    setting.minimum(name)))
        .collect(Collectors.joining(", ", setting.setting() + ": ", ""));
  }
}
