// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html;

import io.github.sparkxent.metric.WorstRow;
import io.github.sparkxent.report.ClassText;
import io.github.sparkxent.report.ComparisonDetails;
import io.github.sparkxent.report.ComparisonReport;
import io.github.sparkxent.report.SplitDetails;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.html.chart.LossHistogramChart;
import io.github.sparkxent.report.html.chart.ReliabilityDiagram;
import io.github.sparkxent.report.text.ReadableNumbers;
import java.util.List;
import java.util.Map;

/** The details of one split: all parts that it has. */
final class DetailSection {
  private DetailSection() {}

  static void add(Html html, SplitReport split, Map<Integer, String> classNames) {
    SplitDetails details = split.details();
    ComparisonDetails baseline = baseline(split);
    html.open("section", "class", "split");
    html.open("h2").element("small", "Split ").text(HtmlReport.name(split.split())).close();
    if (split.comparison() != null) {
      ComparisonFigures.add(html, split.comparison());
    }
    if (details.lossHistogram() != null || !details.calibrationBins().isEmpty()) {
      html.open("div", "class", "figures");
      if (details.lossHistogram() != null) {
        LossHistogramChart.add(html, details.lossHistogram(), baseline.baselineLossHistogram());
      }
      if (!details.calibrationBins().isEmpty()) {
        ReliabilityDiagram.add(
            html, details.calibrationBins(), baseline.baselineCalibrationBins(), split.metrics());
      }
      html.close();
    }
    if (details.confusionMatrix() != null) {
      ConfusionSection.add(html, details.confusionMatrix(), classNames);
    }
    if (!details.classes().isEmpty()) {
      ClassSection.add(html, details.classes(), classNames);
    }
    SliceSection.add(html, split);
    if (!details.worstRows().isEmpty()) {
      addWorstRows(html, details.worstRows(), classNames);
    }
    ChangedRows.add(html, "better", baseline.better(), classNames);
    ChangedRows.add(html, "worse", baseline.worse(), classNames);
    html.close();
  }

  private static ComparisonDetails baseline(SplitReport split) {
    ComparisonReport comparison = split.comparison();
    return comparison == null || comparison.details() == null
        ? new ComparisonDetails(null, null, null, null, null)
        : comparison.details();
  }

  private static void addWorstRows(
      Html html, List<WorstRow> rows, Map<Integer, String> classNames) {
    html.element("h3", "Rows with the largest losses");
    html.open("div", "class", "scroll").open("table").open("thead").open("tr");
    html.element("th", "Row", "scope", "col").element("th", "Label", "scope", "col");
    html.element("th", "Prediction", "scope", "col");
    html.element("th", "Confidence", "scope", "col", "class", "number");
    html.element("th", "Loss", "scope", "col", "class", "number").close().close().open("tbody");
    for (WorstRow row : rows.stream().limit(HtmlReport.SHOWN).toList()) {
      html.open("tr").name("td", row.id() == null ? "-" : row.id());
      html.name("td", ClassText.of(row.label(), classNames));
      html.name("td", ClassText.of(row.prediction(), classNames));
      html.element("td", ReadableNumbers.share(row.confidence()), "class", "number");
      html.element("td", ReadableNumbers.significant(row.loss(), 6), "class", "number").close();
    }
    html.close().close().close();
    HtmlReport.addCut(html, rows.size() - HtmlReport.SHOWN, "rows");
  }
}
