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
package io.github.sparkxent.numeric;

/** A mutable number high + low with |low| of at most half a unit in the last place of high. */
final class TwoWords {

  double high;
  double low;

  /** Takes the sum of two doubles of which the second is the smaller. */
  void set(double large, double small) {
    high = large + small;
    low = (large - high) + small;
  }

  /**
   * The double nearest to this number if an error of {@code relativeError} leaves no doubt; NaN.
   */
  double rounded(double relativeError) {
    return RoundingTest.decides(high, low, Math.abs(high) * relativeError) ? high : Double.NaN;
  }

  /** The same of 2^-512 times this number, which must be a normal double, else NaN. */
  double roundedUnscaled(double relativeError) {
    double value = high * ExpTable.INVERSE_SCALE;
    return Math.abs(value) >= Double.MIN_NORMAL
            && RoundingTest.decides(high, low, Math.abs(high) * relativeError)
        ? value
        : Double.NaN;
  }
}
