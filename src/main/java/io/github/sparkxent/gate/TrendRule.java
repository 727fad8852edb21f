// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.gate;

import io.github.sparkxent.metric.name.MetricNames;
import io.github.sparkxent.report.Verdict;
import io.github.sparkxent.report.Verdict.Outcome;
import io.github.sparkxent.report.text.DoubleText;
import java.util.List;

/**
 * One side of a gate that holds a metric against what earlier runs found.
 *
 * <p>Without enough earlier runs there is no limit, and the rule passes: else a new history could
 * never fill. A metric with bounds on both sides is judged by its value, which the earlier runs
 * found in the same way; one that is only known to be at least its value is not judged.
 *
 * @param gate the gate
 * @param isUp whether values above the earlier ones fail, else those below
 * @param earlier what earlier runs found
 */
record TrendRule(Gate gate, boolean isUp, EarlierRuns earlier) implements MetricRule {
  private static final String NO_LIMIT = ": no limit yet, ";

  @Override
  public String name() {
    return isUp ? Verdict.TREND_UP : Verdict.TREND_DOWN;
  }

  /** Returns the limit of a part without one. */
  @Override
  public double limit() {
    return isUp ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
  }

  @Override
  public Verdict ofKnown(JudgedPart part) {
    double value = value(part);
    if (part.isLowerBound(gate.metric())) {
      return unknown(
          part, value, gate.metric() + " is only known to be at least that, which no trend is");
    }
    List<Double> values = earlier.values(gate.runs(), part.split(), part.part(), gate.metric());
    if (Double.isNaN(value)) {
      return verdict(part, value, limit(), Outcome.FAIL, " is NaN, which no run is like");
    }
    if (values.size() < gate.minRuns()) {
      String reason =
          " " + DoubleText.plain(value) + NO_LIMIT + runs(values.size()) + ", fewer than min_runs ";
      return verdict(part, value, limit(), Outcome.PASS, reason + gate.minRuns());
    }
    TrendBand band = TrendBand.of(values, gate.trend(), stderr(part));
    double limit = isUp ? band.high() : band.low();
    boolean holds = isUp ? value <= limit : value >= limit;
    String relation = isUp ? (holds ? " <= " : " > ") : (holds ? " >= " : " < ");
    String reason =
        " "
            + DoubleText.plain(value)
            + relation
            + DoubleText.plain(limit)
            + ", trend "
            + DoubleText.plain(gate.trend())
            + (isUp ? " above" : " below")
            + " the median "
            + DoubleText.plain(band.median())
            + " of "
            + runs(values.size());
    return verdict(part, value, limit, holds ? Outcome.PASS : Outcome.FAIL, reason);
  }

  private Verdict verdict(
      JudgedPart part, double value, double limit, Outcome outcome, String reason) {
    return new Verdict(
        part.split(),
        part.part(),
        gate.metric(),
        name(),
        limit,
        value,
        outcome,
        outcome == Outcome.PASS,
        gate.metric() + reason);
  }

  /** Tells whether a verdict passes for want of earlier runs. */
  static boolean isWithoutLimit(Verdict verdict) {
    return verdict.isTrend()
        && verdict.outcome() == Outcome.PASS
        && Double.isInfinite(verdict.limit());
  }

  private String runs(int found) {
    String accepted = found == 1 ? "1 accepted run" : found + " accepted runs";
    return earlier.leftOut() == 0
        ? accepted
        : accepted + " (" + earlier.leftOut() + " of another configuration left out)";
  }

  /** Returns the standard error of the value, 0 if it is not known. */
  private double stderr(JudgedPart part) {
    String name = MetricNames.stderrOf(gate.metric());
    Number error = part.metrics().contains(name) ? part.metrics().value(name) : null;
    return error != null && Double.isFinite(error.doubleValue()) ? error.doubleValue() : 0;
  }
}
