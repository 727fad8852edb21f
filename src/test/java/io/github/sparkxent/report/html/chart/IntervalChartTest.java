// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.report.html.Html;
import io.github.sparkxent.report.html.chart.IntervalChart.Interval;
import io.github.sparkxent.report.html.chart.IntervalChart.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class IntervalChartTest {
  private static final Mark ZERO = new Mark(0, "zero", "no difference");

  private static Interval interval(double value, double half, Mark... marks) {
    return new Interval("a", null, value, value - half, value + half, List.of(marks));
  }

  private static String drawn(IntervalChart chart, Interval interval) {
    Html html = new Html();
    chart.addInterval(html, interval);
    return html.toString();
  }

  private static List<String> all(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(MatchResult::group).toList();
  }

  private static double dot(IntervalChart chart, Interval interval) {
    return Double.parseDouble(all("(?<=cx=\")[^\"]*", drawn(chart, interval)).get(0));
  }

  private static List<Interval> withOneOfTwoRows() {
    List<Interval> intervals = new ArrayList<>();
    intervals.add(interval(-0.1, 0.02, ZERO));
    intervals.add(interval(0.1, 0.02, ZERO));
    intervals.add(interval(0, 1000, ZERO));
    return intervals;
  }

  @Test
  void a_whole_chart_reaches_to_all_ends() {
    List<Interval> intervals = withOneOfTwoRows();
    IntervalChart chart = IntervalChart.of(intervals);
    assertThat(dot(chart, intervals.get(1)) - dot(chart, intervals.get(0))).isLessThan(1);
    assertThat(all("V20", drawn(chart, intervals.get(2)))).hasSize(2);
  }

  @Test
  void a_chart_of_dots_keeps_them_apart_and_cuts_long_intervals_without_caps() {
    List<Interval> intervals = withOneOfTwoRows();
    IntervalChart chart = IntervalChart.ofDots(intervals);
    assertThat(dot(chart, intervals.get(1)) - dot(chart, intervals.get(0))).isGreaterThan(60);
    assertThat(all("V20", drawn(chart, intervals.get(0)))).hasSize(2);
    assertThat(all("V20", drawn(chart, intervals.get(2)))).isEmpty();
    assertThat(all("M22 15H298", drawn(chart, intervals.get(2)))).hasSize(1);
  }

  @Test
  void far_and_infinite_marks_are_not_drawn_and_leave_the_scale_as_it_is() {
    Mark far = new Mark(1000, "limit pass", "max 1000");
    Mark infinite = new Mark(Double.POSITIVE_INFINITY, "limit pass", "max Infinity");
    Interval plain = interval(0.2, 0.05);
    Interval marked = interval(0.2, 0.05, far, infinite);
    IntervalChart chart = IntervalChart.of(List.of(marked));
    assertThat(drawn(chart, marked)).isEqualTo(drawn(IntervalChart.of(List.of(plain)), plain));
  }

  @Test
  void a_value_that_is_not_finite_has_no_cell_and_its_ends_no_bar() {
    Interval none = new Interval("a", null, Double.NaN, 0.0, 1.0, List.of());
    Interval open = new Interval("a", null, 0.5, 0.0, Double.POSITIVE_INFINITY, List.of());
    IntervalChart chart = IntervalChart.of(List.of(none, open));
    assertThat(drawn(chart, none)).isEmpty();
    assertThat(drawn(chart, open)).contains("<circle").doesNotContain("class=\"bar");
    assertThat(drawn(IntervalChart.ofDots(List.of(none)), none)).isEmpty();
  }
}
