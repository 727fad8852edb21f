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

import java.util.List;

/**
 * The calibration of the predictions of one split; the formulas are those of {@link
 * CalibrationAccumulator}.
 *
 * @param expectedCalibrationError from 0 to 1; null if the weights sum to 0
 * @param meanConfidence the mean of all confidences weighed by r; null likewise
 * @param bins all bins, from the lowest confidence
 */
public record CalibrationSummary(
    Double expectedCalibrationError, Double meanConfidence, List<CalibrationBin> bins) {
  /** Keeps a copy of the bins. */
  public CalibrationSummary {
    bins = List.copyOf(bins);
  }
}
