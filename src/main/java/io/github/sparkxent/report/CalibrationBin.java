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

/**
 * The rows whose confidence (the probability of the predicted class) lies in an interval.
 *
 * @param low the lower end of the interval, in it
 * @param high the upper end of the interval, in it only if it is 1
 * @param count the rows in the bin
 * @param weight the sum of their weights; the count if there are no weights
 * @param confidence their mean confidence; null for an empty bin
 * @param accuracy the share of them predicted right; null for an empty bin
 */
public record CalibrationBin(
    double low, double high, long count, double weight, Double confidence, Double accuracy) {
  /** Refuses ends out of order or outside [0, 1], and a negative count. */
  public CalibrationBin {
    if (!(0 <= low && low < high && high <= 1)) {
      throw new IllegalArgumentException(
          "a calibration bin goes from " + low + " to " + high + "; expected 0 <= low < high <= 1");
    }
    if (count < 0) {
      throw new IllegalArgumentException(
          "the calibration bin from " + low + " to " + high + " has " + count + " rows");
    }
  }
}
