// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.gate;

import io.github.sparkxent.report.MetricValues;
import io.github.sparkxent.report.SplitPart;
import io.github.sparkxent.report.Verdict;
import io.github.sparkxent.report.Verdict.Outcome;
import io.github.sparkxent.report.text.DoubleText;
import java.util.ArrayList;
import java.util.List;

/**
 * One limit of a gate.
 *
 * @param gate the gate
 * @param isMax whether it is the largest value that passes, else the smallest
 */
record Rule(Gate gate, boolean isMax) {
  /** Returns the limits of a gate, max first. */
  static List<Rule> of(Gate gate) {
    List<Rule> rules = new ArrayList<>();
    if (gate.max() != null) {
      rules.add(new Rule(gate, true));
    }
    if (gate.min() != null) {
      rules.add(new Rule(gate, false));
    }
    return rules;
  }

  /**
   * Judges the metrics of a split or a part of it.
   *
   * @param rows the rows that they are about
   */
  Verdict judge(String split, SplitPart part, MetricValues metrics, long rows) {
    String metric = gate.metric();
    if (!metrics.contains(metric)) {
      return failed(
          split, part, "no metric '" + metric + "'; " + Gates.there("metrics", metrics.names()));
    }
    Number number = metrics.value(metric);
    Double value = number == null ? null : (Double) number.doubleValue();
    if (rows < gate.minRows()) {
      String reason = Gates.rows(rows) + ", fewer than min_rows " + gate.minRows();
      return inconclusive(split, part, value, reason);
    }
    if (value == null) {
      return failed(split, part, metric + " is undefined for " + rows + " evaluated rows");
    }
    return verdict(
        split, part, value, holds(value) ? Outcome.PASS : Outcome.FAIL, reason(metric, value));
  }

  /** Says that the metric or part of the gate is missing. */
  Verdict failed(String split, SplitPart part, String reason) {
    return verdict(split, part, null, Outcome.FAIL, reason);
  }

  /** Says that there are too few rows to tell. */
  Verdict inconclusive(String split, SplitPart part, Double value, String reason) {
    return verdict(split, part, value, Outcome.INCONCLUSIVE, reason);
  }

  private Verdict verdict(
      String split, SplitPart part, Double value, Outcome outcome, String reason) {
    boolean passed =
        outcome == Outcome.PASS
            || (outcome == Outcome.INCONCLUSIVE && gate.inconclusive() == Gate.Inconclusive.PASS);
    return new Verdict(split, part, gate.metric(), name(), limit(), value, outcome, passed, reason);
  }

  private String name() {
    return isMax ? "max" : "min";
  }

  private double limit() {
    return isMax ? gate.max() : gate.min();
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
    return metric + " " + text(value) + " " + relation + " " + name() + " " + text(limit());
  }

  private static String text(double value) {
    String text = DoubleText.shortest(value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
