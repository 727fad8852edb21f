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
package io.github.sparkxent.metric;

/** What the loss and the weights of an evaluated row can be. */
final class RowValues {
  private RowValues() {}

  /** Refuses NaN and -Infinity: such rows are invalid. */
  static double requireLoss(double loss) {
    if (!(loss > Double.NEGATIVE_INFINITY)) {
      throw new IllegalArgumentException("a row with the loss " + loss + " cannot be evaluated");
    }
    return loss;
  }

  /** Refuses what no row weighs: negative, NaN or infinite. */
  static double requireWeight(double weight, String name) {
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("the weight " + name + " of a row is " + weight);
    }
    return weight;
  }
}
