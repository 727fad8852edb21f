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
 * One row, classed and evaluated: all that the metrics need of it.
 *
 * @param status what became of the row
 * @param numClasses C, or 0 where the logits were not looked at or unusable
 * @param loss the loss in nats; 0 unless evaluated
 * @param weight the row's own weight r; 0 unless evaluated
 * @param lossWeight what the row adds to the divisor of the mean loss, omega = r * sum(w_c p_c); 0
 *     unless evaluated
 * @param correct whether the first largest logit is the label's class; false unless evaluated
 */
public record RowEvaluation(
    RowStatus status,
    int numClasses,
    double loss,
    double weight,
    double lossWeight,
    boolean correct) {

  /**
   * Returns a row without a loss.
   *
   * @param status why it has none; not {@code EVALUATED}
   * @param numClasses C, or 0 where it is not known
   * @return the row
   */
  public static RowEvaluation without(RowStatus status, int numClasses) {
    return new RowEvaluation(status, numClasses, 0, 0, 0, false);
  }
}
