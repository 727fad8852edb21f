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
