// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html;

import io.github.sparkxent.metric.name.MetricNames;
import io.github.sparkxent.report.ClassComparison;
import io.github.sparkxent.report.ComparisonReport;
import io.github.sparkxent.report.MetricDifference;
import io.github.sparkxent.report.SliceReport;
import io.github.sparkxent.report.SplitPart;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.Verdict;
import io.github.sparkxent.report.html.chart.IntervalChart;
import io.github.sparkxent.report.text.DoubleText;
import io.github.sparkxent.report.text.ReadableDifference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The mean losses of a split, of a value of a slice or of a class, compared.
 *
 * @param split the split
 * @param part the part of it
 * @param rows how many rows are compared
 * @param loss the mean losses; null if there are too few rows
 */
record ComparedPart(String split, SplitPart part, long rows, MetricDifference loss) {
  /** Where an interval is. */
  enum Side {
    BETTER,
    WORSE,
    UNSURE;

    private String style() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** By p; of one p the largest difference first; those without come last. */
  static final Comparator<ComparedPart> BY_EVIDENCE =
      Comparator.comparing(ComparedPart::p)
          .thenComparing(ComparedPart::size, Comparator.reverseOrder());

  static ComparedPart of(SplitReport split) {
    return of(split.split(), SplitPart.whole(), split.comparison());
  }

  /** Returns the values of a slice that are compared, by evidence. */
  static List<ComparedPart> ofSlice(SplitReport split, String slice) {
    return split.valuesOf(slice).stream()
        .filter(value -> value.comparison() != null)
        .map(value -> of(split, value))
        .sorted(BY_EVIDENCE)
        .toList();
  }

  /** Returns the classes that are compared, by evidence. */
  static List<ComparedPart> ofClasses(SplitReport split, Map<Integer, String> classNames) {
    ComparisonReport comparison = split.comparison();
    List<ClassComparison> classes =
        comparison.details() == null ? List.of() : comparison.details().classes();
    return classes.stream()
        .map(
            one ->
                new ComparedPart(
                    split.split(),
                    SplitPart.ofClass(Integer.toString(one.label()), classNames.get(one.label())),
                    one.count(),
                    loss(one.metrics())))
        .sorted(BY_EVIDENCE)
        .toList();
  }

  private static ComparedPart of(SplitReport split, SliceReport value) {
    return of(split.split(), SplitPart.value(value.slice(), value.value()), value.comparison());
  }

  private static ComparedPart of(String split, SplitPart part, ComparisonReport comparison) {
    return new ComparedPart(split, part, comparison.rows(), loss(comparison.metrics()));
  }

  private static MetricDifference loss(List<MetricDifference> metrics) {
    return metrics.stream()
        .filter(metric -> metric.metric().equals(MetricNames.LOSS_MEAN))
        .findFirst()
        .orElse(null);
  }

  private double p() {
    return loss == null || loss.p() == null ? Double.POSITIVE_INFINITY : loss.p();
  }

  private double size() {
    return loss == null || loss.difference() == null ? -1 : Math.abs(loss.difference());
  }

  /** Returns what a row of a table calls it: the value of a slice without its slice. */
  String name() {
    if (part.isWhole()) {
      return split;
    }
    return part.label() == null ? SplitPart.valueText(part.value()) : part.text();
  }

  /** Returns its interval: green if all of it is better than the baseline, red if all is worse. */
  IntervalChart.Interval interval(List<Verdict> verdicts) {
    if (loss == null) {
      return new IntervalChart.Interval("", null, null, null, null, List.of());
    }
    String label =
        "difference "
            + ReadableDifference.signed(loss)
            + ", interval "
            + ReadableDifference.interval(loss);
    List<IntervalChart.Mark> marks = new ArrayList<>();
    marks.add(new IntervalChart.Mark(0, "zero", "no difference"));
    verdicts.stream().filter(this::isAbout).forEach(verdict -> addMargins(marks, verdict));
    return new IntervalChart.Interval(
        label, side().style(), loss.difference(), loss.low(), loss.high(), marks);
  }

  /** Returns on which side of zero its whole interval is. */
  Side side() {
    if (loss == null || loss.low() == null || loss.high() == null) {
      return Side.UNSURE;
    }
    return loss.high() < 0 ? Side.BETTER : loss.low() > 0 ? Side.WORSE : Side.UNSURE;
  }

  private boolean isAbout(Verdict verdict) {
    return verdict.metric().equals(MetricNames.LOSS_MEAN)
        && split.equals(verdict.split())
        && part.equals(verdict.part());
  }

  /** A loss that is not worse may be larger by the margin; the same loss also smaller by it. */
  private static void addMargins(List<IntervalChart.Mark> marks, Verdict verdict) {
    boolean isSame = verdict.rule().equals("same");
    if (!isSame && !verdict.rule().equals("not_worse")) {
      return;
    }
    String style = verdict.passed() ? "limit pass" : "limit fail";
    String title = verdict.rule() + ", margin " + DoubleText.shortest(verdict.limit());
    marks.add(new IntervalChart.Mark(verdict.limit(), style, title));
    if (isSame) {
      marks.add(new IntervalChart.Mark(-verdict.limit(), style, title));
    }
  }
}
