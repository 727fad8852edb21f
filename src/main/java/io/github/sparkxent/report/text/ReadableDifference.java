// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.text;

import io.github.sparkxent.report.MetricDifference;
import java.math.BigDecimal;

/**
 * The difference between a candidate and a baseline for a person to read.
 *
 * <p>Both values, their difference and its interval are rounded to one decimal place: that of the
 * second digit of the standard error. An undefined number is a hyphen.
 */
public final class ReadableDifference {
  private static final String UNDEFINED = "-";
  private static final int DIGITS = 6;
  private static final int DIGITS_OF_P = 2;

  private ReadableDifference() {}

  /**
   * Returns the baseline's value.
   *
   * @param metric the metric
   * @return the value
   */
  public static String baseline(MetricDifference metric) {
    return text(metric, metric.baseline());
  }

  /**
   * Returns the candidate's value.
   *
   * @param metric the metric
   * @return the value
   */
  public static String candidate(MetricDifference metric) {
    return text(metric, metric.candidate());
  }

  /**
   * Returns the candidate's value minus the baseline's.
   *
   * @param metric the metric
   * @return the difference
   */
  public static String difference(MetricDifference metric) {
    return text(metric, metric.difference());
  }

  /**
   * Returns the difference with a sign, which says beside no other value that it is one.
   *
   * @param metric the metric
   * @return such as {@code -0.107} or {@code +0.0260}
   */
  public static String signed(MetricDifference metric) {
    boolean isAbove = metric.difference() != null && metric.difference() > 0;
    return (isAbove ? "+" : "") + difference(metric);
  }

  /**
   * Returns the two-sided interval of the difference.
   *
   * @param metric the metric
   * @return such as {@code -0.129 to -0.085}
   */
  public static String interval(MetricDifference metric) {
    return metric.low() == null || metric.high() == null
        ? UNDEFINED
        : text(metric, metric.low()) + " to " + text(metric, metric.high());
  }

  /**
   * Returns a p-value.
   *
   * @param p the value; null if it is undefined
   * @return two digits
   */
  public static String p(Double p) {
    return ReadableNumbers.significant(p, DIGITS_OF_P);
  }

  /**
   * Returns a confidence in percent.
   *
   * @param confidence the confidence, above 0 and below 1
   * @return such as {@code 95 %} or {@code 99.9 %}
   */
  public static String percent(double confidence) {
    BigDecimal percent = BigDecimal.valueOf(confidence).movePointRight(2);
    return percent.stripTrailingZeros().toPlainString() + " %";
  }

  private static String text(MetricDifference metric, Double value) {
    Double error = metric.stderr();
    return value != null && error != null && error > 0 && Double.isFinite(error)
        ? DoubleText.decimals(value, DoubleText.decimalsOf(error))
        : ReadableNumbers.significant(value, DIGITS);
  }
}
