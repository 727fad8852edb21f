// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.config;

import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.html.HtmlReport;
import io.github.sparkxent.report.json.JsonReport;
import io.github.sparkxent.report.json.OpenLineageReport;
import io.github.sparkxent.report.text.JUnitReport;
import io.github.sparkxent.report.text.MarkdownReport;
import io.github.sparkxent.report.text.PrometheusReport;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The formats that a report is written in, each a view of the same {@link EvaluationReport}. */
public enum ReportFormat {
  /** For programs, and for rendering again: everything. */
  JSON("metrics.json"),
  /** For people: one file that needs nothing else. */
  HTML("report.html"),
  /** For continuous integration: each gate a test case. */
  JUNIT("junit.xml"),
  /** For comments on pull requests and summaries of builds. */
  MARKDOWN("report.md"),
  /** For Prometheus' text file collector. */
  PROMETHEUS("metrics.prom"),
  /** For catalogs of data: each gate an assertion about the input. */
  OPENLINEAGE("openlineage.json");

  private final String fileName;

  ReportFormat(String fileName) {
    this.fileName = fileName;
  }

  /**
   * Returns the format of a name.
   *
   * @param name the name, in lower case
   * @return the format
   * @throws IllegalArgumentException if there is none of that name; the message lists those that
   *     are
   */
  public static ReportFormat of(String name) {
    return Arrays.stream(values())
        .filter(format -> format.label().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\"" + name + "\", expected one of " + String.join(", ", labels())));
  }

  /**
   * Returns the names of all formats.
   *
   * @return the names, in lower case
   */
  public static List<String> labels() {
    return Arrays.stream(values()).map(ReportFormat::label).collect(Collectors.toList());
  }

  private String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String fileName() {
    return fileName;
  }

  /**
   * Renders a report.
   *
   * @param report the report
   * @return its text in this format
   */
  public String render(EvaluationReport report) {
    return switch (this) {
      case JSON -> new JsonReport().render(report);
      case HTML -> new HtmlReport().render(report);
      case JUNIT -> new JUnitReport().render(report);
      case MARKDOWN -> new MarkdownReport().render(report);
      case PROMETHEUS -> new PrometheusReport().render(report);
      case OPENLINEAGE -> new OpenLineageReport().render(report);
    };
  }
}
