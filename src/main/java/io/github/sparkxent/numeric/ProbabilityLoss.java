// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import static io.github.sparkxent.numeric.kernel.ErrorFree.twoProduct;
import static io.github.sparkxent.numeric.kernel.ErrorFree.twoSum;

import io.github.sparkxent.numeric.hard.ExactLogSum;
import io.github.sparkxent.numeric.kernel.Coefficients;
import io.github.sparkxent.numeric.kernel.Rounding;
import io.github.sparkxent.numeric.kernel.TwoWordLog;
import io.github.sparkxent.numeric.kernel.TwoWords;

/**
 * The negative sum of coefficients times log q: in two words, with exact arithmetic where these do
 * not decide.
 */
final class ProbabilityLoss {

  private ProbabilityLoss() {}

  /**
   * The loss with smoothing and class weights: the negative sum of w_c ((1 - e) p_c + e / C) log
   * q_c.
   *
   * @param labels any numbers without smoothing, else finite and not negative
   */
  static double of(double[] probabilities, double[] labels, LossOptions options) {
    Coefficients coefficients = options.coefficients(labels, labels.length);
    double infinite = 0.0;
    for (int c = 0; c < labels.length; c++) {
      if (!coefficients.isZero(c)) {
        double q = probabilities[c];
        if (!(q > 0.0 && q <= Double.MAX_VALUE && coefficients.isFinite(c))) {
          infinite += coefficients.sign(c) * direction(q);
        }
      }
    }
    if (infinite != 0.0) {
      return infinite;
    }
    double loss = quick(probabilities, coefficients);
    return Double.isNaN(loss) ? exact(probabilities, coefficients) : loss;
  }

  /** A stand-in for -log(q) that gives the same infinite or undefined product. */
  private static double direction(double probability) {
    if (probability == 0.0) {
      return Double.POSITIVE_INFINITY;
    }
    if (!(probability > 0.0) || probability == 1.0) {
      return Double.NaN;
    }
    return probability < 1.0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
  }

  /**
   * The rounded sum, or NaN if two words do not decide it: terms may cancel, and what they lose is
   * relative to the sum of their magnitudes.
   */
  private static double quick(double[] probabilities, Coefficients coefficients) {
    TwoWords coefficient = new TwoWords();
    TwoWords log = new TwoWords();
    double sumHigh = 0.0;
    double sumLow = 0.0;
    double magnitude = 0.0;
    for (int c = 0; c < probabilities.length; c++) {
      if (coefficients.isZero(c) || probabilities[c] == 1.0) {
        continue;
      }
      if (!coefficients.inTwoWords(c, coefficient)) {
        return Double.NaN;
      }
      TwoWordLog.log(probabilities[c], log);
      double product = coefficient.high * -log.high;
      double productLow =
          twoProduct(coefficient.high, -log.high, product)
              - Math.fma(coefficient.high, log.low, coefficient.low * log.high);
      magnitude += Math.abs(product);
      double total = sumHigh + product;
      sumLow += twoSum(sumHigh, product, total) + productLow;
      sumHigh = total;
    }
    double size = probabilities.length;
    double error = Math.fma(size * size, Rounding.ERROR_OF_LENGTH, Rounding.ERROR);
    TwoWords sum = coefficient;
    sum.set(sumHigh, sumLow);
    return Rounding.decides(sum.high, sum.low, magnitude * error) ? sum.high : Double.NaN;
  }

  private static double exact(double[] probabilities, Coefficients coefficients) {
    ExactLogSum sum = new ExactLogSum();
    for (int c = 0; c < probabilities.length; c++) {
      if (!coefficients.isZero(c) && probabilities[c] != 1.0) {
        sum.add(coefficients.exact(c).negate(), probabilities[c]);
      }
    }
    return sum.dividedBy(coefficients.divisor());
  }
}
