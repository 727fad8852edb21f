// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html;

import io.github.sparkxent.metric.name.MetricNames;
import io.github.sparkxent.metric.name.MetricValues;
import io.github.sparkxent.metric.ranking.CurvePoint;
import io.github.sparkxent.report.html.chart.RankingCurve;
import io.github.sparkxent.report.text.ReadableNumbers;
import java.util.List;

/** How well the scores of two classes rank the rows of a split: curves, and a table behind them. */
final class RankingSection {
  private static final int DIGITS = 6;

  private RankingSection() {}

  static void add(Html html, List<CurvePoint> points, MetricValues metrics) {
    html.open("div", "class", "figures");
    RankingCurve.addRoc(html, points, ReadableNumbers.bounded(metrics, MetricNames.AUC));
    RankingCurve.addPrecision(
        html, points, ReadableNumbers.bounded(metrics, MetricNames.AVERAGE_PRECISION));
    html.close();
    html.open("details").element("summary", "Thresholds");
    html.open("div", "class", HtmlReport.scroll(points.size())).open("table").open("thead");
    html.open("tr");
    for (String head :
        List.of("Score", "Recall", "Specificity", "False positive rate", "Precision", "F1")) {
      html.element("th", head, "scope", "col", "class", "number");
    }
    html.close().close().open("tbody");
    points.forEach(point -> addRow(html, point));
    html.close().close().close().close();
  }

  private static void addRow(Html html, CurvePoint point) {
    html.open("tr");
    number(html, "\u2265 " + ReadableNumbers.significant(point.threshold(), DIGITS));
    number(html, ReadableNumbers.share(point.recall()));
    number(html, ReadableNumbers.share(point.specificity()));
    number(html, ReadableNumbers.share(point.falsePositiveRate()));
    number(html, ReadableNumbers.share(point.precision()));
    number(html, ReadableNumbers.share(point.f1()));
    html.close();
  }

  private static void number(Html html, String text) {
    html.element("td", text, "class", "number");
  }
}
