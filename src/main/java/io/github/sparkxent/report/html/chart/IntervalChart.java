// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html.chart;

import io.github.sparkxent.report.html.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Values as dots with their intervals, one cell a value, all on one scale. */
public final class IntervalChart {
  private static final double WIDTH = 320;
  private static final double MARGIN = 22;
  private static final double HEIGHT = 30;
  private static final int INTERVALS = 4;

  private final Axis axis;

  private IntervalChart(Axis axis) {
    this.axis = axis;
  }

  /**
   * A line across a cell.
   *
   * @param at where it stands
   * @param style its class
   * @param title its text
   */
  public record Mark(double at, String style, String title) {
    private boolean isNear(double low, double high) {
      double reach = Math.max(high - low, Math.abs(high) / 2);
      return isFinite(at) && at >= low - reach && at <= high + reach;
    }
  }

  /**
   * What a cell shows.
   *
   * @param label the text for screen readers
   * @param style the class of its bar and dot; null for the usual one
   * @param value where the dot is; null or not finite for none, and nothing else either
   * @param low the lower end of the interval; null or not finite for no interval
   * @param high the upper end
   * @param marks the lines; those far from all dots and intervals of the chart are not drawn, since
   *     they would squeeze them into a corner
   */
  public record Interval(
      String label, String style, Double value, Double low, Double high, List<Mark> marks) {
    private boolean isShown() {
      return isFinite(value);
    }

    private boolean hasEnds() {
      return isFinite(low) && isFinite(high);
    }
  }

  /**
   * Returns the chart of some intervals, on which all of them are whole.
   *
   * @param intervals the intervals
   * @return their chart
   */
  public static IntervalChart of(List<Interval> intervals) {
    return over(intervals, Double.POSITIVE_INFINITY);
  }

  /**
   * Returns the chart of some intervals, of which long ones are cut off: an end is as far from all
   * dots and marks as these are apart, at most.
   *
   * @param intervals the intervals
   * @return their chart
   */
  public static IntervalChart ofDots(List<Interval> intervals) {
    List<Double> dots = intervals.stream().filter(Interval::isShown).map(Interval::value).toList();
    List<Double> marks =
        intervals.stream()
            .flatMap(one -> one.marks.stream())
            .map(Mark::at)
            .filter(IntervalChart::isFinite)
            .toList();
    List<Double> all = Stream.concat(dots.stream(), marks.stream()).toList();
    double reach = all.isEmpty() ? 0 : largest(all) - smallest(all);
    return over(intervals, reach > 0 ? reach : Double.POSITIVE_INFINITY);
  }

  private static IntervalChart over(List<Interval> intervals, double reach) {
    List<Double> dots = new ArrayList<>();
    intervals.stream().filter(Interval::isShown).forEach(one -> dots.add(one.value));
    if (dots.isEmpty()) {
      return new IntervalChart(null);
    }
    double floor = smallest(dots) - reach;
    double ceiling = largest(dots) + reach;
    List<Double> values = new ArrayList<>(dots);
    for (Interval one : intervals) {
      if (one.isShown() && one.hasEnds()) {
        values.add(Math.max(floor, one.low));
        values.add(Math.min(ceiling, one.high));
      }
    }
    double low = smallest(values);
    double high = largest(values);
    intervals.stream()
        .flatMap(one -> one.marks.stream())
        .filter(mark -> mark.isNear(low, high))
        .forEach(mark -> values.add(mark.at));
    return new IntervalChart(Axis.over(smallest(values), largest(values), INTERVALS));
  }

  /**
   * Adds the scale, for the header of the column.
   *
   * @param html what it is added to
   */
  public void addScale(Html html) {
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

  /**
   * Adds the cell of an interval.
   *
   * @param html what it is added to
   * @param interval one of the intervals of the chart
   */
  public void addInterval(Html html, Interval interval) {
    if (axis == null || !interval.isShown()) {
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
        interval.label);
    for (int i = 0; i < axis.ticks(); i++) {
      html.empty("path", "class", "grid", "d", vertical(at(axis.tickPosition(i)), 0, HEIGHT));
    }
    for (Mark mark : interval.marks) {
      if (isFinite(mark.at) && isInside(axis.position(mark.at))) {
        html.open("path", "class", mark.style, "d", vertical(x(mark.at), 3, HEIGHT - 3));
        html.element("title", mark.title).close();
      }
    }
    String more = interval.style == null ? "" : " " + interval.style;
    addBar(html, interval, "bar" + more);
    if (isInside(axis.position(interval.value))) {
      html.empty(
          "circle", "class", "dot" + more, "cx", x(interval.value), "cy", HEIGHT / 2, "r", 4.5);
    }
    html.close();
  }

  /** An end that is cut off has no cap. */
  private void addBar(Html html, Interval interval, String style) {
    if (!interval.hasEnds()) {
      return;
    }
    double low = axis.position(interval.low);
    double high = axis.position(interval.high);
    if (high < 0 || low > 1) {
      return;
    }
    double from = at(Math.max(0, low));
    double to = at(Math.min(1, high));
    String line = "M" + Html.number(from) + " 15H" + Html.number(to);
    String caps =
        (isInside(low) ? vertical(from, 10, 20) : "")
            + (isInside(high) ? vertical(to, 10, 20) : "");
    html.empty("path", "class", style, "d", line + caps);
  }

  private static boolean isInside(double position) {
    return position >= 0 && position <= 1;
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

  private static boolean isFinite(Double value) {
    return value != null && Double.isFinite(value);
  }

  private static double smallest(List<Double> values) {
    return values.stream().min(Double::compare).orElseThrow();
  }

  private static double largest(List<Double> values) {
    return values.stream().max(Double::compare).orElseThrow();
  }
}
