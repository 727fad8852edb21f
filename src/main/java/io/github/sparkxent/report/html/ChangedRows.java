// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html;

import io.github.sparkxent.metric.ChangedRow;
import io.github.sparkxent.report.ClassText;
import io.github.sparkxent.report.text.ReadableNumbers;
import java.util.List;
import java.util.Map;

/** The rows whose losses differ most between baseline and candidate. */
final class ChangedRows {
  private ChangedRows() {}

  static void add(
      Html html, String direction, List<ChangedRow> rows, Map<Integer, String> classNames) {
    if (rows.isEmpty()) {
      return;
    }
    html.element("h4", "Rows that changed most for the " + direction);
    html.open("div", "class", "scroll").open("table", "class", "changed").open("thead").open("tr");
    for (String title : List.of("Row", "Label", "Baseline predicts", "Candidate predicts")) {
      html.element("th", title, "scope", "col");
    }
    for (String title : List.of("Baseline's loss", "Candidate's loss", "Difference")) {
      html.element("th", title, "scope", "col", "class", "number");
    }
    html.close().close().open("tbody");
    for (ChangedRow row : rows.stream().limit(HtmlReport.SHOWN).toList()) {
      html.open("tr").name("td", row.id() == null ? "-" : row.id());
      html.name("td", ClassText.of(row.label(), classNames));
      addPrediction(html, row, row.baselinePrediction(), classNames);
      addPrediction(html, row, row.prediction(), classNames);
      html.element("td", ReadableNumbers.significant(row.baselineLoss(), 6), "class", "number");
      html.element("td", ReadableNumbers.significant(row.loss(), 6), "class", "number");
      html.element("td", ReadableNumbers.significant(row.difference(), 6), "class", "number");
      html.close();
    }
    html.close().close().close();
    HtmlReport.addCut(html, rows.size() - HtmlReport.SHOWN, "rows");
  }

  private static void addPrediction(
      Html html, ChangedRow row, int prediction, Map<Integer, String> classNames) {
    String style = prediction == row.label() ? null : "bad";
    html.name("td", ClassText.of(prediction, classNames), "class", style);
  }
}
