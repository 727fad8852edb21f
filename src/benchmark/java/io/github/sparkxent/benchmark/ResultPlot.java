// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.benchmark;

import java.util.List;
import java.util.Locale;

/** The ratios to the bare scan as bars on a logarithmic axis, one panel a setting. */
final class ResultPlot {
  private static final int WIDTH = 860;
  private static final int LABELS = 110;
  private static final int BARS = 660;
  private static final int BAR = 18;
  private static final int TITLE = 34;
  private static final double MAX_RATIO = 64;
  private static final List<String> COLOURS =
      List.of(
          "#9aa0a6", "#1a73e8", "#669df6", "#4a4f57", "#12b5cb", "#9334e6", "#c7cbd1", "#7baaf7",
          "#f29900", "#d93025", "#188038", "#0b8043");

  private final Results results;
  private final StringBuilder svg = new StringBuilder();

  ResultPlot(Results results) {
    this.results = results;
  }

  String render() {
    int y = 40;
    for (Measurement setting : results.measurements()) {
      y = panel(setting, y);
    }
    return """
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" font-family="sans-serif" font-size="12">
        <rect width="100%%" height="100%%" fill="white"/>
        <text x="10" y="22" font-size="15">Time as a multiple of the bare scan of the same files (logarithmic)</text>
        """
            .formatted(WIDTH, y + 10)
        + svg
        + "</svg>\n";
  }

  /** Draws one setting, and returns where the next begins. */
  private int panel(Measurement setting, int top) {
    text(10, top + 20, setting.setting(), "font-weight=\"bold\"");
    int y = top + TITLE;
    int bottom = y + BAR * setting.timings().size();
    for (double tick = 1; tick <= MAX_RATIO; tick *= 2) {
      double x = x(tick);
      svg.append(
          String.format(
              Locale.ROOT, "<path d=\"M%.1f %d V%d\" stroke=\"#e0e0e0\"/>%n", x, y - 4, bottom));
      text(
          x,
          y - 7,
          String.format(Locale.ROOT, "%.0f", tick),
          "fill=\"#777\" text-anchor=\"middle\"");
    }
    for (String name : setting.timings().keySet()) {
      bar(name, setting.ratio(name, Contenders.SCAN), y);
      y += BAR;
    }
    return y + 6;
  }

  private void bar(String name, double ratio, int y) {
    text(LABELS - 6, y + 13, name, "text-anchor=\"end\"");
    if (Double.isNaN(ratio)) {
      return;
    }
    double left = LABELS;
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
            left,
            y + 2,
            Math.max(1, x(ratio) - left),
            BAR - 4,
            COLOURS.get(Contenders.ALL.indexOf(name))));
    text(x(ratio) + 4, y + 13, String.format(Locale.ROOT, "%.2f", ratio), "fill=\"#333\"");
  }

  private static double x(double ratio) {
    double bounded = Math.min(Math.max(ratio, 0.25), MAX_RATIO);
    return LABELS + BARS * Math.log(bounded / 0.25) / Math.log(MAX_RATIO / 0.25);
  }

  private void text(double x, double y, String text, String attributes) {
    svg.append(
        String.format(
            Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" %s>%s</text>%n", x, y, attributes, text));
  }
}
