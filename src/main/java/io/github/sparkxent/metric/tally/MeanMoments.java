// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.tally;

import io.github.sparkxent.numeric.exact.ExactRational;

/**
 * The exact sums from which a weighted mean and its standard error are rounded: the one place that
 * has their formula.
 *
 * <p><b>Method.</b> Each of n independent units, a row or a cluster of rows, has a product S and a
 * weight W:
 *
 * <pre>
 * mean = sum of S / sum of W
 * se^2 = n / (n - 1) * sum of (S - mean W)^2 / (sum of W)^2
 * </pre>
 *
 * @param units n
 * @param product the sum of S
 * @param productSquare the sum of S^2
 * @param productTimesWeight the sum of S W
 * @param weight the sum of W
 * @param weightSquare the sum of W^2
 */
public record MeanMoments(
    long units,
    ExactRational product,
    ExactRational productSquare,
    ExactRational productTimesWeight,
    ExactRational weight,
    ExactRational weightSquare) {

  /**
   * Whether there is a standard error: there are two units or more, and their weights not all 0.
   */
  public boolean hasError() {
    return units >= 2 && weight.signum() != 0;
  }

  /** Returns the mean, rounded once; null if the weights sum to 0. */
  public Double mean() {
    return weight.signum() == 0 ? null : (Double) product.dividedBy(weight).doubleValue();
  }

  /** Returns the root of n / (n - 1) * (Q - 2 m B + m^2 W2) / W^2; null without. */
  public Double standardError() {
    if (!hasError()) {
      return null;
    }
    ExactRational mean = product.dividedBy(weight);
    ExactRational cross = mean.times(productTimesWeight).times(ExactRational.of(2));
    ExactRational deviations =
        productSquare.minus(cross).plus(mean.times(mean).times(weightSquare));
    ExactRational correction = ExactRational.of(units).dividedBy(ExactRational.of(units - 1));
    return deviations.times(correction).dividedBy(weight.times(weight)).squareRoot();
  }
}
