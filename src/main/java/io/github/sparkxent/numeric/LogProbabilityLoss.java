// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import io.github.sparkxent.numeric.exact.Dyadic;

/** The negative sum of coefficients times log-probabilities as they are given: exact arithmetic. */
final class LogProbabilityLoss {

  private LogProbabilityLoss() {}

  /** The loss of a class id: -w l, rounded once. */
  static double ofClass(double logProbability, double weight) {
    return weight == 0.0 ? 0.0 : -(weight * logProbability) + 0.0;
  }

  /**
   * The loss of a distribution.
   *
   * @param labels finite and not negative
   */
  static double of(double[] logProbabilities, double[] labels, LossOptions options) {
    LabelCoefficients coefficients = new LabelCoefficients(labels, options);
    if (coefficients.hasNaN()) {
      return Double.NaN;
    }
    Dyadic sum = Dyadic.ZERO;
    double infinite = 0.0;
    for (int c = 0; c < labels.length; c++) {
      if (!coefficients.isZero(c)) {
        if (Double.isFinite(logProbabilities[c])) {
          Dyadic term = coefficients.timesClasses(c).times(Dyadic.of(logProbabilities[c]));
          sum = sum.minus(term);
        } else {
          infinite -= logProbabilities[c];
        }
      }
    }
    return infinite == 0.0 ? sum.dividedBy(labels.length) + 0.0 : infinite;
  }
}
