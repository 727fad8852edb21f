// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html;

import static java.util.Comparator.comparing;
import static java.util.Comparator.nullsLast;
import static java.util.Comparator.reverseOrder;

import io.github.sparkxent.metric.ClassSummary;
import io.github.sparkxent.report.ClassText;
import io.github.sparkxent.report.text.ReadableNumbers;
import java.util.List;
import java.util.Map;

/** The metrics per class as bars; for many classes the worst as bars, and a plain table of all. */
final class ClassSection {
  /** The most classes that are all shown as bars. */
  static final int BARS = 30;

  private static final int WORST = 20;
  private static final double WIDTH = 72;

  private ClassSection() {}

  static void add(Html html, List<ClassSummary> classes, Map<Integer, String> classNames) {
    html.element("h3", "Classes");
    double most =
        classes.stream()
            .map(ClassSummary::lossMean)
            .filter(loss -> loss != null && Double.isFinite(loss))
            .reduce(0.0, Math::max);
    if (classes.size() <= BARS) {
      addTable(html, classes, classNames, most, true);
      return;
    }
    List<ClassSummary> worst =
        classes.stream()
            .sorted(comparing(ClassSummary::lossMean, nullsLast(reverseOrder())))
            .limit(WORST)
            .toList();
    String all = ReadableNumbers.count(classes.size());
    html.element(
        "p",
        "The " + WORST + " of " + all + " classes with the largest mean losses.",
        "class",
        "note");
    addTable(html, worst, classNames, most, true);
    html.open("details").element("summary", "All " + all + " classes");
    addTable(html, classes, classNames, most, false);
    html.close();
  }

  private static void addTable(
      Html html,
      List<ClassSummary> classes,
      Map<Integer, String> classNames,
      double most,
      boolean bars) {
    html.open("div", "class", "scroll").open("table", "class", "classes");
    html.open("thead").open("tr");
    for (String title : List.of("Class", "Rows")) {
      html.element("th", title, "scope", "col", "class", "number");
    }
    String style = bars ? "number barred" : "number";
    for (String title : List.of("Mean loss", "Precision", "Recall", "F1")) {
      html.element("th", title, "scope", "col", "class", style);
    }
    html.close().close().open("tbody");
    for (ClassSummary metrics : classes) {
      html.open("tr");
      addClass(html, "th", metrics.label(), classNames, "scope", "row", "class", "number");
      html.element("td", ReadableNumbers.count(metrics.count()), "class", "number");
      String loss = ReadableNumbers.significant(metrics.lossMean(), 4);
      addCell(html, loss, "loss", metrics.lossMean(), most, bars);
      addShare(html, metrics.precision(), bars);
      addShare(html, metrics.recall(), bars);
      addShare(html, metrics.f1(), bars);
      html.close();
    }
    html.close().close().close();
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
    html.open("td", "class", "number");
    html.element("span", text);
    if (bars) {
      html.open("svg", "viewBox", "0 0 72 8", "class", "small", "aria-hidden", "true");
      html.empty("rect", "class", "track", "width", WIDTH, "height", 8, "rx", 2);
      if (value != null && most > 0 && !value.isNaN()) {
        double width = WIDTH * Math.min(1, value / most);
        html.empty("rect", "class", style, "width", width, "height", 8, "rx", 2);
      }
      html.close();
    }
    html.close();
  }
}
