// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html;

import io.github.sparkxent.report.history.ChangedKey;
import io.github.sparkxent.report.history.HistoryReport;
import io.github.sparkxent.report.history.HistoryRun;
import io.github.sparkxent.report.html.chart.HistoryChart;
import io.github.sparkxent.report.text.ReadableNumbers;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The runs of an evaluation as one HTML file: a chart for each split and metric, then the runs with
 * their verdicts and what changed in the configuration. The file stands alone, as {@link
 * HtmlReport} does.
 */
public final class HistoryPage {
  private static final int SPLITS = 50;
  private static final int CHANGES = 12;
  private static final List<String> COLUMNS = List.of("Run", "Started", "Verdict", "Changed");

  /** Makes the view; it has no state. */
  public HistoryPage() {}

  /**
   * Renders a history.
   *
   * @param history the history
   * @return an HTML document to be written as UTF-8
   */
  public String render(HistoryReport history) {
    Html html = new Html();
    HtmlReport.openPage(html, "History: " + history.name() + " \u2013 spark-xent");
    html.open("header").element("p", "History", "class", "kind");
    html.element("h1", history.name()).open("p", "class", "meta");
    html.element("span", ReadableNumbers.count(history.runs().size()) + " published runs");
    if (!history.runs().isEmpty()) {
      String first = time(history.runs().get(0));
      String last = time(history.runs().get(history.runs().size() - 1));
      html.element("span", first + " to " + last, "class", "part");
    }
    html.close();
    if (!history.warnings().isEmpty()) {
      html.open("ul", "class", "warnings");
      history.warnings().forEach(one -> html.element("li", "Left out: " + one));
      html.close();
    }
    html.close().open("main");
    addCharts(html, history);
    addRuns(html, history.runs());
    html.close().close().close().close();
    return "<!DOCTYPE html>\n" + html + "\n";
  }

  private static void addCharts(Html html, HistoryReport history) {
    List<String> splits = history.splits();
    for (String split : splits.subList(0, Math.min(SPLITS, splits.size()))) {
      html.open("section").open("h2").text(split).close();
      for (String metric : history.metrics()) {
        HistoryChart.add(html, history.runs(), split, metric);
      }
      html.close();
    }
    if (splits.size() > SPLITS) {
      html.element(
          "p", (splits.size() - SPLITS) + " more splits are in the JSON.", "class", "note");
    }
    html.element(
        "p",
        "Each dot is a run, with its 95 % interval where there is one; red: a gate on it failed;"
            + " grey: later runs are not held against it. The area is the band of the accepted runs"
            + " before, as wide as the run's own gate has it, else 4 spreads. Dashed lines: the"
            + " configuration of the figures changed.",
        "class",
        "note");
  }

  private static void addRuns(Html html, List<HistoryRun> runs) {
    html.open("section", "aria-labelledby", "runs").element("h2", "Runs", "id", "runs");
    html.open("div", "class", "scroll").open("table", "class", "cards");
    html.open("thead").open("tr");
    COLUMNS.forEach(column -> html.element("th", column, "scope", "col"));
    html.close().close().open("tbody");
    List<HistoryRun> last = new ArrayList<>(runs);
    Collections.reverse(last);
    last.stream().limit(HtmlReport.SHOWN).forEach(run -> addRun(html, run));
    html.close().close().close();
    if (runs.size() > HtmlReport.SHOWN) {
      String more = ReadableNumbers.count(runs.size() - HtmlReport.SHOWN);
      html.element("p", more + " earlier runs are in the JSON.", "class", "note");
    }
    html.close();
  }

  private static void addRun(Html html, HistoryRun run) {
    html.open("tr").open("td", "data-column", COLUMNS.get(0)).element("code", run.id()).close();
    html.element("td", time(run), "data-column", COLUMNS.get(1));
    html.open("td", "data-column", COLUMNS.get(2));
    String style =
        run.verdict().equals("passed")
            ? "pass"
            : run.verdict().equals("failed") ? "fail" : "unsure";
    html.element("span", run.verdict(), "class", "badge " + style);
    if (run.overruled() != null) {
      String why = run.because() == null ? "" : ": " + run.because();
      html.element("p", run.overruled() + "ed by hand" + why, "class", "note");
    } else if (!run.accepted()) {
      html.element("p", "not accepted", "class", "note");
    }
    run.failures().stream().limit(CHANGES).forEach(why -> html.element("p", why));
    addMore(html, run.failures().size());
    html.close();
    html.open("td", "data-column", COLUMNS.get(3));
    List<ChangedKey> changed = new ArrayList<>(run.changed());
    changed.sort((a, b) -> Boolean.compare(b.decides(), a.decides()));
    changed.stream()
        .limit(CHANGES)
        .forEach(key -> html.open("p").element("code", key.text()).close());
    addMore(html, changed.size());
    html.close().close();
  }

  private static void addMore(Html html, int all) {
    if (all > CHANGES) {
      html.element("p", (all - CHANGES) + " more", "class", "note");
    }
  }

  private static String time(HistoryRun run) {
    String text = run.started().truncatedTo(ChronoUnit.SECONDS).toString();
    return text.replace('T', ' ').replace("Z", " UTC");
  }
}
