// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.gate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/**
 * Limits on a metric.
 *
 * <p>Given as text, {@code *} stands for each split, value or class.
 *
 * @param split the split it is set for; null for every split that has a name
 * @param slice the slice it is set for; null for the whole split
 * @param value the value of the slice; null for each
 * @param label the class it is set for: a class id, a name, or {@code *} for each; null for the
 *     whole split. What can be a class id is one
 * @param metric the name of the metric, as in the report
 * @param max the largest value that passes; null for none
 * @param min the smallest value that passes; null for none
 * @param minRows with fewer evaluated rows the gate is inconclusive
 * @param inconclusive whether it then passes
 */
public record Gate(
    String split,
    String slice,
    String value,
    String label,
    String metric,
    Double max,
    Double min,
    Long minRows,
    Inconclusive inconclusive) {
  private static final String EACH = "*";
  private static final Pattern CLASS_ID = Pattern.compile("[0-9]{1,9}|\\*");

  /** What an inconclusive gate does to the run. */
  public enum Inconclusive {
    /** It fails. */
    FAIL,
    /** It may pass. */
    PASS
  }

  /**
   * Fills in the defaults and checks the limits.
   *
   * @throws IllegalArgumentException if there is no metric, no limit, a limit that is NaN, or no
   *     value that both limits let pass, or if its slice, value and class do not go together; the
   *     message says what was found and what was expected
   */
  public Gate {
    if (metric == null || metric.isBlank()) {
      throw new IllegalArgumentException(
          "a gate has "
              + (metric == null ? "no metric" : "the metric '" + metric + "'")
              + ", expected the name of one");
    }
    split = EACH.equals(split) ? null : split;
    requirePart(metric, slice, value, label);
    value = EACH.equals(value) ? null : value;
    if (max == null && min == null) {
      throw new IllegalArgumentException(
          "the gate on " + metric + " has no limit; expected max, min or both");
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
    minRows = minRows == null ? Long.valueOf(0) : minRows;
    if (minRows < 0) {
      throw new IllegalArgumentException(
          "the gate on " + metric + " has min_rows " + minRows + "; expected 0 or more");
    }
    inconclusive = inconclusive == null ? Inconclusive.FAIL : inconclusive;
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
      @JsonProperty("min_rows") Long minRows,
      @JsonProperty("inconclusive") Inconclusive inconclusive) {
    String text = null;
    if (label != null && !label.isNull()) {
      text = label.isTextual() ? label.textValue() : label.toString();
    }
    return new Gate(split, slice, value, text, metric, max, min, minRows, inconclusive);
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

  private static void requirePart(String metric, String slice, String value, String label) {
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
