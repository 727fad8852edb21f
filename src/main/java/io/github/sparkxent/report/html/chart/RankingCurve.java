// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html.chart;

import io.github.sparkxent.metric.ranking.CurvePoint;
import io.github.sparkxent.report.html.Html;
import io.github.sparkxent.report.text.ReadableNumbers;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How two rates go together as the threshold falls: a line through exact points, each with its
 * threshold as a title.
 */
public final class RankingCurve {
  private static final Plot PLOT = new Plot(64, 12, 300, 200);
  private static final int TICKS = 5;
  private static final int DIGITS = 6;

  private RankingCurve() {}

  /**
   * Adds the ROC curve: recall by false positive rate.
   *
   * @param html what it is added to
   * @param points from the highest threshold to the lowest, one or more
   * @param auc the area in words
   */
  public static void addRoc(Html html, List<CurvePoint> points, String auc) {
    open(html, "ROC curve", "ROC curve: recall by false positive rate");
    String diagonal = Plot.line(PLOT.left(), PLOT.bottom(), PLOT.right(), PLOT.top());
    html.empty("path", "class", "diagonal", "d", diagonal);
    StringBuilder start = new StringBuilder("M").append(place(0, 0));
    addLine(html, start, points, CurvePoint::falsePositiveRate, CurvePoint::recall);
    close(
        html,
        "false positive rate",
        "recall",
        "The area under the curve (AUC): " + auc + ". On the diagonal scores tell nothing.");
  }

  /**
   * Adds the curve of precision by recall.
   *
   * @param html what it is added to
   * @param points from the highest threshold to the lowest, one or more
   * @param precision the average precision in words
   */
  public static void addPrecision(Html html, List<CurvePoint> points, String precision) {
    open(html, "Precision and recall", "curve of precision by recall");
    addLine(html, new StringBuilder(), points, CurvePoint::recall, CurvePoint::precision);
    close(html, "recall", "precision", "Average precision: " + precision + ".");
  }

  private static void open(Html html, String title, String label) {
    html.open("figure").element("h4", title);
    html.open(
        "svg",
        "viewBox",
        "0 0 384 252",
        "class",
        "chart",
        "width",
        384,
        "role",
        "img",
        "aria-label",
        label);
    PLOT.addLeftAxis(html, Axis.over(0, 1, TICKS));
  }

  private static void addLine(
      Html html,
      StringBuilder path,
      List<CurvePoint> points,
      ToDoubleFunction<CurvePoint> x,
      ToDoubleFunction<CurvePoint> y) {
    for (CurvePoint point : points) {
      path.append(path.isEmpty() ? 'M' : 'L');
      path.append(place(x.applyAsDouble(point), y.applyAsDouble(point)));
    }
    html.empty("path", "class", "bar", "d", path);
    for (CurvePoint point : points) {
      double left = PLOT.x(x.applyAsDouble(point));
      double top = PLOT.y(y.applyAsDouble(point));
      html.open("circle", "class", "spot", "cx", left, "cy", top, "r", 4);
      html.element("title", describe(point)).close();
    }
  }

  private static String place(double x, double y) {
    return Html.number(PLOT.x(x)) + " " + Html.number(PLOT.y(y));
  }

  private static void close(Html html, String below, String beside, String caption) {
    Axis axis = Axis.over(0, 1, TICKS);
    for (int i = 0; i < axis.ticks(); i++) {
      PLOT.addBottomLabel(html, PLOT.x(axis.tickPosition(i)), axis.label(i));
    }
    PLOT.addBottomAxis(html, below);
    PLOT.addLeftTitle(html, beside);
    html.close().element("figcaption", caption).close();
  }

  private static String describe(CurvePoint point) {
    return "score "
        + ReadableNumbers.significant(point.threshold(), DIGITS)
        + " or more: recall "
        + ReadableNumbers.share(point.recall())
        + ", false positive rate "
        + ReadableNumbers.share(point.falsePositiveRate())
        + ", precision "
        + ReadableNumbers.share(point.precision());
  }
}
