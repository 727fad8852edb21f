/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.sparkxent.gate;

/**
 * Limits on a metric.
 *
 * @param split the split it is set for; null for every split that has a name
 * @param metric the name of the metric, as in the report
 * @param max the largest value that passes; null for none
 * @param min the smallest value that passes; null for none
 */
public record Gate(String split, String metric, Double max, Double min) {
  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if there is no metric, no limit, a limit that is NaN, or no
   *     value that both limits let pass; the message says what was found and what was expected
   */
  public Gate {
    if (metric == null || metric.isBlank()) {
      throw new IllegalArgumentException(
          "a gate has "
              + (metric == null ? "no metric" : "the metric '" + metric + "'")
              + ", expected the name of one");
    }
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
  }

  private static void requireNumber(String metric, String rule, Double limit) {
    if (limit != null && limit.isNaN()) {
      throw new IllegalArgumentException(
          "the gate on " + metric + " has " + rule + " NaN; expected a number");
    }
  }
}
