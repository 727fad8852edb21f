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

/**
 * One row, classed and evaluated: all that the metrics need of it. All but status and number of
 * classes are 0 unless it is evaluated.
 *
 * @param status what became of the row
 * @param numClasses C, or 0 where the logits were not looked at or unusable
 * @param loss the loss in nats
 * @param weight the row's own weight r
 * @param labelWeight w = sum(w_c p_c); the row adds omega = r * w to the divisor of the mean loss
 * @param label the class id; of a distribution the first of the largest mass
 * @param prediction the first class of the largest logit
 * @param rank how many classes come before the label by falling logit, equal ones by index
 * @param confidence the probability of the prediction
 * @param brierScore the sum over the classes of (p_c - y_c)^2
 */
public record RowEvaluation(
    RowStatus status,
    int numClasses,
    double loss,
    double weight,
    LabelWeight labelWeight,
    int label,
    int prediction,
    int rank,
    double confidence,
    double brierScore) {

  /**
   * Returns a row without a loss.
   *
   * @param status why it has none; not {@code EVALUATED}
   * @param numClasses C, or 0 where it is not known
   * @return the row
   */
  public static RowEvaluation without(RowStatus status, int numClasses) {
    return new RowEvaluation(status, numClasses, 0, 0, LabelWeight.ZERO, 0, 0, 0, 0, 0);
  }

  /**
   * Tells whether the prediction is the label.
   *
   * @return true if so
   */
  public boolean isCorrect() {
    return prediction == label;
  }
}
