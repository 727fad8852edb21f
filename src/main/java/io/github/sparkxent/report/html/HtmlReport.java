// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html;

import io.github.sparkxent.metric.name.MetricNames;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.RunInfo;
import io.github.sparkxent.report.Verdict;
import io.github.sparkxent.report.text.ReadableNumbers;
import io.github.sparkxent.report.text.VerdictText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The report as one HTML file for a person: the verdict and what failed first, the comparison with
 * a baseline if there is one, then the splits with their intervals, the rows by outcome, the
 * details of each split, folded where there are many, the input and the configuration.
 *
 * <p>The file stands alone: no script, no network (a content security policy forbids both), light
 * and dark by the reader's preference, printable. Long lists are cut, and say so; {@code
 * metrics.json} has them whole.
 */
public final class HtmlReport {
  /** The most splits, verdicts or files that are shown. */
  static final int SHOWN = 200;

  /** The most splits that have details. */
  static final int DETAILED = 50;

  /** Tables with more rows scroll below their head. */
  private static final int LONG = 25;

  private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

  /** Makes the view; it has no state. */
  public HtmlReport() {}

  /**
   * Renders a report.
   *
   * @param report the report
   * @return an HTML document to be written as UTF-8
   */
  public String render(EvaluationReport report) {
    Html html = new Html();
    String word = report.gates().isEmpty() ? "" : report.passed() ? "Passed: " : "Failed: ";
    openPage(html, word + report.run().name() + " \u2013 spark-xent");
    addHeader(html, report);
    Contents.add(html, report);
    html.open("main");
    GateSection.add(html, report.gates());
    ComparisonSection.add(html, report);
    SplitSection.add(html, report);
    RowSection.add(html, report.splits());
    DetailSection.addAll(html, report);
    RunSection.add(html, report);
    html.close();
    addFooter(html, report);
    html.close().close().close();
    return "<!DOCTYPE html>\n" + html + "\n";
  }

  /**
   * Opens a page: html, body and the element that holds all that is shown. Only this element is
   * left where a notebook shows the page inside its own, and the styles reach no further.
   */
  static void openPage(Html html, String title) {
    html.open("html", "lang", "en", "class", "xent-page");
    html.open("head");
    html.empty("meta", "charset", "utf-8");
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.empty("meta", "name", "color-scheme", "content", "light dark");
    html.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
    html.open("title").text(title).close();
    html.style(styleSheet());
    html.close();
    html.open("body").open("div", "class", "xent-report");
  }

  private static void addHeader(Html html, EvaluationReport report) {
    RunInfo run = report.run();
    long read = report.splits().stream().mapToLong(split -> split.inputRows().read()).sum();
    html.open("header");
    html.element("p", "Evaluation", "class", "kind");
    html.element("h1", run.name());
    html.open("p", "class", "meta");
    html.element("span", "Run ").element("code", run.id());
    html.element("span", started(run), "class", "part");
    html.element("span", "took " + duration(run), "class", "part");
    html.element("span", ReadableNumbers.count(read) + " rows read", "class", "part");
    html.close();
    if (!run.subject().isEmpty()) {
      html.element("p", run.subject(), "class", "meta");
    }
    addVerdict(html, report);
    RemarkList.add(html, report);
    if (!run.warnings().isEmpty()) {
      html.open("ul", "class", "warnings");
      run.warnings().forEach(warning -> html.element("li", warning));
      html.close();
    }
    html.close();
  }

  private static void addVerdict(Html html, EvaluationReport report) {
    List<Verdict> gates = report.gates();
    if (gates.isEmpty()) {
      html.element("p", "No gates were set, so nothing was judged.", "class", "verdict none");
      return;
    }
    boolean passed = report.passed();
    html.open("p", "class", passed ? "verdict pass" : "verdict fail");
    html.element("strong", passed ? "Passed" : "Failed");
    html.element("span", VerdictText.count(gates));
    if (!passed) {
      Verdict first = VerdictText.byWeight(gates).get(0);
      html.element("span", VerdictText.reason(first), "class", "name why");
    }
    html.close();
  }

  /** Returns the class of the element around a table of some rows. */
  static String scroll(int rows) {
    return rows > LONG ? "scroll long" : "scroll";
  }

  /** Says how many things are left out, if any are. */
  static void addCut(Html html, int more, String things) {
    if (more > 0) {
      String text = ReadableNumbers.count(more) + " more " + things + " are in metrics.json.";
      html.element("p", text, "class", "note");
    }
  }

  private static void addFooter(Html html, EvaluationReport report) {
    String version = report.run().versions().getOrDefault("spark_xent", "");
    boolean haveClusters =
        report.splits().stream()
            .anyMatch(split -> split.metrics().contains(MetricNames.BY_CLUSTERS.get(0)));
    String width =
        haveClusters
            ? ", by clusters of rows and Student's t."
            : ": 1.96 standard errors to either side.";
    html.open("footer");
    html.element(
        "p",
        "spark-xent "
            + version
            + ". Losses are in nats. Intervals hold the mean with 95 % confidence"
            + width
            + " All digits are in metrics.json.");
    html.close();
  }

  /** Returns the name of a split for display. */
  static String name(String split) {
    return split == null ? "(no split)" : split;
  }

  private static String started(RunInfo run) {
    String text = run.started().truncatedTo(ChronoUnit.SECONDS).toString();
    return text.replace('T', ' ').replace("Z", " UTC");
  }

  private static String duration(RunInfo run) {
    long millis = Math.max(0, Duration.between(run.started(), run.finished()).toMillis());
    if (millis < 60_000) {
      return millis / 1000 + "." + millis / 100 % 10 + " s";
    }
    long minutes = millis / 60_000;
    String rest = minutes < 60 ? millis / 1000 % 60 + " s" : minutes % 60 + " min";
    return (minutes < 60 ? minutes + " min " : minutes / 60 + " h ") + rest;
  }

  private static String styleSheet() {
    try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
