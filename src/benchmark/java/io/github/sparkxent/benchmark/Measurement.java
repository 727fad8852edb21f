// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.benchmark;

import java.util.Map;

/**
 * What was measured in one setting, contenders in their order.
 *
 * @param timings of all rows
 * @param fixed of {@link Shape#FEW_ROWS} rows: what a query costs whatever it reads; empty if that
 *     was not asked for. Ratios and times by row are without it.
 */
record Measurement(
    Shape shape,
    LogitsKind kind,
    int threads,
    Clock clock,
    Map<String, Timings> timings,
    Map<String, Timings> fixed) {
  boolean has(String contender) {
    return timings.containsKey(contender);
  }

  double minimum(String contender) {
    return timings.get(contender).minimum(clock);
  }

  double median(String contender) {
    return timings.get(contender).median(clock);
  }

  /** Returns the fixed cost of a contender's query, 0 if it was not measured. */
  double fixed(String contender) {
    return fixed.isEmpty() ? 0 : fixed.get(contender).minimum(clock);
  }

  /** Returns the ratio of the minima, NaN if one was not measured. */
  double ratio(String contender, String yardstick) {
    return has(contender) && has(yardstick)
        ? (minimum(contender) - fixed(contender)) / (minimum(yardstick) - fixed(yardstick))
        : Double.NaN;
  }

  double medianRatio(String contender, String yardstick) {
    return has(contender) && has(yardstick)
        ? (median(contender) - fixed(contender)) / (median(yardstick) - fixed(yardstick))
        : Double.NaN;
  }

  double nanosecondsPerRow(String contender) {
    long rows = shape.rows() - (fixed.isEmpty() ? 0 : Shape.FEW_ROWS);
    return has(contender) ? (minimum(contender) - fixed(contender)) / rows * 1e9 : Double.NaN;
  }

  String setting() {
    return shape + " " + kind + ", " + threadCount();
  }

  String threadCount() {
    return threads + (threads == 1 ? " thread" : " threads");
  }
}
