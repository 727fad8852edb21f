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
import java.util.Arrays;

/** Probabilities, their logarithms and the normaliser from the two words of a row. */
final class RowSoftmax {

  private static final int FIRST_BITS = 256;

  /** No double is so small that a probability below 2^-1100 rounds to it. */
  private static final int LEAST_BITS = 1100;

  private RowSoftmax() {}

  static double[] probabilities(Row row) {
    double[] result = new double[row.classes()];
    if (!row.isDefined()) {
      Arrays.fill(result, Double.NaN);
      return result;
    }
    row.evaluate();
    boolean decided = true;
    for (int i = 0; i < result.length; i++) {
      result[i] = row.quickProbability(i);
      decided &= !Double.isNaN(result[i]);
    }
    for (int bits = FIRST_BITS; !decided; bits *= 2) {
      decided = exactProbabilities(row, bits, result);
    }
    return result;
  }

  /** Puts in what is still NaN; false if these many bits do not decide all of it. */
  private static boolean exactProbabilities(Row row, int relativeBits, double[] result) {
    int bits = relativeBits + LEAST_BITS;
    BigInteger one = BigInteger.ONE.shiftLeft(bits);
    BigInteger error = BigInteger.valueOf(result.length + 4L);
    BigInteger total = ExactExpSum.of(row.copyOfLogits(), row.max(), bits, 0).value().add(one);
    Dyadic max = Dyadic.of(row.max());
    boolean decided = true;
    for (int i = 0; i < result.length; i++) {
      if (Double.isNaN(result[i])) {
        BigInteger power = FixedPoint.exp(Dyadic.of(row.logit(i)).minus(max), bits);
        BigInteger least = power.subtract(error).max(BigInteger.ZERO);
        double low = quotient(least, total.add(error), bits);
        double high = quotient(power.add(error), total.subtract(error), bits);
        result[i] = low == high ? low : Double.NaN;
        decided &= low == high;
      }
    }
    return decided;
  }

  private static double quotient(BigInteger numerator, BigInteger denominator, int bits) {
    return new Dyadic(numerator.shiftLeft(bits).divide(denominator), -bits).toDouble();
  }

  static double[] logarithms(Row row) {
    double[] result = new double[row.classes()];
    if (!row.isDefined()) {
      Arrays.fill(result, Double.NaN);
      return result;
    }
    row.evaluate();
    for (int i = 0; i < result.length; i++) {
      result[i] =
          row.logit(i) == Double.NEGATIVE_INFINITY
              ? Double.NEGATIVE_INFINITY
              : 0.0 - RowLoss.classLoss(row, i, 1.0, LossOptions.DEFAULT);
    }
    return result;
  }

  static double normaliser(Row row) {
    if (!row.isDefined()) {
      return Double.NaN;
    }
    row.evaluate();
    double max = row.max();
    double log = row.log.high * ExpTable.INVERSE_SCALE;
    double sum = max + log;
    double part = sum - max;
    double rest = ((max - (sum - part)) + (log - part)) + row.log.low * ExpTable.INVERSE_SCALE;
    double high = sum + rest;
    double low = (sum - high) + rest;
    double error = (log + Math.abs(high)) * RoundingTest.LOSS_ERROR;
    return RoundingTest.decides(high, low, error)
        ? high
        : ExactLoss.ofNormaliser(row.copyOfLogits(), max);
  }
}
