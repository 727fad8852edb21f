// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One metric of the candidate beside that of the baseline, over the rows that both evaluate. Null
 * means undefined. Immutable.
 *
 * @param metric the name of the metric
 * @param baseline the baseline's value
 * @param candidate the candidate's value
 * @param difference the candidate's value minus the baseline's, D
 * @param stderr the standard error of D, of paired rows or clusters
 * @param low the lower end of the two-sided interval of D at {@code comparison.confidence}
 * @param high the upper end
 * @param lowerBound the one-sided lower bound of D at {@code comparison.confidence}
 * @param upperBound the one-sided upper bound
 * @param p the two-sided p-value of D = 0, by Student's t
 * @param better how many rows are better with the candidate
 * @param worse how many rows are better with the baseline
 * @param equal how many rows are neither
 */
public record MetricDifference(
    String metric,
    Double baseline,
    Double candidate,
    Double difference,
    Double stderr,
    Double low,
    Double high,
    Double lowerBound,
    Double upperBound,
    Double p,
    long better,
    long worse,
    long equal) {
  /**
   * Returns all numbers for views in long form.
   *
   * @return the numbers by name, null where one is undefined
   */
  public Map<String, Number> figures() {
    Map<String, Number> figures = new LinkedHashMap<>();
    figures.put("baseline", baseline);
    figures.put("candidate", candidate);
    figures.put("difference", difference);
    figures.put("stderr", stderr);
    figures.put("low", low);
    figures.put("high", high);
    figures.put("lower_bound", lowerBound);
    figures.put("upper_bound", upperBound);
    figures.put("p", p);
    figures.put("better", better);
    figures.put("worse", worse);
    figures.put("equal", equal);
    return figures;
  }
}
