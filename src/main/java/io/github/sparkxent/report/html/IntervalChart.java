// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html;

import io.github.sparkxent.report.MetricNames;
import io.github.sparkxent.report.MetricValues;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.Verdict;
import io.github.sparkxent.report.text.DoubleText;
import io.github.sparkxent.report.text.ReadableNumbers;
import java.util.ArrayList;
import java.util.List;

/** The mean losses of splits as dots with their intervals, one cell a split, all on one scale. */
final class IntervalChart {
  private static final double WIDTH = 320;
  private static final double MARGIN = 22;
  private static final double HEIGHT = 30;
  private static final int INTERVALS = 4;

  private final Axis axis;
  private final List<Verdict> limits;

  private IntervalChart(Axis axis, List<Verdict> limits) {
    this.axis = axis;
    this.limits = limits;
  }

  static IntervalChart of(List<SplitReport> splits, List<Verdict> verdicts) {
    List<Double> values = new ArrayList<>();
    for (SplitReport split : splits) {
      addFinite(values, split.metrics().value(MetricNames.LOSS_MEAN));
      addFinite(values, split.metrics().value(MetricNames.LOSS_MEAN_CI95_LOW));
      addFinite(values, split.metrics().value(MetricNames.LOSS_MEAN_CI95_HIGH));
    }
    if (values.isEmpty()) {
      return new IntervalChart(null, List.of());
    }
    double low = values.stream().min(Double::compare).orElseThrow();
    double high = values.stream().max(Double::compare).orElseThrow();
    List<Verdict> limits = verdicts.stream().filter(verdict -> isNear(verdict, low, high)).toList();
    for (Verdict verdict : limits) {
      addFinite(values, verdict.limit());
    }
    double least = values.stream().min(Double::compare).orElseThrow();
    double most = values.stream().max(Double::compare).orElseThrow();
    return new IntervalChart(Axis.over(least, most, INTERVALS), limits);
  }

  /** Adds the scale, for the header of the column. */
  void addScale(Html html) {
    if (axis == null) {
      return;
    }
    html.open("svg", "viewBox", "0 0 320 18", "class", "interval", "aria-hidden", "true");
    for (int i = 0; i < axis.ticks(); i++) {
      double x = at(axis.tickPosition(i));
      html.element("text", axis.label(i), "x", x, "y", 13.0, "class", "tick middle");
    }
    html.close();
  }

  /** Adds the interval of a split. */
  void addInterval(Html html, SplitReport split) {
    MetricValues metrics = split.metrics();
    Number mean = metrics.value(MetricNames.LOSS_MEAN);
    if (axis == null || mean == null || !Double.isFinite(mean.doubleValue())) {
      return;
    }
    html.open(
        "svg",
        "viewBox",
        "0 0 320 30",
        "class",
        "interval",
        "role",
        "img",
        "aria-label",
        "mean loss "
            + ReadableNumbers.lossMean(metrics)
            + " \u00b1 "
            + ReadableNumbers.halfWidth(metrics));
    for (int i = 0; i < axis.ticks(); i++) {
      html.empty("path", "class", "grid", "d", vertical(at(axis.tickPosition(i)), 0, HEIGHT));
    }
    addLimits(html, split);
    addBar(html, metrics);
    html.empty("circle", "class", "dot", "cx", x(mean.doubleValue()), "cy", HEIGHT / 2, "r", 4.5);
    html.close();
  }

  private void addBar(Html html, MetricValues metrics) {
    Number low = metrics.value(MetricNames.LOSS_MEAN_CI95_LOW);
    Number high = metrics.value(MetricNames.LOSS_MEAN_CI95_HIGH);
    if (low == null || high == null || !Double.isFinite(low.doubleValue() + high.doubleValue())) {
      return;
    }
    double from = x(low.doubleValue());
    double to = x(high.doubleValue());
    html.empty(
        "path",
        "class",
        "bar",
        "d",
        "M"
            + Html.number(from)
            + " 15H"
            + Html.number(to)
            + vertical(from, 10, 20)
            + vertical(to, 10, 20));
  }

  private void addLimits(Html html, SplitReport split) {
    for (Verdict limit : limits) {
      if (split.split().equals(limit.split())) {
        String style = limit.passed() ? "limit pass" : "limit fail";
        html.open("path", "class", style, "d", vertical(x(limit.limit()), 3, HEIGHT - 3));
        html.element("title", limit.rule() + " " + DoubleText.shortest(limit.limit())).close();
      }
    }
  }

  private double x(double value) {
    return at(axis.position(value));
  }

  private static double at(double position) {
    return MARGIN + (WIDTH - 2 * MARGIN) * position;
  }

  private static String vertical(double x, double from, double to) {
    return "M" + Html.number(x) + " " + Html.number(from) + "V" + Html.number(to);
  }

  /** A limit far from the losses is not drawn: it would squeeze them into a corner. */
  private static boolean isNear(Verdict verdict, double low, double high) {
    double reach = Math.max(high - low, Math.abs(high) / 2);
    return verdict.part().isWhole()
        && verdict.metric().equals(MetricNames.LOSS_MEAN)
        && (verdict.rule().equals("max") || verdict.rule().equals("min"))
        && verdict.limit() >= low - reach
        && verdict.limit() <= high + reach;
  }

  private static void addFinite(List<Double> values, Number value) {
    if (value != null && Double.isFinite(value.doubleValue())) {
      values.add(value.doubleValue());
    }
  }
}
