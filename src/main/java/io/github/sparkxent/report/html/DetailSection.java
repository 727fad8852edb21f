// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html;

import io.github.sparkxent.metric.WorstRow;
import io.github.sparkxent.metric.name.MetricBounds;
import io.github.sparkxent.metric.name.MetricNames;
import io.github.sparkxent.report.ClassText;
import io.github.sparkxent.report.ComparisonDetails;
import io.github.sparkxent.report.ComparisonReport;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.SplitDetails;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.html.chart.LossHistogramChart;
import io.github.sparkxent.report.html.chart.ReliabilityDiagram;
import io.github.sparkxent.report.reading.ShareIntervals;
import io.github.sparkxent.report.text.ReadableNumbers;
import java.util.List;
import java.util.Map;

/** The details of the splits, each with all parts that it has; folded where there are many. */
final class DetailSection {
  /** Of more splits than these each is folded. */
  private static final int OPEN = 3;

  private DetailSection() {}

  /** Returns the splits that have more than a line in a table. */
  static List<SplitReport> detailed(EvaluationReport report) {
    return report.splits().stream()
        .filter(
            split ->
                !split.details().equals(SplitDetails.none())
                    || !split.slices().isEmpty()
                    || !split.sliceCuts().isEmpty()
                    || split.comparison() != null)
        .toList();
  }

  static void addAll(Html html, EvaluationReport report) {
    List<SplitReport> detailed = detailed(report);
    if (detailed.isEmpty()) {
      return;
    }
    html.open("section", "aria-labelledby", Contents.DETAILS);
    html.element("h2", "Details", "id", Contents.DETAILS);
    boolean isOpen = detailed.size() <= OPEN;
    if (!isOpen) {
      html.element("p", "Open a split to see its figures.", "class", "note");
    }
    for (SplitReport split : detailed.stream().limit(HtmlReport.DETAILED).toList()) {
      html.open("details", "class", "split", "open", isOpen ? "open" : null);
      html.open("summary").open("h3").element("small", "Split ");
      html.element("span", HtmlReport.name(split.split()), "class", "name").close().close();
      html.open("div", "id", Contents.split(report.splits().indexOf(split)));
      add(html, split, report, !isOpen);
      html.close().close();
    }
    HtmlReport.addCut(html, detailed.size() - HtmlReport.DETAILED, "splits with details");
    html.close();
  }

  private static void add(Html html, SplitReport split, EvaluationReport report, boolean small) {
    Map<Integer, String> classNames = report.classNames();
    ShareIntervals intervals = ShareIntervals.of(report.run());
    SplitDetails details = split.details();
    ComparisonDetails baseline = baseline(split);
    if (MetricBounds.isLowerBound(MetricNames.LOSS_MEAN, split.metrics())) {
      html.element(
          "p",
          "Losses are lower bounds, also those of bins, classes and rows: "
              + ReadableNumbers.count(
                  split.metrics().value(MetricNames.UNLISTED_LABEL_COUNT).longValue())
              + " rows do not list their label.",
          "class",
          "note");
    }
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
            html,
            details.calibrationBins(),
            baseline.baselineCalibrationBins(),
            split.metrics(),
            intervals);
      }
      html.close();
    }
    if (!details.curve().isEmpty()) {
      RankingSection.add(html, details.curve(), split.metrics());
    }
    if (details.confusionMatrix() != null) {
      ConfusionSection.add(html, details.confusionMatrix(), classNames, small);
    }
    if (!details.classes().isEmpty()) {
      ClassSection.add(html, details.classes(), classNames, intervals);
    }
    SliceSection.add(html, split, intervals);
    if (!details.worstRows().isEmpty()) {
      addWorstRows(html, details.worstRows(), classNames);
    }
    ChangedRows.add(html, "better", baseline.better(), classNames);
    ChangedRows.add(html, "worse", baseline.worse(), classNames);
  }

  private static ComparisonDetails baseline(SplitReport split) {
    ComparisonReport comparison = split.comparison();
    return comparison == null || comparison.details() == null
        ? new ComparisonDetails(null, null, null, null, null)
        : comparison.details();
  }

  private static void addWorstRows(
      Html html, List<WorstRow> rows, Map<Integer, String> classNames) {
    html.element("h4", "Rows with the largest losses");
    html.open("div", "class", HtmlReport.scroll(rows.size())).open("table");
    html.open("thead").open("tr");
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
