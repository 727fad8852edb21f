// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import io.github.sparkxent.numeric.exact.Dyadic;
import io.github.sparkxent.numeric.hard.ExactLogSum;
import io.github.sparkxent.numeric.kernel.Rounding;
import io.github.sparkxent.numeric.kernel.TwoWordLog;
import io.github.sparkxent.numeric.kernel.TwoWords;

/** The negative sum of p log q: in two words, with exact arithmetic where these do not decide. */
final class ProbabilityLoss {

  private ProbabilityLoss() {}

  static double of(double[] probabilities, double[] labels) {
    double infinite = 0.0;
    for (int i = 0; i < labels.length; i++) {
      double label = labels[i];
      double probability = probabilities[i];
      if (label == 0.0) {
        continue;
      }
      if (!(probability > 0.0 && probability <= Double.MAX_VALUE && Double.isFinite(label))) {
        infinite += label * direction(probability);
      }
    }
    if (infinite != 0.0) {
      return infinite;
    }
    double loss = quick(probabilities, labels);
    return Double.isNaN(loss) ? exact(probabilities, labels) : loss;
  }

  /**
   * The loss with smoothing and class weights: the negative sum of w_c ((1 - e) p_c + e / C) log
   * q_c.
   *
   * @param labels finite and not negative
   */
  static double of(double[] probabilities, double[] labels, LossOptions options) {
    if (options.isPlain()) {
      return of(probabilities, labels);
    }
    LabelCoefficients coefficients = new LabelCoefficients(labels, options);
    double infinite = 0.0;
    for (int c = 0; c < labels.length; c++) {
      if (!coefficients.isZero(c)) {
        if (!(probabilities[c] > 0.0 && probabilities[c] <= Double.MAX_VALUE)) {
          infinite += direction(probabilities[c]);
        }
      }
    }
    if (coefficients.hasNaN()) {
      return Double.NaN;
    }
    if (infinite != 0.0) {
      return infinite;
    }
    double loss = quick(probabilities, coefficients);
    return Double.isNaN(loss) ? exact(probabilities, coefficients) : loss;
  }

  /** What -log(q) is, as far as an infinite or undefined product with it is concerned. */
  private static double direction(double probability) {
    if (probability == 0.0) {
      return Double.POSITIVE_INFINITY;
    }
    if (!(probability > 0.0) || probability == 1.0) {
      return Double.NaN;
    }
    return probability < 1.0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
  }

  private static double quick(double[] probabilities, double[] labels) {
    TwoWords log = new TwoWords();
    double sumHigh = 0.0;
    double sumLow = 0.0;
    double magnitude = 0.0;
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] != 0.0) {
        TwoWordLog.log(probabilities[i], log);
        double product = labels[i] * -log.high;
        double productLow = -Math.fma(labels[i], log.high, product) - labels[i] * log.low;
        magnitude += Math.abs(product);
        double total = sumHigh + product;
        double part = total - sumHigh;
        sumLow += ((sumHigh - (total - part)) + (product - part)) + productLow;
        sumHigh = total;
      }
    }
    return decided(sumHigh, sumLow, magnitude, labels.length);
  }

  private static double quick(double[] probabilities, LabelCoefficients coefficients) {
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
          -Math.fma(coefficient.high, log.high, product)
              - Math.fma(coefficient.high, log.low, coefficient.low * log.high);
      magnitude += Math.abs(product);
      double total = sumHigh + product;
      double part = total - sumHigh;
      sumLow += ((sumHigh - (total - part)) + (product - part)) + productLow;
      sumHigh = total;
    }
    return decided(sumHigh, sumLow, magnitude, probabilities.length);
  }

  /**
   * The rounded sum of so many terms, or NaN if the two words do not decide it: terms may cancel,
   * and what they lose is relative to the sum of their magnitudes.
   */
  private static double decided(double sum, double low, double magnitude, double size) {
    double error = Math.fma(size * size, Rounding.ERROR_OF_LENGTH, Rounding.ERROR);
    TwoWords words = new TwoWords();
    words.set(sum, low);
    return Rounding.decides(words.high, words.low, magnitude * error) ? words.high : Double.NaN;
  }

  private static double exact(double[] probabilities, LabelCoefficients coefficients) {
    ExactLogSum sum = new ExactLogSum();
    for (int c = 0; c < probabilities.length; c++) {
      if (!coefficients.isZero(c) && probabilities[c] != 1.0) {
        sum.add(coefficients.timesClasses(c).negate(), probabilities[c]);
      }
    }
    return sum.dividedBy(probabilities.length);
  }

  private static double exact(double[] probabilities, double[] labels) {
    ExactLogSum sum = new ExactLogSum();
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] != 0.0 && probabilities[i] != 1.0) {
        sum.add(Dyadic.of(-labels[i]), probabilities[i]);
      }
    }
    return sum.dividedBy(1);
  }
}
