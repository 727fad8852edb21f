// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html;

import io.github.sparkxent.metric.name.MetricNames;
import io.github.sparkxent.metric.name.MetricValues;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.Verdict;
import io.github.sparkxent.report.html.chart.IntervalChart;
import io.github.sparkxent.report.reading.ShareIntervals;
import io.github.sparkxent.report.text.DoubleText;
import io.github.sparkxent.report.text.ReadableNumbers;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The metrics of the splits, with the intervals of their mean losses on one scale. */
final class SplitSection {
  private static final int COLUMNS = 50;

  private SplitSection() {}

  static void add(Html html, EvaluationReport report) {
    List<SplitReport> all = report.splits();
    List<Verdict> verdicts = report.gates();
    List<SplitReport> named = all.stream().filter(split -> split.split() != null).toList();
    List<SplitReport> splits = named.stream().limit(HtmlReport.SHOWN).toList();
    html.open("section", "aria-labelledby", Contents.SPLITS)
        .element("h2", "Splits", "id", Contents.SPLITS);
    if (splits.isEmpty()) {
      html.element("p", "There are no splits.", "class", "note").close();
      return;
    }
    List<IntervalChart.Interval> intervals =
        splits.stream().map(split -> interval(split, verdicts)).toList();
    IntervalChart chart = IntervalChart.of(intervals);
    ShareIntervals shares = ShareIntervals.of(report.run());
    List<SplitReport> linked =
        DetailSection.detailed(report).stream().limit(HtmlReport.DETAILED).toList();
    html.open("div", "class", HtmlReport.scroll(splits.size())).open("table", "class", "splits");
    addHeader(html, chart);
    html.open("tbody");
    for (int i = 0; i < splits.size(); i++) {
      SplitReport split = splits.get(i);
      String link =
          linked.contains(split) ? "#" + Contents.split(report.splits().indexOf(split)) : null;
      addName(html, split.split(), link);
      addLoss(html, split, chart, intervals.get(i));
      addFigures(html, split.metrics(), shares);
      html.close();
    }
    html.close().close().close();
    HtmlReport.addCut(html, named.size() - splits.size(), "splits");
    addAllMetrics(html, splits.stream().limit(COLUMNS).toList(), named.size());
    html.close();
  }

  private static void addHeader(Html html, IntervalChart chart) {
    html.open("thead").open("tr");
    html.element("th", "Split", "scope", "col");
    number(html, "Evaluated", MetricNames.ROW_COUNT);
    number(html, "Mean loss", MetricNames.LOSS_MEAN);
    html.element("th", "\u00b1 95 %", "scope", "col", "class", "number");
    html.open("th", "scope", "col", "class", "chart");
    html.element("span", "95 % interval of the mean loss", "class", "unseen");
    chart.addScale(html);
    html.close();
    number(html, "Accuracy", MetricNames.ACCURACY);
    html.element("th", "95 % interval", "scope", "col", "class", "number");
    number(html, "Perplexity", MetricNames.PERPLEXITY);
    number(html, "Loss sum", MetricNames.LOSS_SUM);
    html.close().close();
  }

  private static void number(Html html, String title, String metric) {
    String description = MetricNames.description(metric);
    html.element("th", title, "scope", "col", "class", "number", "title", description);
  }

  /** Returns the interval of a split, with the limits that gates set for its mean loss. */
  private static IntervalChart.Interval interval(SplitReport split, List<Verdict> verdicts) {
    MetricValues metrics = split.metrics();
    List<IntervalChart.Mark> limits =
        verdicts.stream()
            .filter(verdict -> split.split().equals(verdict.split()) && isLossLimit(verdict))
            .map(SplitSection::mark)
            .toList();
    return new IntervalChart.Interval(
        "mean loss "
            + ReadableNumbers.lossMean(metrics)
            + " \u00b1 "
            + ReadableNumbers.halfWidth(metrics),
        null,
        real(metrics.value(MetricNames.LOSS_MEAN)),
        real(metrics.value(MetricNames.LOSS_MEAN_CI95_LOW)),
        real(metrics.value(MetricNames.LOSS_MEAN_CI95_HIGH)),
        limits);
  }

  private static boolean isLossLimit(Verdict verdict) {
    return verdict.part().isWhole()
        && verdict.metric().equals(MetricNames.LOSS_MEAN)
        && (verdict.rule().equals("max") || verdict.rule().equals("min"));
  }

  private static IntervalChart.Mark mark(Verdict verdict) {
    return new IntervalChart.Mark(
        verdict.limit(),
        verdict.passed() ? "limit pass" : "limit fail",
        verdict.rule() + " " + DoubleText.shortest(verdict.limit()));
  }

  private static Double real(Number value) {
    return value == null ? null : (Double) value.doubleValue();
  }

  /** Opens the row of a split with its name, a link to its details if there are any. */
  private static void addName(Html html, String name, String link) {
    html.open("tr").open("th", "scope", "row");
    if (link != null) {
      html.open("a", "href", link);
    }
    html.element("span", name, "class", "name");
    if (link != null) {
      html.close();
    }
    html.close();
  }

  private static void addLoss(
      Html html, SplitReport split, IntervalChart chart, IntervalChart.Interval interval) {
    MetricValues metrics = split.metrics();
    html.element("td", ReadableNumbers.count(split.rows().evaluated()), "class", "number");
    html.element("td", ReadableNumbers.lossMean(metrics), "class", "number main");
    html.element("td", ReadableNumbers.halfWidth(metrics), "class", "number");
    html.open("td", "class", "chart");
    chart.addInterval(html, interval);
    html.close();
  }

  private static void addFigures(Html html, MetricValues metrics, ShareIntervals shares) {
    html.element(
        "td", ReadableNumbers.share(metrics.value(MetricNames.ACCURACY)), "class", "number");
    String interval = ReadableNumbers.interval(shares.accuracy(metrics));
    html.element("td", interval, "class", "number");
    html.element("td", ReadableNumbers.perplexity(metrics), "class", "number");
    html.element("td", ReadableNumbers.lossSum(metrics), "class", "number");
  }

  private static void addAllMetrics(Html html, List<SplitReport> splits, int all) {
    Set<String> names = new LinkedHashSet<>(MetricNames.ORDER);
    splits.forEach(split -> names.addAll(split.metrics().names()));
    names.removeIf(name -> splits.stream().noneMatch(s -> s.metrics().contains(name)));
    html.open("details").element("summary", "All metrics, all digits");
    html.open("div", "class", "scroll").open("table").open("thead").open("tr");
    html.element("th", "Metric", "scope", "col");
    splits.forEach(s -> html.name("th", s.split(), "scope", "col", "class", "number"));
    html.close().close().open("tbody");
    for (String name : names) {
      html.open("tr").open("th", "scope", "row", "title", MetricNames.description(name));
      html.element("code", name).close();
      for (SplitReport split : splits) {
        Number value = split.metrics().value(name);
        html.element("td", value == null ? "-" : text(value), "class", "number");
      }
      html.close();
    }
    html.close().close().close();
    HtmlReport.addCut(html, all - splits.size(), "splits");
    html.close();
  }

  private static String text(Number value) {
    return value instanceof Double number
        ? DoubleText.shortest(number)
        : ReadableNumbers.count(value.longValue());
  }
}
