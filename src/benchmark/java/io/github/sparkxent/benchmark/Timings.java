// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.benchmark;

import java.util.Arrays;

/** The seconds of the rounds of one contender, by each clock. */
record Timings(double[] wall, double[] cpu) {
  static Timings ofRounds(int rounds) {
    return new Timings(new double[rounds], new double[rounds]);
  }

  double[] seconds(Clock clock) {
    return clock == Clock.WALL ? wall : cpu;
  }

  double minimum(Clock clock) {
    return Arrays.stream(seconds(clock)).min().orElseThrow();
  }

  double median(Clock clock) {
    double[] sorted = seconds(clock).clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
