// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.gate;

import io.github.sparkxent.metric.name.MetricBounds;
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
    MetricBounds bounds = part.bounds(gate.metric());
    if (!bounds.isKnown()) {
      return ofBounds(part, value, bounds);
    }
    Outcome outcome = holds(value) ? Outcome.PASS : Outcome.FAIL;
    return verdict(part, value, null, outcome, reason(gate.metric(), value));
  }

  /** Judges a metric that is only known to lie between bounds. */
  private Verdict ofBounds(JudgedPart part, double value, MetricBounds bounds) {
    boolean isOpen = Double.isInfinite(bounds.upper());
    String found = gate.metric() + (isOpen ? " is at least" : "");
    if (holds(bounds.lower()) == holds(bounds.upper())) {
      Outcome outcome = holds(value) ? Outcome.PASS : Outcome.FAIL;
      return verdict(part, value, null, outcome, reason(found, value));
    }
    String known =
        isOpen
            ? found + " " + DoubleText.plain(value)
            : gate.metric()
                + " is between "
                + DoubleText.plain(bounds.lower())
                + " and "
                + DoubleText.plain(bounds.upper());
    return unknown(part, value, known + ", which does not tell if it is" + asked());
  }

  private String asked() {
    return (isMax ? " <= " : " >= ") + limitText();
  }

  private boolean holds(double value) {
    return isMax ? value <= limit() : value >= limit();
  }

  private String reason(String metric, double value) {
    return metric + " " + DoubleText.plain(value) + relation(value) + limitText();
  }

  private String relation(double value) {
    if (Double.isNaN(value)) {
      return " cannot be compared with ";
    }
    if (isMax) {
      return holds(value) ? " <= " : " > ";
    }
    return holds(value) ? " >= " : " < ";
  }

  private String limitText() {
    return name() + " " + DoubleText.plain(limit());
  }
}
