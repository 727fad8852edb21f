// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html;

import io.github.sparkxent.report.RowAccounting;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.text.ReadableNumbers;
import io.github.sparkxent.report.text.SequenceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All rows by outcome. */
final class RowSection {
  private static final double WIDTH = 200;

  private RowSection() {}

  static void add(Html html, List<SplitReport> splits) {
    if (splits.isEmpty()) {
      return;
    }
    html.open("section", "aria-labelledby", Contents.ROWS)
        .element("h2", "Rows", "id", Contents.ROWS);
    String ofSequences = SequenceText.of(splits);
    if (ofSequences != null) {
      html.element("p", ofSequences, "class", "note");
    }
    html.open("div", "class", HtmlReport.scroll(splits.size())).open("table");
    html.open("thead").open("tr").element("th", "Split", "scope", "col");
    boolean filtered = splits.stream().anyMatch(split -> split.rows().filtered() > 0);
    List<String> titles = new ArrayList<>(List.of("Read", "Evaluated", "Ignored", "Invalid"));
    if (filtered) {
      titles.add(1, "Filtered");
    }
    for (String title : titles) {
      html.element("th", title, "scope", "col", "class", "number");
    }
    html.element("th", "Share", "scope", "col", "class", "chart").close().close().open("tbody");
    splits.stream()
        .limit(HtmlReport.SHOWN)
        .forEach(split -> addRow(html, HtmlReport.name(split.split()), split.rows(), filtered));
    html.close();
    if (splits.size() > 1) {
      html.open("tfoot");
      addRow(html, "all", total(splits), filtered);
      html.close();
    }
    html.close().close();
    HtmlReport.addCut(html, splits.size() - HtmlReport.SHOWN, "splits");
    addReasons(html, splits);
    html.close();
  }

  private static void addRow(Html html, String name, RowAccounting rows, boolean filtered) {
    html.open("tr").name("th", name, "scope", "row");
    html.element("td", ReadableNumbers.count(rows.read()), "class", "number");
    if (filtered) {
      html.element("td", ReadableNumbers.count(rows.filtered()), "class", "number");
    }
    html.element("td", ReadableNumbers.count(rows.evaluated()), "class", "number");
    html.element("td", ReadableNumbers.count(rows.ignored()), "class", "number");
    String style = rows.invalid() > 0 ? "number bad" : "number";
    html.element("td", ReadableNumbers.count(rows.invalid()), "class", style);
    html.open("td", "class", "chart");
    addBar(html, rows);
    html.close().close();
  }

  /** Adds the shares of the rows that the run is about. */
  private static void addBar(Html html, RowAccounting rows) {
    long all = rows.read() - rows.filtered();
    if (all == 0) {
      return;
    }
    html.open("svg", "viewBox", "0 0 200 12", "class", "share", "aria-hidden", "true");
    double evaluated = WIDTH * rows.evaluated() / all;
    double ignored = width(rows.ignored(), all);
    double invalid = width(rows.invalid(), all);
    part(html, "evaluated", 0, evaluated);
    part(html, "ignored", Math.min(evaluated, WIDTH - ignored - invalid), ignored);
    part(html, "invalid", WIDTH - invalid, invalid);
    html.close();
  }

  /** Returns the width of a part, wide enough to be seen unless the part is empty. */
  private static double width(long count, long all) {
    return count == 0 ? 0 : Math.max(2, WIDTH * count / all);
  }

  private static void part(Html html, String style, double x, double width) {
    if (width > 0) {
      html.empty("rect", "class", style, "x", x, "y", 0, "width", width, "height", 12);
    }
  }

  private static RowAccounting total(List<SplitReport> splits) {
    long evaluated = 0;
    long ignored = 0;
    long filtered = 0;
    TreeMap<String, Long> byReason = new TreeMap<>();
    for (SplitReport split : splits) {
      evaluated += split.rows().evaluated();
      ignored += split.rows().ignored();
      filtered += split.rows().filtered();
      split.rows().invalidByReason().forEach((reason, n) -> byReason.merge(reason, n, Long::sum));
    }
    long invalid = byReason.values().stream().mapToLong(Long::longValue).sum();
    long read = evaluated + ignored + filtered + invalid;
    return new RowAccounting(read, evaluated, ignored, filtered, invalid, byReason);
  }

  private static void addReasons(Html html, List<SplitReport> splits) {
    List<SplitReport> invalid = splits.stream().filter(s -> s.rows().invalid() > 0).toList();
    if (invalid.isEmpty()) {
      return;
    }
    html.element("h3", "Invalid rows by reason").open("div", "class", "scroll").open("table");
    html.open("thead").open("tr").element("th", "Split", "scope", "col");
    html.element("th", "Reason", "scope", "col");
    html.element("th", "Rows", "scope", "col", "class", "number").close().close().open("tbody");
    for (SplitReport split : invalid.stream().limit(HtmlReport.SHOWN).toList()) {
      for (Map.Entry<String, Long> reason : split.rows().invalidByReason().entrySet()) {
        html.open("tr").name("td", HtmlReport.name(split.split()));
        html.open("td").element("code", reason.getKey()).close();
        html.element("td", ReadableNumbers.count(reason.getValue()), "class", "number").close();
      }
    }
    html.close().close().close();
    HtmlReport.addCut(html, invalid.size() - HtmlReport.SHOWN, "splits with invalid rows");
  }
}
