// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.reading;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;
import static java.util.Comparator.reverseOrder;

import io.github.sparkxent.metric.inference.FalseDiscoveryRate;
import io.github.sparkxent.metric.inference.StudentT;
import io.github.sparkxent.metric.name.MetricNames;
import io.github.sparkxent.metric.name.MetricValues;
import io.github.sparkxent.report.SliceReport;
import io.github.sparkxent.report.SplitReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How a value of a slice stands against the other rows of its split: whether its mean loss differs
 * from theirs by more than what chance gives among so many values. The method stands in
 * docs/report.md.
 *
 * @param value the value
 * @param t the difference from the other rows in standard errors, above 0 where the value is worse;
 *     null where it is not judged
 * @param adjustedP its two-sided p-value among those of the slice, by Benjamini and Hochberg; null
 *     where it is not judged
 * @param standing what follows from it
 */
public record SliceEvidence(SliceReport value, Double t, Double adjustedP, Standing standing) {
  /** Where a value stands. */
  public enum Standing {
    /** Its losses are infinite. */
    INFINITE("infinite losses"),
    /** It is worse than the other rows. */
    WORSE("worse"),
    /** Chance alone may make such a difference. */
    CHANCE("within chance"),
    /** It is better than the other rows. */
    BETTER("better"),
    /** It has too few rows to be judged. */
    FEW_ROWS("few rows"),
    /** It has no metrics, there are no others, or the mean loss of the split is infinite. */
    UNKNOWN("-");

    private final String word;

    Standing(String word) {
      this.word = word;
    }

    /**
     * Returns the words for it.
     *
     * @return a word or two
     */
    public String word() {
      return word;
    }
  }

  /** The strongest evidence of being worse first, then what is not judged, by its mean loss. */
  public static final Comparator<SliceEvidence> BY_EVIDENCE =
      comparing(SliceEvidence::rank)
          .thenComparing(SliceEvidence::t, nullsLast(reverseOrder()))
          .thenComparing(SliceEvidence::loss, reverseOrder())
          .thenComparing(one -> one.value.value(), nullsLast(naturalOrder()));

  private static final double FALSE_DISCOVERIES = 0.05;

  /** Of a value and the rows without it: their difference in standard errors, and its p-value. */
  private record Test(double t, double p) {}

  /**
   * Returns how the values of a slice stand.
   *
   * @param split the split
   * @param slice the name of the slice
   * @return the values with the strongest evidence of being worse first; those that are not judged
   *     come last, of these the largest mean loss first
   */
  public static List<SliceEvidence> of(SplitReport split, String slice) {
    List<SliceReport> values = split.valuesOf(slice);
    List<Test> tests = new ArrayList<>();
    values.forEach(value -> tests.add(test(value.metrics(), split.metrics())));
    double[] p = tests.stream().filter(one -> one != null).mapToDouble(Test::p).toArray();
    double[] adjusted = FalseDiscoveryRate.adjusted(p);
    List<SliceEvidence> evidence = new ArrayList<>();
    int judged = 0;
    for (int i = 0; i < values.size(); i++) {
      Test test = tests.get(i);
      evidence.add(
          test == null
              ? new SliceEvidence(values.get(i), null, null, unjudged(values.get(i).metrics()))
              : judged(values.get(i), test, adjusted[judged++]));
    }
    evidence.sort(BY_EVIDENCE);
    return evidence;
  }

  private static SliceEvidence judged(SliceReport value, Test test, double adjusted) {
    boolean isEvident = adjusted <= FALSE_DISCOVERIES;
    Standing standing =
        !isEvident ? Standing.CHANCE : test.t > 0 ? Standing.WORSE : Standing.BETTER;
    return new SliceEvidence(value, test.t, adjusted, standing);
  }

  private static Standing unjudged(MetricValues metrics) {
    double loss = real(metrics, MetricNames.LOSS_MEAN);
    if (isInfinite(loss)) {
      return Standing.INFINITE;
    }
    return !Double.isNaN(loss) && independent(metrics) < ShareIntervals.FEW_ROWS
        ? Standing.FEW_ROWS
        : Standing.UNKNOWN;
  }

  /**
   * Tells whether the mean loss of a split is infinite, so that none of its values is judged.
   *
   * @param split the split
   * @return true if it is infinite; false if it is finite or there is none
   */
  public static boolean isInfinite(SplitReport split) {
    return isInfinite(real(split.metrics(), MetricNames.LOSS_MEAN));
  }

  private static boolean isInfinite(double loss) {
    return loss == Double.POSITIVE_INFINITY;
  }

  private double loss() {
    double loss = real(value.metrics(), MetricNames.LOSS_MEAN);
    return Double.isNaN(loss) ? Double.NEGATIVE_INFINITY : loss;
  }

  /** Infinite losses come first, then all that is judged; what has no metrics comes last. */
  private int rank() {
    return switch (standing) {
      case INFINITE -> 0;
      case WORSE, CHANCE, BETTER -> 1;
      case FEW_ROWS -> 3;
      case UNKNOWN -> value.metrics().value(MetricNames.LOSS_MEAN) == null ? 4 : 2;
    };
  }

  /** Returns null if there is not enough to judge by. */
  private static Test test(MetricValues value, MetricValues split) {
    double weight = real(value, MetricNames.WEIGHT_SUM);
    double rest = real(split, MetricNames.WEIGHT_SUM) - weight;
    double rows = independent(value);
    double others = independent(split) - rows;
    if (!(weight > 0 && rest > 0 && Math.min(rows, others) >= ShareIntervals.FEW_ROWS)) {
      return null;
    }
    double mean = real(value, MetricNames.LOSS_MEAN);
    double restMean =
        (real(split, MetricNames.LOSS_SUM) - real(value, MetricNames.LOSS_SUM)) / rest;
    double square = square(real(value, MetricNames.LOSS_STDERR));
    double whole =
        square(real(split, MetricNames.LOSS_STDERR) * real(split, MetricNames.WEIGHT_SUM));
    double restSquare = Math.max(0, whole - square * weight * weight) / (rest * rest);
    double difference = mean - restMean;
    double t = difference == 0 ? 0 : difference / Math.sqrt(square + restSquare);
    return Double.isNaN(t)
        ? null
        : new Test(t, StudentT.twoSidedP(t, (long) Math.min(rows, others) - 1));
  }

  /** Returns the clusters where there are any, otherwise the rows. */
  private static double independent(MetricValues metrics) {
    double clusters = real(metrics, MetricNames.CLUSTER_COUNT);
    return Double.isNaN(clusters) ? real(metrics, MetricNames.ROW_COUNT) : clusters;
  }

  private static double square(double x) {
    return x * x;
  }

  private static double real(MetricValues metrics, String name) {
    Number value = metrics.value(name);
    return value == null ? Double.NaN : value.doubleValue();
  }
}
