// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html.chart;

import io.github.sparkxent.report.html.Html;

/**
 * The area of a chart inside its SVG: a rectangle with an axis at the left and one at the bottom.
 */
record Plot(double left, double top, double width, double height) {
  double right() {
    return left + width;
  }

  double bottom() {
    return top + height;
  }

  /** Returns the coordinate of a share of the width, 0 at the left. */
  double x(double share) {
    return left + width * share;
  }

  /** Returns the coordinate of a share of the height, 0 at the bottom. */
  double y(double share) {
    return bottom() - height * share;
  }

  /** Adds the lines and labels of an axis at the left. */
  void addLeftAxis(Html html, Axis axis) {
    for (int i = 0; i < axis.ticks(); i++) {
      double y = y(axis.tickPosition(i));
      html.empty("path", "class", "grid", "d", line(left, y, right(), y));
      html.element("text", axis.label(i), "x", left - 6, "y", y + 4, "class", "tick end");
    }
  }

  /** Adds the name of the axis at the left. */
  void addLeftTitle(Html html, String name) {
    String place = "translate(12 " + Html.number(y(0.5)) + ") rotate(-90)";
    html.element("text", name, "x", 0, "y", 0, "class", "title middle", "transform", place);
  }

  /** Adds a label below the area. */
  void addBottomLabel(Html html, double x, String label) {
    html.empty("path", "class", "axis", "d", line(x, bottom(), x, bottom() + 4));
    html.element("text", label, "x", x, "y", bottom() + 16, "class", "tick middle");
  }

  /** Adds the axis at the bottom with its name. */
  void addBottomAxis(Html html, String name) {
    html.empty("path", "class", "axis", "d", line(left, bottom(), right(), bottom()));
    html.element("text", name, "x", x(0.5), "y", bottom() + 34, "class", "title middle");
  }

  static String line(double x1, double y1, double x2, double y2) {
    return "M"
        + Html.number(x1)
        + " "
        + Html.number(y1)
        + "L"
        + Html.number(x2)
        + " "
        + Html.number(y2);
  }
}
