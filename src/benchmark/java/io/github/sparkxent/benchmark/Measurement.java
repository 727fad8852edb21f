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
package io.github.sparkxent.benchmark;

import java.util.Map;

/** What was measured in one setting, contenders in their order. */
record Measurement(
    Shape shape, LogitsKind kind, int threads, Clock clock, Map<String, Timings> timings) {
  boolean has(String contender) {
    return timings.containsKey(contender);
  }

  double minimum(String contender) {
    return timings.get(contender).minimum(clock);
  }

  double median(String contender) {
    return timings.get(contender).median(clock);
  }

  /** Returns the ratio of the minima, NaN if one was not measured. */
  double ratio(String contender, String yardstick) {
    return has(contender) && has(yardstick) ? minimum(contender) / minimum(yardstick) : Double.NaN;
  }

  double medianRatio(String contender, String yardstick) {
    return has(contender) && has(yardstick) ? median(contender) / median(yardstick) : Double.NaN;
  }

  double nanosecondsPerRow(String contender) {
    return minimum(contender) / shape.rows() * 1e9;
  }

  String setting() {
    return shape + " " + kind + ", " + threads + (threads == 1 ? " thread" : " threads");
  }
}
