// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.gate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Limits on a metric, or what is asked of its difference from the baseline.
 *
 * <p>Given as text, {@code *} stands for each split, value or class.
 *
 * @param split the split it is set for; null for every split that has a name
 * @param slice the slice it is set for; null for the whole split
 * @param value the value of the slice; null for each
 * @param label the class it is set for: a class id, a name, or {@code *} for each; null for the
 *     whole split. What can be a class id is one
 * @param metric the name of the metric, as in the report; null if it is one to compare
 * @param max the largest value that passes; null for none
 * @param min the smallest value that passes; null for none
 * @param compare the name of the metric whose difference from the baseline is judged, or null
 * @param require what the difference has to show; null for none
 * @param margin how much worse, or different, counts as nothing; null with {@code better}
 * @param failOn what a difference must not show, among all parts that the gate is set for; null for
 *     none
 * @param trend how many spreads of the earlier runs the metric may be away from their median; null
 *     for a gate that knows no earlier runs
 * @param direction on which side it then fails; null without a trend
 * @param runs how many earlier runs are looked at, the last ones; null without a trend
 * @param minRuns with fewer of them there is no limit, and the gate passes; null without a trend
 * @param minRows with fewer evaluated, or compared, rows the gate is inconclusive
 * @param inconclusive whether it then passes
 */
public record Gate(
    String split,
    String slice,
    String value,
    String label,
    @JsonInclude(Include.NON_NULL) String metric,
    Double max,
    Double min,
    @JsonInclude(Include.NON_NULL) String compare,
    @JsonInclude(Include.NON_NULL) Require require,
    @JsonInclude(Include.NON_NULL) Double margin,
    @JsonInclude(Include.NON_NULL) FailOn failOn,
    @JsonInclude(Include.NON_NULL) Double trend,
    @JsonInclude(Include.NON_NULL) Direction direction,
    @JsonInclude(Include.NON_NULL) Integer runs,
    @JsonInclude(Include.NON_NULL) Integer minRuns,
    Long minRows,
    Inconclusive inconclusive) {
  /** How many earlier runs a trend looks at, unless {@code runs} says it. */
  public static final int USUAL_RUNS = 20;

  /** How many a trend needs, unless {@code min_runs} says it. */
  public static final int USUAL_MIN_RUNS = 7;

  private static final String EACH = "*";
  private static final Pattern CLASS_ID = Pattern.compile("[0-9]{1,9}|\\*");

  /** What a difference from the baseline has to show. */
  public enum Require {
    /** The candidate is better. */
    BETTER,
    /** It is not worse by the margin or more. */
    NOT_WORSE,
    /** It differs by no more than the margin. */
    SAME;

    /**
     * Returns the word for it.
     *
     * @return {@code better}, {@code not_worse} or {@code same}
     */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What no difference of many may show. */
  public enum FailOn {
    /** The candidate is worse. */
    WORSE;

    /**
     * Returns the word for it.
     *
     * @return {@code worse}
     */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** On which side of the earlier runs a metric may not be. */
  public enum Direction {
    /** Not above them. */
    UP,
    /** Not below them. */
    DOWN,
    /** Neither. */
    BOTH
  }

  /** What an inconclusive gate does to the run. */
  public enum Inconclusive {
    /** It fails. */
    FAIL,
    /** It may pass. */
    PASS
  }

  /**
   * Fills in the defaults and checks what is asked.
   *
   * @throws IllegalArgumentException if there is no metric or two, no limit, a limit that is NaN,
   *     no value that both limits let pass, or a comparison or trend that is not whole, or if its
   *     slice, value and class do not go together; the message says what was found and what was
   *     expected
   */
  public Gate {
    GateChecks.requireMetric(metric, compare);
    String subject = metric == null ? compare : metric;
    split = EACH.equals(split) ? null : split;
    GateChecks.requirePart(subject, slice, value, label);
    value = EACH.equals(value) ? null : value;
    if (metric == null) {
      GateChecks.requireComparison(compare, max, min, require, margin, failOn);
    } else {
      GateChecks.requireNoComparison(metric, require, margin, failOn);
      if (trend == null) {
        GateChecks.requireLimits(metric, max, min);
      }
    }
    if (trend == null) {
      TrendChecks.requireNone(subject, direction, runs, minRuns);
    } else {
      TrendChecks.requireAlone(subject, compare, max, min);
      direction = direction == null ? Direction.BOTH : direction;
      runs = runs == null ? Integer.valueOf(USUAL_RUNS) : runs;
      minRuns = minRuns == null ? Integer.valueOf(Math.min(USUAL_MIN_RUNS, runs)) : minRuns;
      TrendChecks.require(subject, trend, runs, minRuns);
    }
    minRows = minRows == null ? Long.valueOf(0) : minRows;
    if (minRows < 0) {
      throw new IllegalArgumentException(
          "the gate on " + subject + " has min_rows " + minRows + "; expected 0 or more");
    }
    inconclusive = inconclusive == null ? Inconclusive.FAIL : inconclusive;
  }

  /**
   * Makes a gate of limits.
   *
   * @param split the split it is set for; null for every split that has a name
   * @param slice the slice it is set for; null for the whole split
   * @param value the value of the slice; null for each
   * @param label the class it is set for; null for the whole split
   * @param metric the name of the metric, as in the report
   * @param max the largest value that passes; null for none
   * @param min the smallest value that passes; null for none
   * @param minRows with fewer evaluated rows the gate is inconclusive; null for 0
   * @param inconclusive whether it then passes; null for not
   */
  public Gate(
      String split,
      String slice,
      String value,
      String label,
      String metric,
      Double max,
      Double min,
      Long minRows,
      Inconclusive inconclusive) {
    this(
        split,
        slice,
        value,
        label,
        metric,
        max,
        min,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        minRows,
        inconclusive);
  }

  /**
   * Makes a gate on whole splits.
   *
   * @param split the split it is set for; null for every split that has a name
   * @param metric the name of the metric, as in the report
   * @param max the largest value that passes; null for none
   * @param min the smallest value that passes; null for none
   */
  public Gate(String split, String metric, Double max, Double min) {
    this(split, null, null, null, metric, max, min, null, null);
  }

  @JsonCreator
  static Gate of(
      @JsonProperty("split") String split,
      @JsonProperty("slice") String slice,
      @JsonProperty("value") String value,
      @JsonProperty("class") JsonNode label,
      @JsonProperty("metric") String metric,
      @JsonProperty("max") Double max,
      @JsonProperty("min") Double min,
      @JsonProperty("compare") String compare,
      @JsonProperty("require") Require require,
      @JsonProperty("margin") Double margin,
      @JsonProperty("fail_on") FailOn failOn,
      @JsonProperty("trend") Double trend,
      @JsonProperty("direction") Direction direction,
      @JsonProperty("runs") Integer runs,
      @JsonProperty("min_runs") Integer minRuns,
      @JsonProperty("min_rows") Long minRows,
      @JsonProperty("inconclusive") Inconclusive inconclusive) {
    String text = null;
    if (label != null && !label.isNull()) {
      text = label.isTextual() ? label.textValue() : label.toString();
    }
    return new Gate(
        split,
        slice,
        value,
        text,
        metric,
        max,
        min,
        compare,
        require,
        margin,
        failOn,
        trend,
        direction,
        runs,
        minRuns,
        minRows,
        inconclusive);
  }

  /**
   * Returns the metric that it is about.
   *
   * @return the metric of the limits, or the one to compare
   */
  @JsonIgnore
  public String subject() {
    return metric == null ? compare : metric;
  }

  /**
   * Returns the class, as it is configured.
   *
   * @return an id or a name, or null
   */
  @Override
  @JsonProperty("class")
  public String label() {
    return label;
  }

  /**
   * Tells whether the class is given by its id, or is {@code *}.
   *
   * @return false if it is given by its name, or if there is none
   */
  @JsonIgnore
  public boolean isClassId() {
    return label != null && CLASS_ID.matcher(label).matches();
  }
}
