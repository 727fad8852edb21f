// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.gate;

import io.github.sparkxent.metric.name.MetricNames;
import io.github.sparkxent.report.Verdict;
import io.github.sparkxent.report.Verdict.Outcome;
import io.github.sparkxent.report.text.DoubleText;

/**
 * One limit of a gate. It is inconclusive between the bounds of a metric that is known from bins.
 *
 * @param gate the gate
 * @param isMax whether it is the largest value that passes, else the smallest
 */
record LimitRule(Gate gate, boolean isMax) implements MetricRule {
  @Override
  public String name() {
    return isMax ? "max" : "min";
  }

  @Override
  public double limit() {
    return isMax ? gate.max() : gate.min();
  }

  @Override
  public Verdict ofKnown(JudgedPart part) {
    double value = value(part);
    Number lower = part.metrics().value(MetricNames.lowerBoundOf(gate.metric()));
    Number upper = part.metrics().value(MetricNames.upperBoundOf(gate.metric()));
    if (lower != null && holds(lower.doubleValue()) != holds(upper.doubleValue())) {
      return unknown(part, value, between(lower.doubleValue(), upper.doubleValue()));
    }
    Outcome outcome = holds(value) ? Outcome.PASS : Outcome.FAIL;
    return verdict(part, value, null, outcome, reason(gate.metric(), value));
  }

  private boolean holds(double value) {
    return isMax ? value <= limit() : value >= limit();
  }

  private String between(double lower, double upper) {
    return "%s is between %s and %s, its bounds, and so is %s %s"
        .formatted(
            gate.metric(),
            DoubleText.plain(lower),
            DoubleText.plain(upper),
            name(),
            DoubleText.plain(limit()));
  }

  private String reason(String metric, double value) {
    String relation;
    if (Double.isNaN(value)) {
      relation = "cannot be compared with";
    } else if (isMax) {
      relation = holds(value) ? "<=" : ">";
    } else {
      relation = holds(value) ? ">=" : "<";
    }
    return metric
        + " "
        + DoubleText.plain(value)
        + " "
        + relation
        + " "
        + name()
        + " "
        + DoubleText.plain(limit());
  }
}
