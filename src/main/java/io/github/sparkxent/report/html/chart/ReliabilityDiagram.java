// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html.chart;

import io.github.sparkxent.metric.CalibrationBin;
import io.github.sparkxent.metric.inference.ShareInterval;
import io.github.sparkxent.metric.name.MetricNames;
import io.github.sparkxent.metric.name.MetricValues;
import io.github.sparkxent.report.html.Html;
import io.github.sparkxent.report.reading.ShareIntervals;
import io.github.sparkxent.report.text.ReadableNumbers;
import java.util.List;

/**
 * Accuracy against confidence, bin by bin: on the diagonal a model is calibrated, below it
 * overconfident. Thin lines are the intervals of the accuracies; bins of few rows are pale. A strip
 * below shows where the rows are. A baseline is a line through its bins.
 */
public final class ReliabilityDiagram {
  private static final Plot PLOT = new Plot(64, 12, 300, 200);
  private static final Plot STRIP = new Plot(64, 262, 300, 44);
  private static final int TICKS = 5;

  private ReliabilityDiagram() {}

  /**
   * Adds the diagram of some bins, with those of a baseline unless these are empty.
   *
   * @param html what it is added to
   * @param bins the bins
   * @param baseline those of the baseline, or none
   * @param metrics the metrics of the split
   * @param intervals the intervals of the run
   */
  public static void add(
      Html html,
      List<CalibrationBin> bins,
      List<CalibrationBin> baseline,
      MetricValues metrics,
      ShareIntervals intervals) {
    html.open("figure").element("h4", "Calibration");
    html.open(
        "svg",
        "viewBox",
        "0 0 384 310",
        "class",
        "chart",
        "width",
        384,
        "role",
        "img",
        "aria-label",
        "reliability diagram: accuracy by confidence in "
            + bins.size()
            + " bins"
            + (baseline.isEmpty() ? "" : ", of the candidate and of the baseline"));
    Axis axis = Axis.over(0, 1, TICKS);
    PLOT.addLeftAxis(html, axis);
    for (CalibrationBin bin : bins) {
      addBin(html, bin, intervals.of(bin.accuracy(), bin.count()));
    }
    html.empty(
        "path",
        "class",
        "diagonal",
        "d",
        Plot.line(PLOT.left(), PLOT.bottom(), PLOT.right(), PLOT.top()));
    addLine(html, baseline);
    for (int i = 0; i < axis.ticks(); i++) {
      PLOT.addBottomLabel(html, PLOT.x(axis.tickPosition(i)), axis.label(i));
    }
    PLOT.addBottomAxis(html, "confidence");
    PLOT.addLeftTitle(html, "accuracy");
    addStrip(html, bins, baseline);
    html.close();
    Number ece = metrics.value(MetricNames.ECE);
    String mean =
        ece == null ? "" : " Its weighted mean (ECE): " + ReadableNumbers.share(ece) + ".";
    html.element(
        "figcaption",
        (baseline.isEmpty() ? "Blue lines: " : "Blue lines: of the candidate, ")
            + "the accuracy by confidence; red: the gap between the two."
            + mean
            + (baseline.isEmpty() ? "" : " The other line: the baseline's accuracy.")
            + (hasIntervals(bins, intervals) ? " Thin lines: 95 % intervals of the accuracy." : "")
            + " Pale: fewer than "
            + ShareIntervals.FEW_ROWS
            + " rows. Below: the rows by confidence.");
    html.close();
  }

  private static boolean hasIntervals(List<CalibrationBin> bins, ShareIntervals intervals) {
    return bins.stream().anyMatch(bin -> intervals.of(bin.accuracy(), bin.count()) != null);
  }

  private static void addBin(Html html, CalibrationBin bin, ShareInterval interval) {
    if (bin.accuracy() == null || bin.confidence() == null) {
      return;
    }
    double x = PLOT.x(bin.low()) + 0.5;
    double width = PLOT.width() * (bin.high() - bin.low()) - 1;
    double accuracy = PLOT.y(bin.accuracy());
    double confidence = PLOT.y(bin.confidence());
    html.open("g", "class", bin.count() < ShareIntervals.FEW_ROWS ? "few" : null);
    String shown = interval == null ? "" : " (" + ReadableNumbers.interval(interval) + ")";
    html.element("title", describe(bin) + shown);
    double lower = Math.max(accuracy, confidence);
    double upper = Math.min(accuracy, confidence);
    addRect(html, "column", x, lower, width, PLOT.bottom() - lower);
    addRect(html, "gap", x, upper, width, lower - upper);
    html.empty("path", "class", "bar", "d", Plot.line(x, accuracy, x + width, accuracy));
    if (interval != null) {
      double middle = x + width / 2;
      String ends = Plot.line(middle, PLOT.y(interval.low()), middle, PLOT.y(interval.high()));
      html.empty("path", "class", "whisker", "d", ends);
    }
    html.close();
  }

  private static void addRect(
      Html html, String style, double x, double y, double width, double height) {
    html.empty("rect", "class", style, "x", x, "y", y, "width", width, "height", height);
  }

  /** Adds a line through the bins of the baseline that have rows. */
  private static void addLine(Html html, List<CalibrationBin> baseline) {
    StringBuilder path = new StringBuilder();
    for (CalibrationBin bin : baseline) {
      if (bin.accuracy() != null && bin.confidence() != null) {
        double x = PLOT.x(bin.confidence());
        double y = PLOT.y(bin.accuracy());
        path.append(path.isEmpty() ? 'M' : 'L');
        path.append(Html.number(x)).append(' ').append(Html.number(y));
        html.open("circle", "class", "baseline dot", "cx", x, "cy", y, "r", 3.5);
        html.element("title", "baseline: " + describe(bin)).close();
      }
    }
    if (!path.isEmpty()) {
      html.empty("path", "class", "baseline", "d", path);
    }
  }

  private static void addStrip(
      Html html, List<CalibrationBin> bins, List<CalibrationBin> baseline) {
    long most = Math.max(1, Math.max(most(bins), most(baseline)));
    for (CalibrationBin bin : bins) {
      double height = height(bin, most);
      double x = STRIP.x(bin.low()) + 0.5;
      double width = STRIP.width() * (bin.high() - bin.low()) - 1;
      addRect(html, "muted", x, STRIP.bottom() - height, width, height);
    }
    for (CalibrationBin bin : baseline) {
      double y = STRIP.bottom() - height(bin, most);
      String line = Plot.line(STRIP.x(bin.low()), y, STRIP.x(bin.high()), y);
      html.empty("path", "class", "baseline", "d", line);
    }
    html.element(
        "text",
        ReadableNumbers.count(most),
        "x",
        STRIP.left() - 6,
        "y",
        STRIP.top() + 8,
        "class",
        "tick end");
    html.empty(
        "path",
        "class",
        "axis",
        "d",
        Plot.line(STRIP.left(), STRIP.bottom(), STRIP.right(), STRIP.bottom()));
    STRIP.addLeftTitle(html, "rows");
  }

  private static long most(List<CalibrationBin> bins) {
    return bins.stream().mapToLong(CalibrationBin::count).max().orElse(0);
  }

  private static double height(CalibrationBin bin, long most) {
    double share = (double) bin.count() / most;
    return bin.count() == 0 ? 0 : Math.max(1, STRIP.height() * share);
  }

  private static String describe(CalibrationBin bin) {
    return ReadableNumbers.count(bin.count())
        + " rows, confidence "
        + ReadableNumbers.share(bin.confidence())
        + ", accuracy "
        + ReadableNumbers.share(bin.accuracy());
  }
}
