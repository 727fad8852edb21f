// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html.chart;

import io.github.sparkxent.report.history.ChangedKey;
import io.github.sparkxent.report.history.HistoryPoint;
import io.github.sparkxent.report.history.HistoryRun;
import io.github.sparkxent.report.html.Html;
import io.github.sparkxent.report.text.ReadableNumbers;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One metric of one split run by run, in equal steps: dots with intervals, the band of the runs
 * before each, and lines where the configuration of the figures changed.
 */
public final class HistoryChart {
  private static final int INTERVALS = 5;
  private static final int DATES = 5;
  private static final int DIGITS = 6;
  private static final Plot PLOT = new Plot(76, 12, 808, 180);

  private final List<HistoryRun> runs;
  private final String split;
  private final String metric;
  private Axis axis;

  private HistoryChart(List<HistoryRun> runs, String split, String metric) {
    this.runs = runs;
    this.split = split;
    this.metric = metric;
  }

  /**
   * Adds a chart; a note in its place if no run has a finite value.
   *
   * @param html what it is added to
   * @param runs the runs, the first first
   * @param split the split
   * @param metric the name of the metric
   */
  public static void add(Html html, List<HistoryRun> runs, String split, String metric) {
    new HistoryChart(runs, split, metric).add(html);
  }

  private void add(Html html) {
    List<Double> all = new ArrayList<>();
    for (HistoryRun run : runs) {
      HistoryPoint point = run.point(split, metric);
      if (isShown(point)) {
        addFinite(all, point.value(), point.low(), point.high(), point.bandLow(), point.bandHigh());
      }
    }
    html.open("figure").element("h3", metric);
    if (all.isEmpty()) {
      html.element("p", "No run has a finite value.", "class", "note").close();
      return;
    }
    axis =
        Axis.over(
            all.stream().min(Double::compare).orElseThrow(),
            all.stream().max(Double::compare).orElseThrow(),
            INTERVALS);
    html.open(
        "svg",
        "viewBox",
        "0 0 920 224",
        "class",
        "chart trend",
        "role",
        "img",
        "aria-label",
        metric + " of " + split + " in " + runs.size() + " runs");
    PLOT.addLeftAxis(html, axis);
    addBand(html);
    addChanges(html);
    addValues(html);
    addDates(html);
    html.close().close();
  }

  private static void addFinite(List<Double> all, Double... values) {
    for (Double value : values) {
      if (value != null && Double.isFinite(value)) {
        all.add(value);
      }
    }
  }

  private static boolean isShown(HistoryPoint point) {
    return point != null && point.value() != null && Double.isFinite(point.value());
  }

  /** Adds the areas between the edges, one for each stretch of runs that have a band. */
  private void addBand(Html html) {
    List<String> upper = new ArrayList<>();
    List<String> lower = new ArrayList<>();
    for (int i = 0; i <= runs.size(); i++) {
      HistoryPoint point = i == runs.size() ? null : runs.get(i).point(split, metric);
      if (isShown(point) && point.bandLow() != null) {
        double from = Math.max(PLOT.left(), x(i - 0.5));
        double to = Math.min(PLOT.right(), x(i + 0.5));
        upper.add(at(from, y(point.bandHigh())) + "L" + at(to, y(point.bandHigh())));
        lower.add(0, at(to, y(point.bandLow())) + "L" + at(from, y(point.bandLow())));
      } else if (!upper.isEmpty()) {
        String area = "M" + String.join("L", upper) + "L" + String.join("L", lower) + "Z";
        html.empty("path", "class", "band", "d", area);
        upper.clear();
        lower.clear();
      }
    }
  }

  private void addChanges(Html html) {
    for (int i = 0; i < runs.size(); i++) {
      if (runs.get(i).isAnew()) {
        String what =
            runs.get(i).changed().stream()
                .filter(ChangedKey::decides)
                .map(ChangedKey::text)
                .collect(Collectors.joining(", "));
        double x = Math.max(PLOT.left(), x(i - 0.5));
        html.open("path", "class", "change", "d", Plot.line(x, PLOT.top(), x, PLOT.bottom()));
        html.element("title", what).close();
      }
    }
  }

  private void addValues(Html html) {
    StringBuilder line = new StringBuilder();
    StringBuilder whiskers = new StringBuilder();
    for (int i = 0; i < runs.size(); i++) {
      HistoryPoint point = runs.get(i).point(split, metric);
      if (isShown(point)) {
        line.append(line.isEmpty() ? 'M' : 'L').append(at(x(i), y(point.value())));
        if (isFinite(point.low()) && isFinite(point.high())) {
          whiskers.append(Plot.line(x(i), y(point.low()), x(i), y(point.high())));
        }
      }
    }
    if (!whiskers.isEmpty()) {
      html.empty("path", "class", "whiskers", "d", whiskers);
    }
    html.empty("path", "class", "course", "d", line);
    for (int i = 0; i < runs.size(); i++) {
      HistoryPoint point = runs.get(i).point(split, metric);
      if (isShown(point)) {
        addDot(html, i, runs.get(i), point);
      }
    }
  }

  private void addDot(Html html, int index, HistoryRun run, HistoryPoint point) {
    String style = !point.passed() ? "dot worse" : run.accepted() ? "dot" : "dot unsure";
    double radius = runs.size() > 200 ? 2 : 3.5;
    html.open("circle", "class", style, "cx", x(index), "cy", y(point.value()), "r", radius);
    html.element("title", title(run, point)).close();
  }

  private static String title(HistoryRun run, HistoryPoint point) {
    String text = run.id() + ": " + ReadableNumbers.significant(point.value(), DIGITS);
    if (isFinite(point.low()) && isFinite(point.high())) {
      text += " (" + interval(point.low(), point.high()) + ")";
    }
    if (point.bandLow() != null) {
      text += ", band " + interval(point.bandLow(), point.bandHigh());
    }
    return text
        + (point.passed() ? "" : ", a gate failed")
        + (run.accepted() ? "" : ", not accepted");
  }

  private static String interval(double low, double high) {
    return ReadableNumbers.significant(low, DIGITS)
        + " to "
        + ReadableNumbers.significant(high, DIGITS);
  }

  private void addDates(Html html) {
    int labels = Math.min(DATES, runs.size());
    for (int i = 0; i < labels; i++) {
      int run = labels == 1 ? 0 : (int) ((long) i * (runs.size() - 1) / (labels - 1));
      String date = runs.get(run).started().atZone(ZoneOffset.UTC).toLocalDate().toString();
      PLOT.addBottomLabel(html, x(run), date);
    }
    html.empty(
        "path",
        "class",
        "axis",
        "d",
        Plot.line(PLOT.left(), PLOT.bottom(), PLOT.right(), PLOT.bottom()));
  }

  private static boolean isFinite(Double value) {
    return value != null && Double.isFinite(value);
  }

  /** Returns where a run stands; half a step lies before the first and behind the last. */
  private double x(double index) {
    return PLOT.x((index + 0.5) / runs.size());
  }

  private double y(double value) {
    return PLOT.y(axis.position(value));
  }

  private static String at(double x, double y) {
    return Html.number(x) + " " + Html.number(y);
  }
}
