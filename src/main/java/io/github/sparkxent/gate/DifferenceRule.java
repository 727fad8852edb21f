// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.gate;

import io.github.sparkxent.report.JudgedDifference;
import io.github.sparkxent.report.MetricDifference;
import io.github.sparkxent.report.Verdict;
import io.github.sparkxent.report.Verdict.Outcome;
import io.github.sparkxent.report.text.DoubleText;
import io.github.sparkxent.report.text.ReadableNumbers;

/**
 * What a gate requires of the difference between candidate and baseline.
 *
 * <p><b>Method.</b> The gain is the difference, or its negative where less is better. With its
 * one-sided bounds:
 *
 * <pre>
 * better     pass if lower &gt; 0;         fail if upper &lt;= 0
 * not_worse  pass if lower &gt; -margin;   fail if upper &lt; -margin
 * same       pass if both are within +-margin; fail if lower &gt; margin or upper &lt; -margin
 * </pre>
 *
 * <p>Otherwise it is inconclusive. Bounds are judged as they are, not as they are shown.
 *
 * @param gate the gate
 */
record DifferenceRule(Gate gate) implements ComparedRule, PartRule {
  private static final int DIGITS = 3;

  @Override
  public String name() {
    return gate.require().word();
  }

  /** Returns the margin; without one, 0. */
  @Override
  public double limit() {
    return gate.margin() == null ? 0 : gate.margin();
  }

  @Override
  public Verdict ofKnown(JudgedPart part) {
    MetricDifference of = part.compared().metric(gate.compare());
    Outcome outcome = outcome(of.lowerBound(), of.upperBound());
    String reason = ComparedRule.shown(of, part.compared().confidence()) + " " + words(outcome);
    if (outcome == Outcome.INCONCLUSIVE) {
      reason += "; " + more(of, part.compared().rows());
    } else if (outcome(of.low(), of.high()) != outcome) {
      reason += ", by its one-sided bound " + deciding(of, outcome);
    }
    return verdict(part, of.difference(), JudgedDifference.of(of), outcome, reason);
  }

  /** Judges an interval of the difference. */
  private Outcome outcome(double low, double high) {
    double one = ComparedRule.gain(gate.compare(), low);
    double other = ComparedRule.gain(gate.compare(), high);
    double lower = Math.min(one, other);
    double upper = Math.max(one, other);
    double margin = limit();
    boolean passes =
        switch (gate.require()) {
          case BETTER -> lower > 0;
          case NOT_WORSE -> lower > -margin;
          case SAME -> lower >= -margin && upper <= margin;
        };
    boolean fails =
        switch (gate.require()) {
          case BETTER -> upper <= 0;
          case NOT_WORSE -> upper < -margin;
          case SAME -> lower > margin || upper < -margin;
        };
    return passes ? Outcome.PASS : fails ? Outcome.FAIL : Outcome.INCONCLUSIVE;
  }

  private String words(Outcome outcome) {
    String margin = "the margin " + DoubleText.plain(limit());
    return switch (gate.require()) {
      case BETTER ->
          switch (outcome) {
            case PASS -> "better than the baseline";
            case FAIL -> "not better than the baseline";
            case INCONCLUSIVE -> "not known whether better than the baseline";
          };
      case NOT_WORSE ->
          switch (outcome) {
            case PASS -> "not worse than the baseline by " + margin;
            case FAIL -> "worse than the baseline by more than " + margin;
            case INCONCLUSIVE -> "not known whether worse than the baseline by " + margin;
          };
      case SAME ->
          switch (outcome) {
            case PASS -> "the same as the baseline within " + margin;
            case FAIL -> "not the same as the baseline within " + margin;
            case INCONCLUSIVE -> "not known whether the same as the baseline within " + margin;
          };
    };
  }

  /** Returns the bound that decides where the two-sided interval would not. */
  private String deciding(MetricDifference of, Outcome outcome) {
    boolean isGainBelow = ComparedRule.gain(gate.compare(), 1) < 0;
    boolean isLower =
        gate.require() == Gate.Require.SAME
            ? (outcome == Outcome.PASS) == (of.difference() < 0)
            : (outcome == Outcome.PASS) != isGainBelow;
    return ReadableNumbers.significant(isLower ? of.lowerBound() : of.upperBound(), DIGITS);
  }

  private String more(MetricDifference of, long rows) {
    double nearest =
        gate.require() == Gate.Require.SAME
            ? Math.abs(Math.abs(of.difference()) - limit())
            : Math.abs(ComparedRule.gain(gate.compare(), of.difference()) + limit());
    return MoreRows.text(rows, of.upperBound() - of.difference(), nearest);
  }
}
