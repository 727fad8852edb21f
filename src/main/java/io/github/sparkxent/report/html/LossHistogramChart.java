// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html;

import io.github.sparkxent.metric.HistogramBin;
import io.github.sparkxent.report.LossHistogram;
import io.github.sparkxent.report.text.ReadableNumbers;
import java.util.List;

/**
 * The spread of the losses: one bar a bin. All bars have one width, whatever the width of their
 * bins, so the scale is that of the bins, mostly logarithmic.
 */
final class LossHistogramChart {
  private static final Plot PLOT = new Plot(64, 12, 460, 200);

  private LossHistogramChart() {}

  static void add(Html html, LossHistogram histogram) {
    List<HistogramBin> bins = histogram.bins();
    if (bins.isEmpty()) {
      return;
    }
    long most = bins.stream().mapToLong(HistogramBin::count).max().orElseThrow();
    long rows = bins.stream().mapToLong(HistogramBin::count).sum();
    String from = ReadableNumbers.significant(bins.get(0).low(), 3);
    String to = ReadableNumbers.significant(bins.get(bins.size() - 1).high(), 3);
    html.open("figure").element("h3", "Losses");
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
        "histogram of " + ReadableNumbers.count(rows) + " losses from " + from + " to " + to);
    Axis axis = Axis.over(0, (double) Math.max(1, most), 4);
    PLOT.addLeftAxis(html, axis);
    double slot = PLOT.width() / bins.size();
    for (int i = 0; i < bins.size(); i++) {
      addBar(html, bins.get(i), PLOT.left() + i * slot, slot, axis);
    }
    for (LossScale.Tick tick : LossScale.ticks(bins)) {
      PLOT.addBottomLabel(html, PLOT.x(tick.position()), tick.label());
    }
    PLOT.addBottomAxis(html, "loss (nats)");
    PLOT.addLeftTitle(html, "rows");
    html.close();
    String infinite =
        histogram.infiniteCount() == 0
            ? ""
            : " " + ReadableNumbers.count(histogram.infiniteCount()) + " more are infinite.";
    html.element(
        "figcaption",
        ReadableNumbers.count(rows)
            + " finite losses in "
            + bins.size()
            + " bins, which are not of one width."
            + infinite);
    html.close();
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
