// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Objects;

/**
 * The verdict of one rule of a gate on one split or a part of it.
 *
 * @param split the judged split, or the named one that is missing; null if a rule for every split
 *     found none
 * @param part the part of the split
 * @param metric the name of the metric
 * @param rule {@code max} or {@code min}; or, of a difference from the baseline, {@code better},
 *     {@code not_worse}, {@code same}, or {@code worse}, on which the gate fails; or, of earlier
 *     runs, {@code trend_up} or {@code trend_down}
 * @param limit the limit, infinite where too few earlier runs make none; of a difference the
 *     margin, 0 without one, or the largest share of false discoveries; never NaN
 * @param value the value or difference found; null if it is undefined or missing
 * @param outcome whether the rule holds
 * @param passed whether the run may pass: by the outcome, or by the gate if that is inconclusive
 * @param reason why, in words: both numbers, or what is missing and what is there
 * @param comparison what was judged of a difference; null for a limit, and if it cannot be judged
 */
public record Verdict(
    String split,
    SplitPart part,
    String metric,
    String rule,
    double limit,
    Double value,
    Outcome outcome,
    boolean passed,
    String reason,
    JudgedDifference comparison) {
  /** The rule that a metric is not above the earlier runs. */
  public static final String TREND_UP = "trend_up";

  /** The rule that a metric is not below the earlier runs. */
  public static final String TREND_DOWN = "trend_down";

  /** Whether a rule holds. */
  public enum Outcome {
    /** It does. */
    PASS,
    /** It does not, or its metric or part is missing. */
    FAIL,
    /** There are too few rows to tell, or not the rows that tell. */
    INCONCLUSIVE;

    /**
     * Returns the word for it.
     *
     * @return {@code pass}, {@code fail} or {@code inconclusive}
     */
    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Refuses a limit that is NaN, an outcome that contradicts {@code passed}, and nulls except for
   * the split, the value and the comparison.
   */
  public Verdict {
    Objects.requireNonNull(part, "part");
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(reason, "reason");
    if (Double.isNaN(limit)) {
      throw new IllegalArgumentException("the " + rule + " of " + metric + " is NaN");
    }
    if (outcome != Outcome.INCONCLUSIVE && passed != (outcome == Outcome.PASS)) {
      throw new IllegalArgumentException("verdict " + outcome.word() + " with passed " + passed);
    }
  }

  /**
   * Makes the verdict on a limit.
   *
   * @param split the split, or null
   * @param part the part of the split
   * @param metric the name of the metric
   * @param rule what is asked of it
   * @param limit the limit
   * @param value the value found, or null
   * @param outcome whether the rule holds
   * @param passed whether the run may pass
   * @param reason why
   */
  public Verdict(
      String split,
      SplitPart part,
      String metric,
      String rule,
      double limit,
      Double value,
      Outcome outcome,
      boolean passed,
      String reason) {
    this(split, part, metric, rule, limit, value, outcome, passed, reason, null);
  }

  /**
   * Makes the verdict on a whole split.
   *
   * @param split the split, or null
   * @param metric the name of the metric
   * @param rule what is asked of it
   * @param limit the limit
   * @param value the value found, or null
   * @param passed whether the rule holds
   * @param reason why
   */
  public Verdict(
      String split,
      String metric,
      String rule,
      double limit,
      Double value,
      boolean passed,
      String reason) {
    this(
        split,
        SplitPart.whole(),
        metric,
        rule,
        limit,
        value,
        passed ? Outcome.PASS : Outcome.FAIL,
        passed,
        reason);
  }

  /**
   * Tells whether it is by what earlier runs found.
   *
   * @return true for {@code trend_up} and {@code trend_down}
   */
  public boolean isTrend() {
    return rule.equals(TREND_UP) || rule.equals(TREND_DOWN);
  }

  /**
   * Tells whether there was enough to tell whether the rule holds.
   *
   * @return false for an inconclusive outcome
   */
  public boolean isConclusive() {
    return outcome != Outcome.INCONCLUSIVE;
  }

  /**
   * Returns what was judged, in words.
   *
   * @return the split, a comma and the part, if there are any
   */
  public String subject() {
    String name = split == null ? "" : split;
    return part.isWhole() ? name : name + (split == null ? "" : ", ") + part.text();
  }
}
