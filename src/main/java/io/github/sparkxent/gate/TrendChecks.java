// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.gate;

import io.github.sparkxent.gate.Gate.Direction;

/** Checks of what a gate asks of earlier runs: found and expected, in one line. */
final class TrendChecks {
  private TrendChecks() {}

  static void requireNone(String subject, Direction direction, Integer runs, Integer minRuns) {
    String key =
        direction != null ? "direction" : runs != null ? "runs" : minRuns != null ? "min_runs" : "";
    if (!key.isEmpty()) {
      throw new IllegalArgumentException(
          "the gate on " + subject + " has " + key + " and no trend; expected trend too");
    }
  }

  static void requireAlone(String subject, String compare, Double max, Double min) {
    String key = compare != null ? "compare" : max != null ? "max" : min != null ? "min" : "";
    if (!key.isEmpty()) {
      throw new IllegalArgumentException(
          "the gate on "
              + subject
              + " has trend and "
              + key
              + "; expected one of them: set another gate for the other");
    }
  }

  static void require(String subject, double trend, int runs, int minRuns) {
    if (!(trend > 0 && Double.isFinite(trend))) {
      throw new IllegalArgumentException(
          "the gate on " + subject + " has trend " + trend + "; expected a number above 0");
    }
    if (runs < 1) {
      throw new IllegalArgumentException(
          "the gate on " + subject + " has runs " + runs + "; expected 1 or more");
    }
    if (minRuns < 1 || minRuns > runs) {
      throw new IllegalArgumentException(
          "the gate on "
              + subject
              + " has min_runs "
              + minRuns
              + "; expected 1 to "
              + runs
              + ", its runs");
    }
  }
}
