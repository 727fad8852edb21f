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

/** The sum over logits of exp(logit - max), in two words. */
interface ExpSum {

  /** How many elements there must be after those to sum. */
  int PADDING = 16;

  /** In how many lanes squares are added up, whatever the machine: logit j goes to lane j mod 8. */
  int LANES = 8;

  /**
   * Sets result to {@code 2^512 * sum over j < count of exp(logits[j] - max)}, with a relative
   * error below {@link RoundingTest#EXP_SUM_ERROR}.
   *
   * @param logits finite, none above max nor more than 800 below it; elements after count, up to
   *     {@link #PADDING} of them, may be overwritten
   * @param count how many of them to take
   * @param max the largest logit of the row
   * @param result where the sum goes
   * @param squares shape [{@link #LANES}]: where the sums of the squares of the exponentials' first
   *     words go, one a lane; the same bits from every kernel
   */
  void sum(double[] logits, int count, double max, TwoWords result, double[] squares);
}
