// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;
import static java.util.Comparator.reverseOrder;

import io.github.sparkxent.metric.ClassSummary;
import io.github.sparkxent.metric.inference.ShareInterval;
import io.github.sparkxent.report.ClassText;
import io.github.sparkxent.report.reading.ShareIntervals;
import io.github.sparkxent.report.text.ReadableNumbers;
import java.util.List;
import java.util.Map;

/**
 * The metrics per class as bars; for many classes those that are most surely found least as bars,
 * and a plain table of all.
 */
final class ClassSection {
  /** The most classes that are all shown as bars. */
  static final int BARS = 30;

  private static final int WORST = 20;
  private static final double WIDTH = 72;

  private final Html html;
  private final Map<Integer, String> classNames;
  private final ShareIntervals intervals;

  private ClassSection(Html html, Map<Integer, String> classNames, ShareIntervals intervals) {
    this.html = html;
    this.classNames = classNames;
    this.intervals = intervals;
  }

  static void add(
      Html html,
      List<ClassSummary> classes,
      Map<Integer, String> classNames,
      ShareIntervals intervals) {
    new ClassSection(html, classNames, intervals).add(classes);
  }

  private void add(List<ClassSummary> classes) {
    html.element("h4", "Classes");
    double most =
        classes.stream()
            .map(ClassSummary::lossMean)
            .filter(loss -> loss != null && Double.isFinite(loss))
            .reduce(0.0, Math::max);
    if (classes.size() <= BARS) {
      addTable(classes, most, true);
      return;
    }
    List<ClassSummary> worst =
        classes.stream()
            .sorted(
                comparing(this::highRecall, nullsLast(naturalOrder()))
                    .thenComparing(ClassSummary::lossMean, nullsLast(reverseOrder())))
            .limit(WORST)
            .toList();
    String all = ReadableNumbers.count(classes.size());
    boolean byRecall = worst.stream().anyMatch(one -> highRecall(one) != null);
    html.element(
        "p",
        "The "
            + WORST
            + " of "
            + all
            + (byRecall
                ? " classes that are most surely missed: the high ends of their intervals of recall"
                    + " are the lowest."
                : " classes with the largest mean losses."),
        "class",
        "note");
    addTable(worst, most, true);
    html.open("details").element("summary", "All " + all + " classes");
    addTable(classes, most, false);
    html.close();
  }

  private Double highRecall(ClassSummary metrics) {
    ShareInterval interval = intervals.recall(metrics);
    return interval == null ? null : interval.high();
  }

  private void addTable(List<ClassSummary> classes, double most, boolean bars) {
    html.open("div", "class", HtmlReport.scroll(classes.size()));
    html.open("table", "class", bars ? "classes" : "classes plain");
    html.open("thead").open("tr");
    for (String title : List.of("Class", "Rows")) {
      html.element("th", title, "scope", "col", "class", "number");
    }
    String style = bars ? "number barred" : "number";
    html.element("th", "Mean loss", "scope", "col", "class", style);
    for (String title : List.of("Precision", "Recall")) {
      html.element("th", title, "scope", "col", "class", style);
      html.element("th", "95 % interval", "scope", "col", "class", "number");
    }
    html.element("th", "F1", "scope", "col", "class", style);
    html.close().close().open("tbody");
    classes.forEach(metrics -> addRow(metrics, most, bars));
    html.close().close().close();
  }

  /** Of many classes the cells have no markup of their own, to keep the page small. */
  private void addRow(ClassSummary metrics, double most, boolean bars) {
    String style = bars ? "number" : null;
    html.open("tr");
    addClass(html, "th", metrics.label(), classNames, "scope", "row", "class", style);
    html.element("td", ReadableNumbers.count(metrics.count()), "class", style);
    String loss = ReadableNumbers.significant(metrics.lossMean(), 4);
    addCell(html, loss, "loss", metrics.lossMean(), most, bars);
    addShare(html, metrics.precision(), bars);
    String precision = ReadableNumbers.interval(intervals.precision(metrics));
    html.element("td", precision, "class", style);
    addShare(html, metrics.recall(), bars);
    html.element("td", ReadableNumbers.interval(intervals.recall(metrics)), "class", style);
    addShare(html, metrics.f1(), bars);
    html.close();
  }

  /** Adds a class: its id, or its id and a name from the data. */
  static void addClass(
      Html html, String tag, int id, Map<Integer, String> classNames, Object... attributes) {
    String text = ClassText.of(id, classNames);
    if (classNames.containsKey(id)) {
      html.name(tag, text, attributes);
    } else {
      html.element(tag, text, attributes);
    }
  }

  static void addShare(Html html, Double share, boolean bars) {
    addCell(html, ReadableNumbers.share(share), "share", share, 1, bars);
  }

  static void addCell(
      Html html, String text, String style, Double value, double most, boolean bars) {
    if (!bars) {
      html.element("td", text);
      return;
    }
    html.open("td", "class", "number");
    html.element("span", text);
    html.open("svg", "viewBox", "0 0 72 8", "class", "small", "aria-hidden", "true");
    html.empty("rect", "class", "track", "width", WIDTH, "height", 8, "rx", 2);
    if (value != null && most > 0 && !value.isNaN()) {
      double width = WIDTH * Math.min(1, value / most);
      html.empty("rect", "class", style, "width", width, "height", 8, "rx", 2);
    }
    html.close();
    html.close();
  }
}
