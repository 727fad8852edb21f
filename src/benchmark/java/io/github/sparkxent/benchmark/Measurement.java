// SPDX-License-Identifier: Apache-2.0
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
