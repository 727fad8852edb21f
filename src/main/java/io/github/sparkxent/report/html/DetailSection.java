// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html;

import io.github.sparkxent.report.ClassText;
import io.github.sparkxent.report.ReadableNumbers;
import io.github.sparkxent.report.SplitDetails;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.WorstRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The details of one split: whatever parts there are. */
final class DetailSection {
  private DetailSection() {}

  static void add(Html html, SplitReport split) {
    SplitDetails details = split.details();
    html.open("section", "class", "split");
    html.open("h2").element("small", "Split ").text(HtmlReport.name(split.split())).close();
    if (details.histogram() != null || !details.calibration().isEmpty()) {
      html.open("div", "class", "figures");
      if (details.histogram() != null) {
        LossHistogramChart.add(html, details.histogram());
      }
      if (!details.calibration().isEmpty()) {
        ReliabilityDiagram.add(html, details.calibration(), split.metrics());
      }
      html.close();
    }
    if (details.confusion() != null) {
      ConfusionSection.add(html, details.confusion());
    }
    if (!details.classes().isEmpty()) {
      ClassSection.add(html, details.classes());
    }
    SliceSection.add(html, split.slices());
    if (!details.worstRows().isEmpty()) {
      addWorstRows(html, details);
    }
    html.close();
  }

  private static void addWorstRows(Html html, SplitDetails details) {
    List<WorstRow> rows = details.worstRows();
    Map<String, String> names = new HashMap<>();
    details.classes().forEach(one -> names.put(Integer.toString(one.label()), one.name()));
    html.element("h3", "Rows with the largest losses");
    html.open("div", "class", "scroll").open("table").open("thead").open("tr");
    html.element("th", "Row", "scope", "col").element("th", "Label", "scope", "col");
    html.element("th", "Prediction", "scope", "col");
    html.element("th", "Confidence", "scope", "col", "class", "number");
    html.element("th", "Loss", "scope", "col", "class", "number").close().close().open("tbody");
    for (WorstRow row : rows.stream().limit(HtmlReport.SHOWN).toList()) {
      html.open("tr").name("td", text(row.id()));
      html.name("td", classText(names, row.label()));
      html.name("td", classText(names, row.prediction()));
      html.element("td", ReadableNumbers.share(row.confidence()), "class", "number");
      html.element("td", ReadableNumbers.significant(row.loss(), 6), "class", "number").close();
    }
    html.close().close().close();
    HtmlReport.addCut(html, rows.size() - HtmlReport.SHOWN, "rows");
  }

  private static String classText(Map<String, String> names, String id) {
    return id == null ? text(null) : ClassText.of(id, names.get(id));
  }

  private static String text(String value) {
    return value == null ? "-" : value;
  }
}
