// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html.chart;

import io.github.sparkxent.metric.HistogramBin;
import io.github.sparkxent.report.LossHistogram;
import io.github.sparkxent.report.html.Html;
import io.github.sparkxent.report.text.ReadableNumbers;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The spread of the losses: one bar a bin. All bars have one width, whatever the width of their
 * bins, so the scale is that of the bins, mostly logarithmic. A baseline's losses are a line over
 * the bars of the candidate's.
 */
public final class LossHistogramChart {
  private static final Plot PLOT = new Plot(64, 12, 460, 200);

  private LossHistogramChart() {}

  /**
   * Adds the chart of some losses, with those of a baseline unless that is null.
   *
   * @param html what it is added to
   * @param histogram the losses
   * @param baseline those of the baseline, or null
   */
  public static void add(Html html, LossHistogram histogram, LossHistogram baseline) {
    List<HistogramBin> other = baseline == null ? List.of() : baseline.bins();
    SortedSet<Double> ends = ends(histogram.bins(), other);
    List<HistogramBin> bins = joined(histogram.bins(), ends);
    if (bins.isEmpty()) {
      return;
    }
    List<HistogramBin> line = baseline == null ? List.of() : joined(other, ends);
    long most =
        Math.max(
            bins.stream().mapToLong(HistogramBin::count).max().orElseThrow(),
            line.stream().mapToLong(HistogramBin::count).max().orElse(0));
    html.open("figure").element("h4", "Losses");
    html.open(
        "svg",
        "viewBox",
        "0 0 542 256",
        "class",
        "chart",
        "width",
        542,
        "role",
        "img",
        "aria-label",
        description(bins, line));
    Axis axis = Axis.over(0, (double) Math.max(1, most), 4);
    PLOT.addLeftAxis(html, axis);
    double slot = PLOT.width() / bins.size();
    for (int i = 0; i < bins.size(); i++) {
      addBar(html, bins.get(i), PLOT.left() + i * slot, slot, axis);
    }
    addLine(html, line, slot, axis);
    for (LossScale.Tick tick : LossScale.ticks(bins)) {
      PLOT.addBottomLabel(html, PLOT.x(tick.position()), tick.label());
    }
    PLOT.addBottomAxis(html, "loss (nats)");
    PLOT.addLeftTitle(html, "rows");
    html.close();
    html.element("figcaption", caption(histogram, baseline, bins.size()));
    html.close();
  }

  private static String description(List<HistogramBin> bins, List<HistogramBin> baseline) {
    return "histogram of "
        + ReadableNumbers.count(rows(bins))
        + " losses"
        + (baseline.isEmpty()
            ? ""
            : " and of " + ReadableNumbers.count(rows(baseline)) + " losses of the baseline")
        + " from "
        + ReadableNumbers.significant(bins.get(0).low(), 3)
        + " to "
        + ReadableNumbers.significant(bins.get(bins.size() - 1).high(), 3);
  }

  private static String caption(LossHistogram histogram, LossHistogram baseline, int bins) {
    String infinite = infinite(histogram, " more are infinite.");
    if (baseline == null) {
      return ReadableNumbers.count(rows(histogram.bins()))
          + " finite losses in "
          + bins
          + " bins, which are not of one width."
          + infinite;
    }
    return "Bars: "
        + ReadableNumbers.count(rows(histogram.bins()))
        + " finite losses of the candidate in "
        + bins
        + " bins, which are not of one width."
        + infinite
        + " Line: "
        + ReadableNumbers.count(rows(baseline.bins()))
        + " of the baseline."
        + infinite(baseline, " more of the baseline are infinite.");
  }

  private static String infinite(LossHistogram histogram, String words) {
    return histogram.infiniteCount() == 0
        ? ""
        : " " + ReadableNumbers.count(histogram.infiniteCount()) + words;
  }

  private static long rows(List<HistogramBin> bins) {
    return bins.stream().mapToLong(HistogramBin::count).sum();
  }

  /** Returns the ends of bins at which two histograms can both be cut. */
  private static SortedSet<Double> ends(List<HistogramBin> some, List<HistogramBin> others) {
    SortedSet<Double> ends = new TreeSet<>();
    for (List<HistogramBin> bins : List.of(some, others)) {
      for (HistogramBin bin : bins) {
        ends.add(bin.low());
        ends.add(bin.high());
      }
    }
    for (List<HistogramBin> bins : List.of(some, others)) {
      for (HistogramBin bin : bins) {
        ends.removeIf(end -> end > bin.low() && end < bin.high());
      }
    }
    return ends;
  }

  /** Returns a histogram with these ends; none is inside of one of its bins. */
  private static List<HistogramBin> joined(List<HistogramBin> bins, SortedSet<Double> ends) {
    List<HistogramBin> joined = new ArrayList<>();
    Double low = null;
    for (Double high : ends) {
      if (low != null) {
        double from = low;
        long count =
            bins.stream()
                .filter(bin -> bin.low() >= from && bin.high() <= high)
                .mapToLong(HistogramBin::count)
                .sum();
        joined.add(new HistogramBin(from, high, count));
      }
      low = high;
    }
    return joined;
  }

  private static void addLine(Html html, List<HistogramBin> bins, double slot, Axis axis) {
    if (bins.isEmpty()) {
      return;
    }
    StringBuilder path = new StringBuilder("M" + Html.number(PLOT.left()));
    path.append(' ').append(Html.number(PLOT.bottom()));
    for (int i = 0; i < bins.size(); i++) {
      double y = PLOT.y(axis.position((double) bins.get(i).count()));
      path.append('V').append(Html.number(y));
      path.append('H').append(Html.number(PLOT.left() + (i + 1) * slot));
    }
    path.append('V').append(Html.number(PLOT.bottom()));
    html.empty("path", "class", "baseline", "d", path);
  }

  private static void addBar(Html html, HistogramBin bin, double x, double slot, Axis axis) {
    if (bin.count() == 0) {
      return;
    }
    double height = Math.max(1, PLOT.height() * axis.position((double) bin.count()));
    double gap = slot > 4 ? 1 : 0;
    html.open(
        "rect",
        "class",
        "column",
        "x",
        x + gap / 2,
        "y",
        PLOT.bottom() - height,
        "width",
        slot - gap,
        "height",
        height);
    html.element(
        "title",
        ReadableNumbers.count(bin.count())
            + " rows from "
            + ReadableNumbers.significant(bin.low(), 3)
            + " to "
            + ReadableNumbers.significant(bin.high(), 3));
    html.close();
  }
}
