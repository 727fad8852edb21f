// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import io.github.sparkxent.numeric.hard.ExactCoefficients;
import io.github.sparkxent.numeric.kernel.Coefficients;

/** The negative sum of coefficients times given log-probabilities, by exact arithmetic. */
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
    Coefficients coefficients = options.coefficients(labels, labels.length);
    ExactCoefficients sums = new ExactCoefficients(coefficients);
    double infinite = 0.0;
    for (int c = 0; c < labels.length; c++) {
      if (!coefficients.isZero(c)) {
        if (Double.isFinite(logProbabilities[c]) && coefficients.isFinite(c)) {
          sums.add(c, logProbabilities[c]);
        } else {
          infinite -= coefficients.sign(c) * logProbabilities[c];
        }
      }
    }
    return infinite == 0.0
        ? -sums.products().dividedBy(coefficients.divisor()).doubleValue() + 0.0
        : infinite;
  }
}
