// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.reading;

import io.github.sparkxent.metric.ClassSummary;
import io.github.sparkxent.metric.inference.ShareInterval;
import io.github.sparkxent.metric.name.MetricNames;
import io.github.sparkxent.metric.name.MetricValues;
import io.github.sparkxent.report.EvaluationReport;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.text.ReadableNumbers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Finds the remarks on a report; the rules and their limits stand in docs/report.md. */
public final class Remarks {
  /** How many splits of a kind are in sight. */
  public static final int SHOWN = 3;

  private static final int FEW_EVALUATED = 100;
  private static final int FEW_CLUSTERS = 30;
  private static final double OVERCONFIDENCE = 0.05;
  private static final int DIGITS = 4;

  private final ShareIntervals intervals;
  private final List<Remark> remarks = new ArrayList<>();

  private Remarks(ShareIntervals intervals) {
    this.intervals = intervals;
  }

  /**
   * Returns the remarks on a report.
   *
   * @param report the report
   * @return the remarks on each kind, the gravest kind first; of one kind in the order of the
   *     splits. Kinds without remarks are left out
   */
  public static Map<Remark.Kind, List<Remark>> of(EvaluationReport report) {
    Remarks found = new Remarks(ShareIntervals.of(report.run()));
    report.splits().stream().filter(split -> split.split() != null).forEach(found::look);
    Map<Remark.Kind, List<Remark>> byKind = new EnumMap<>(Remark.Kind.class);
    for (Remark remark : found.remarks) {
      byKind.computeIfAbsent(remark.kind(), kind -> new ArrayList<>()).add(remark);
    }
    return byKind;
  }

  /**
   * Names the first splits of remarks of one kind, with their figures, and counts the others.
   *
   * @param remarks the remarks
   * @param name shows the name of a split
   * @return such as {@code test (2 of 10 classes), and 4 more}
   */
  public static String shown(List<Remark> remarks, UnaryOperator<String> name) {
    String first =
        remarks.stream()
            .limit(SHOWN)
            .map(one -> name.apply(one.split()) + " (" + one.figures() + ")")
            .collect(Collectors.joining(", "));
    int more = remarks.size() - SHOWN;
    return first + (more > 0 ? ", and " + more + " more" : "");
  }

  private void look(SplitReport split) {
    long rows = split.rows().evaluated();
    lookAtRows(split, rows);
    if (rows == 0) {
      return;
    }
    lookAtLosses(split, rows);
    lookAtPrior(split);
    lookAtClasses(split);
    lookAtConfidence(split);
  }

  private void lookAtRows(SplitReport split, long rows) {
    long clusters = count(split.metrics(), MetricNames.CLUSTER_COUNT);
    if (rows < FEW_EVALUATED) {
      add(Remark.Kind.FEW_ROWS, split, ReadableNumbers.count(rows) + " evaluated");
    } else if (clusters > 0 && clusters < FEW_CLUSTERS) {
      add(Remark.Kind.FEW_ROWS, split, ReadableNumbers.count(clusters) + " clusters");
    }
  }

  private void lookAtLosses(SplitReport split, long rows) {
    MetricValues metrics = split.metrics();
    long infinite = count(metrics, MetricNames.INFINITE_LOSS_COUNT);
    if (infinite > 0) {
      Number others = metrics.value(MetricNames.FINITE_LOSS_MEAN);
      add(
          Remark.Kind.INFINITE_LOSSES,
          split,
          of(infinite, rows, "rows")
              + (others == null
                  ? ""
                  : ", the mean of the others is " + ReadableNumbers.significant(others, DIGITS)));
    }
    long unlisted = count(metrics, MetricNames.UNLISTED_LABEL_COUNT);
    if (unlisted > 0) {
      add(Remark.Kind.LOWER_BOUNDS, split, of(unlisted, rows, "rows"));
    }
  }

  private void lookAtPrior(SplitReport split) {
    double normalized = real(split.metrics(), MetricNames.NORMALIZED_LOSS);
    if (!(normalized > 1) || Double.isInfinite(normalized)) {
      return;
    }
    double low = real(split.metrics(), MetricNames.LOSS_MEAN_CI95_LOW);
    double prior = real(split.metrics(), MetricNames.CLASS_PRIOR_ENTROPY);
    add(
        Remark.Kind.WORSE_THAN_PRIOR,
        split,
        "normalized loss "
            + ReadableNumbers.significant(normalized, DIGITS)
            + (low / prior <= 1 ? ", within its interval" : ""));
  }

  private void lookAtClasses(SplitReport split) {
    List<ClassSummary> labels =
        split.details().classes().stream().filter(one -> one.count() > 0).toList();
    long never = labels.stream().filter(one -> one.precision() == null).count();
    if (never > 0) {
      add(Remark.Kind.NEVER_PREDICTED, split, of(never, labels.size(), "classes"));
    }
    double accuracy = real(split.metrics(), MetricNames.ACCURACY);
    long all = labels.stream().mapToLong(ClassSummary::count).sum();
    long largest = labels.stream().mapToLong(ClassSummary::count).max().orElse(0);
    if (intervals.rowsAreUnweighted() && all > 0 && accuracy < (double) largest / all) {
      add(
          Remark.Kind.BELOW_LARGEST_CLASS,
          split,
          "accuracy "
              + ReadableNumbers.share(accuracy)
              + ", share "
              + ReadableNumbers.share((double) largest / all));
    }
  }

  private void lookAtConfidence(SplitReport split) {
    double accuracy = real(split.metrics(), MetricNames.ACCURACY);
    double confidence = real(split.metrics(), MetricNames.MEAN_CONFIDENCE);
    ShareInterval interval = intervals.accuracy(split.metrics());
    if (confidence - accuracy > OVERCONFIDENCE
        && (interval == null || confidence > interval.high())) {
      add(
          Remark.Kind.OVERCONFIDENT,
          split,
          "mean confidence "
              + ReadableNumbers.share(confidence)
              + ", accuracy "
              + ReadableNumbers.share(accuracy));
    }
  }

  private void add(Remark.Kind kind, SplitReport split, String figures) {
    remarks.add(new Remark(kind, split.split(), figures));
  }

  private static String of(long some, long all, String things) {
    return ReadableNumbers.count(some) + " of " + ReadableNumbers.count(all) + " " + things;
  }

  private static long count(MetricValues metrics, String name) {
    Number value = metrics.value(name);
    return value == null ? 0 : value.longValue();
  }

  /** Returns a metric; NaN, which no comparison holds for, if there is none. */
  private static double real(MetricValues metrics, String name) {
    Number value = metrics.value(name);
    return value == null ? Double.NaN : value.doubleValue();
  }
}
