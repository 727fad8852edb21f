// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;

/**
 * What a verdict on a difference between candidate and baseline was made from. Null means
 * undefined. Immutable.
 *
 * @param difference the candidate's value minus the baseline's
 * @param lowerBound its one-sided lower bound at {@code comparison.confidence}
 * @param upperBound its one-sided upper bound
 * @param p its two-sided p-value
 * @param adjustedP the p-value among those of the gate, by Benjamini and Hochberg; null where the
 *     gate does not use it
 */
public record JudgedDifference(
    Double difference,
    Double lowerBound,
    Double upperBound,
    Double p,
    @JsonInclude(Include.NON_NULL) Double adjustedP) {
  /**
   * Returns what is judged of a metric.
   *
   * @param metric the metric of candidate and baseline
   * @return its difference, bounds and p-value
   */
  public static JudgedDifference of(MetricDifference metric) {
    return new JudgedDifference(
        metric.difference(), metric.lowerBound(), metric.upperBound(), metric.p(), null);
  }

  /**
   * Returns the same with an adjusted p-value.
   *
   * @param adjusted the adjusted p-value
   * @return the difference with both
   */
  public JudgedDifference adjusted(double adjusted) {
    return new JudgedDifference(difference, lowerBound, upperBound, p, adjusted);
  }
}
