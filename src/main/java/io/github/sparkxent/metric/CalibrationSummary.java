// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric;

import java.util.List;

/**
 * The calibration of the predictions of one split; the formulas stand in docs/metrics.md.
 *
 * @param ece the expected calibration error, from 0 to 1; null if the weights sum to 0
 * @param meanConfidence the mean of all confidences weighed by r; null likewise
 * @param bins all bins, from the lowest confidence
 */
public record CalibrationSummary(Double ece, Double meanConfidence, List<CalibrationBin> bins) {
  /** Keeps a copy of the bins. */
  public CalibrationSummary {
    bins = List.copyOf(bins);
  }
}
