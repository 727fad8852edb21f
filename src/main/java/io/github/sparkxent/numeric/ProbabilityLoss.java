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
package io.github.sparkxent.numeric;

import java.math.BigInteger;

/** The negative sum of p log q: in two words, with exact arithmetic where these do not decide. */
final class ProbabilityLoss {

  private static final int FIRST_BITS = 192;

  private ProbabilityLoss() {}

  static double of(double[] probabilities, double[] labels) {
    double infinite = 0.0;
    boolean positive = true;
    for (int i = 0; i < labels.length; i++) {
      double label = labels[i];
      double probability = probabilities[i];
      if (label == 0.0) {
        continue;
      }
      if (!(probability > 0.0 && probability <= Double.MAX_VALUE && Double.isFinite(label))) {
        infinite += label * direction(probability);
      }
      positive &= label > 0.0 && probability <= 1.0;
    }
    if (infinite != 0.0) {
      return infinite;
    }
    double loss = positive ? quick(probabilities, labels) : Double.NaN;
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
    boolean positive = true;
    for (int c = 0; c < labels.length; c++) {
      if (!coefficients.isZero(c)) {
        if (!(probabilities[c] > 0.0 && probabilities[c] <= Double.MAX_VALUE)) {
          infinite += direction(probabilities[c]);
        }
        positive &= probabilities[c] <= 1.0;
      }
    }
    if (coefficients.hasNaN()) {
      return Double.NaN;
    }
    if (infinite != 0.0) {
      return infinite;
    }
    double loss = positive ? quick(probabilities, coefficients) : Double.NaN;
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
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] != 0.0) {
        TwoWordLog.log(probabilities[i], log);
        double product = labels[i] * -log.high;
        double productLow = -Math.fma(labels[i], log.high, product) - labels[i] * log.low;
        double total = sumHigh + product;
        double part = total - sumHigh;
        sumLow += ((sumHigh - (total - part)) + (product - part)) + productLow;
        sumHigh = total;
      }
    }
    log.set(sumHigh, sumLow);
    double size = labels.length;
    return log.rounded(Math.fma(size * size, RoundingTest.ERROR_OF_LENGTH, RoundingTest.ERROR));
  }

  private static double quick(double[] probabilities, LabelCoefficients coefficients) {
    TwoWords coefficient = new TwoWords();
    TwoWords log = new TwoWords();
    double sumHigh = 0.0;
    double sumLow = 0.0;
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
      double total = sumHigh + product;
      double part = total - sumHigh;
      sumLow += ((sumHigh - (total - part)) + (product - part)) + productLow;
      sumHigh = total;
    }
    log.set(sumHigh, sumLow);
    double size = probabilities.length;
    return log.rounded(Math.fma(size * size, RoundingTest.ERROR_OF_LENGTH, RoundingTest.ERROR));
  }

  private static double exact(double[] probabilities, LabelCoefficients coefficients) {
    long classes = probabilities.length;
    for (int bits = FIRST_BITS; ; bits *= 2) {
      Dyadic sum = Dyadic.ZERO;
      Dyadic error = Dyadic.ZERO;
      for (int c = 0; c < probabilities.length; c++) {
        if (!coefficients.isZero(c) && probabilities[c] != 1.0) {
          Dyadic coefficient = coefficients.timesClasses(c);
          sum = sum.minus(coefficient.times(new Dyadic(log(probabilities[c], bits), -bits)));
          error = error.plus(coefficient);
        }
      }
      error = error.times(new Dyadic(BigInteger.TWO, -bits));
      double first = sum.minus(error).dividedBy(classes) + 0.0;
      double last = sum.plus(error).dividedBy(classes) + 0.0;
      if (first == last) {
        return first + 0.0;
      }
    }
  }

  private static double exact(double[] probabilities, double[] labels) {
    for (int bits = FIRST_BITS; ; bits *= 2) {
      Dyadic sum = Dyadic.ZERO;
      Dyadic error = Dyadic.ZERO;
      for (int i = 0; i < labels.length; i++) {
        if (labels[i] != 0.0 && probabilities[i] != 1.0) {
          Dyadic label = Dyadic.of(labels[i]);
          sum = sum.minus(label.times(new Dyadic(log(probabilities[i], bits), -bits)));
          error = error.plus(label.signum() < 0 ? label.negate() : label);
        }
      }
      error = error.times(new Dyadic(BigInteger.TWO, -bits));
      double first = sum.minus(error).toDouble() + 0.0;
      double last = sum.plus(error).toDouble() + 0.0;
      if (first == last) {
        return first + 0.0;
      }
    }
  }

  /** log(q) in units of 2^-bits, with an error below 2 units. */
  private static BigInteger log(double probability, int bits) {
    int work = bits + 16;
    Dyadic exact = Dyadic.of(probability);
    int octave = exact.significand().bitLength() - 1;
    Dyadic fraction = new Dyadic(exact.significand(), -octave).minus(Dyadic.ONE);
    BigInteger log = FixedPoint.log1p(fraction.toFixed(work), work);
    BigInteger octaves = BigInteger.valueOf(octave + exact.exponent());
    return log.add(FixedPoint.ln2(work).multiply(octaves)).shiftRight(16);
  }
}
