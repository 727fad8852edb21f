// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.gate;

import io.github.sparkxent.report.Verdict;
import io.github.sparkxent.report.Verdict.Outcome;
import io.github.sparkxent.report.text.DoubleText;

/**
 * One limit of a gate.
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
    Outcome outcome = holds(value) ? Outcome.PASS : Outcome.FAIL;
    return verdict(part, value, null, outcome, reason(gate.metric(), value));
  }

  private boolean holds(double value) {
    return isMax ? value <= limit() : value >= limit();
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
