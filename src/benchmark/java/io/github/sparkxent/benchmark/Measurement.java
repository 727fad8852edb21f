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
import java.util.Map;

/** The seconds of each round of each contender in one setting, contenders in their order. */
record Measurement(
    Shape shape, LogitsKind kind, int threads, Map<String, double[]> secondsByContender) {
  boolean has(String contender) {
    return secondsByContender.containsKey(contender);
  }

  double minimum(String contender) {
    return Arrays.stream(secondsByContender.get(contender)).min().orElseThrow();
  }

  double median(String contender) {
    double[] sorted = secondsByContender.get(contender).clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
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
