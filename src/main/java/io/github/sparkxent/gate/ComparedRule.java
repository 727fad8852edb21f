// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.gate;

import io.github.sparkxent.gate.JudgedPart.Compared;
import io.github.sparkxent.metric.name.MetricNames;
import io.github.sparkxent.report.MetricDifference;
import io.github.sparkxent.report.Verdict;
import io.github.sparkxent.report.text.ReadableDifference;

/** A rule on the difference between candidate and baseline: what can be judged of it. */
interface ComparedRule extends Rule {
  @Override
  default Verdict ofUnknown(JudgedPart part) {
    if (part.absent() != null) {
      return ofAbsent(part);
    }
    Compared compared = part.compared();
    if (compared == null) {
      return failed(part, "no comparison: the rows have no baseline");
    }
    String metric = gate().compare();
    String rows = compared.rows() == 1 ? "1 compared row" : compared.rows() + " compared rows";
    if (compared.differences() == null) {
      return unknown(
          part, null, "too few compared rows for " + metric + " (metrics.min_slice_rows)");
    }
    MetricDifference difference = compared.metric(metric);
    if (difference == null) {
      return failed(
          part,
          "no comparison of '" + metric + "'; " + Gates.there("those compared", compared.names()));
    }
    if (compared.rows() < gate().minRows()) {
      return unknown(
          part, difference.difference(), rows + ", fewer than min_rows " + gate().minRows());
    }
    if (isInfinite(difference.candidate()) || isInfinite(difference.baseline())) {
      return failed(part, infinite(difference));
    }
    if (difference.difference() == null) {
      return unknown(part, null, metric + " is undefined for " + rows);
    }
    if (difference.stderr() == null) {
      return unknown(
          part,
          difference.difference(),
          metric + " has no bounds of " + rows + ": these need two rows, or clusters");
    }
    return null;
  }

  private static boolean isInfinite(Double value) {
    return value != null && !Double.isFinite(value);
  }

  private static String infinite(MetricDifference difference) {
    boolean both = isInfinite(difference.candidate()) && isInfinite(difference.baseline());
    String side =
        both
            ? "the candidate and the baseline"
            : isInfinite(difference.candidate()) ? "the candidate" : "the baseline";
    return difference.metric() + " cannot be compared: it is infinite for " + side;
  }

  /** Returns how much better the candidate is. */
  static double gain(String metric, double difference) {
    return MetricNames.isBetterBelow(metric) ? -difference : difference;
  }

  /** Returns the difference with its interval, for a person. */
  static String shown(MetricDifference difference, double confidence) {
    return difference.metric()
        + " "
        + ReadableDifference.signed(difference)
        + " ("
        + ReadableDifference.percent(confidence).replace(" ", "")
        + " "
        + ReadableDifference.interval(difference)
        + ")";
  }
}
