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
package io.github.sparkxent.report;

import java.util.Objects;

/**
 * What one rule of a gate said of one split.
 *
 * @param split the split judged, or the one that was asked for and is not there; null if a rule for
 *     every split found none
 * @param metric the name of the metric
 * @param rule what is asked of it: {@code max} or {@code min}
 * @param limit the limit; never NaN
 * @param value the value found; null if it is undefined or missing
 * @param passed whether the rule holds
 * @param reason why, in words: both numbers, or what is missing and what there is
 */
public record Verdict(
    String split,
    String metric,
    String rule,
    double limit,
    Double value,
    boolean passed,
    String reason) {
  /** Refuses a limit that is NaN, and nulls but for the split and the value. */
  public Verdict {
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(reason, "reason");
    if (Double.isNaN(limit)) {
      throw new IllegalArgumentException("the " + rule + " of " + metric + " is NaN");
    }
  }
}
