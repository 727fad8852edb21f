// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html;

import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import io.github.sparkxent.metric.ConfusionCell;
import io.github.sparkxent.report.ConfusionMatrix;
import io.github.sparkxent.report.html.chart.ConfusionHeatMap;
import io.github.sparkxent.report.text.ReadableNumbers;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The confusion matrix as a heat map, and the most frequent confusions. */
final class ConfusionSection {
  private static final int FREQUENT = 10;

  private ConfusionSection() {}

  static void add(
      Html html, ConfusionMatrix matrix, Map<Integer, String> classNames, boolean small) {
    html.element("h4", "Confusion matrix");
    if (matrix.cells().isEmpty()) {
      html.element("p", "No row was evaluated.", "class", "note");
      return;
    }
    html.open("div", "class", "figures");
    ConfusionHeatMap.add(html, matrix, classNames, small);
    addFrequent(html, matrix, classNames);
    html.close();
  }

  private static void addFrequent(
      Html html, ConfusionMatrix matrix, Map<Integer, String> classNames) {
    Comparator<ConfusionCell> byCount = comparingLong(ConfusionCell::count);
    List<ConfusionCell> frequent =
        matrix.cells().stream()
            .filter(cell -> cell.label() != cell.prediction())
            .sorted(byCount.reversed())
            .limit(FREQUENT)
            .toList();
    if (frequent.isEmpty()) {
      html.element("p", "Every row was predicted as its label.", "class", "note");
      return;
    }
    Map<Integer, Long> rows =
        matrix.cells().stream()
            .collect(groupingBy(ConfusionCell::label, summingLong(ConfusionCell::count)));
    html.open("div", "class", "scroll").open("table");
    html.element("caption", "Most frequent confusions").open("thead").open("tr");
    for (String title : List.of("Label", "Predicted as", "Rows", "Share of the label")) {
      html.element("th", title, "scope", "col", "class", "number");
    }
    html.close().close().open("tbody");
    for (ConfusionCell cell : frequent) {
      html.open("tr");
      for (int id : new int[] {cell.label(), cell.prediction()}) {
        ClassSection.addClass(html, "td", id, classNames, "class", "number");
      }
      html.element("td", ReadableNumbers.count(cell.count()), "class", "number");
      double share = (double) cell.count() / rows.get(cell.label());
      html.element("td", ReadableNumbers.share(share), "class", "number").close();
    }
    html.close().close().close();
  }
}
