// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.gate;

import io.github.sparkxent.gate.Gate.FailOn;
import io.github.sparkxent.gate.Gate.Require;

/** Checks of what a gate asks: each message says what was found and what was expected. */
final class GateChecks {
  private GateChecks() {}

  static void requireMetric(String metric, String compare) {
    if (metric != null && compare != null) {
      throw new IllegalArgumentException(
          "a gate has metric '" + metric + "' and compare '" + compare + "', expected one of them");
    }
    String name = metric == null ? compare : metric;
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException(
          "a gate has "
              + (name == null ? "no metric" : "the metric '" + name + "'")
              + ", expected the name of one");
    }
  }

  static void requireLimits(String metric, Double max, Double min) {
    if (max == null && min == null) {
      throw new IllegalArgumentException(
          "the gate on " + metric + " has no limit; expected max, min or both, or trend");
    }
    requireNumber(metric, "max", max);
    requireNumber(metric, "min", min);
    if (max != null && min != null && min > max) {
      throw new IllegalArgumentException(
          "the gate on "
              + metric
              + " has min "
              + min
              + " above max "
              + max
              + "; expected a min that is not above the max");
    }
  }

  static void requireNoComparison(String metric, Require require, Double margin, FailOn failOn) {
    String key =
        require != null ? "require" : margin != null ? "margin" : failOn != null ? "fail_on" : null;
    if (key != null) {
      throw new IllegalArgumentException(
          "the gate on "
              + metric
              + " has "
              + key
              + " and a metric; expected compare: "
              + metric
              + " in place of metric");
    }
  }

  static void requireComparison(
      String compare, Double max, Double min, Require require, Double margin, FailOn failOn) {
    String gate = "the gate to compare " + compare;
    if (max != null || min != null) {
      throw new IllegalArgumentException(
          gate
              + " has "
              + (max != null ? "max" : "min")
              + "; expected require or fail_on: a limit is set on a metric");
    }
    if ((require == null) == (failOn == null)) {
      throw new IllegalArgumentException(
          gate
              + (require == null ? " has neither require nor fail_on" : " has require and fail_on")
              + "; expected one of them");
    }
    boolean needsMargin = require == Require.NOT_WORSE || require == Require.SAME;
    String rule = require != null ? "require: " + require.word() : "fail_on: " + failOn.word();
    if (margin != null && !needsMargin) {
      throw new IllegalArgumentException(
          gate + " has margin " + margin + " with " + rule + "; expected none");
    }
    if (needsMargin && !(margin != null && margin > 0 && Double.isFinite(margin))) {
      throw new IllegalArgumentException(
          gate
              + " has "
              + (margin == null ? "no margin" : "margin " + margin)
              + " with "
              + rule
              + "; expected a margin above 0");
    }
  }

  static void requirePart(String metric, String slice, String value, String label) {
    if (slice == null && value != null) {
      throw new IllegalArgumentException(
          "the gate on " + metric + " has value '" + value + "' and no slice; expected slice too");
    }
    if (slice != null && label != null) {
      throw new IllegalArgumentException(
          "the gate on "
              + metric
              + " has slice '"
              + slice
              + "' and class "
              + label
              + "; expected one of them: the figures of a class are those of a whole split");
    }
    if (label != null && label.isBlank()) {
      throw new IllegalArgumentException(
          "the gate on "
              + metric
              + " has class '"
              + label
              + "'; expected a class id, a name of classes, or '*'");
    }
  }

  private static void requireNumber(String metric, String rule, Double limit) {
    if (limit != null && limit.isNaN()) {
      throw new IllegalArgumentException(
          "the gate on " + metric + " has " + rule + " NaN; expected a number");
    }
  }
}
