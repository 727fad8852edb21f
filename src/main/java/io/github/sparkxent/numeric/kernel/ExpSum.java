// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.kernel;

import static io.github.sparkxent.numeric.kernel.ErrorFree.fastTwoSum;
import static io.github.sparkxent.numeric.kernel.ErrorFree.twoProduct;
import static io.github.sparkxent.numeric.kernel.ErrorFree.twoSum;

/**
 * The sum over logits of exp(logit - max) in two words and in full precision, for the rows that
 * {@link Kernel} does not decide and for single exponentials.
 */
final class ExpSum {

  private ExpSum() {}

  /**
   * Sets result to {@code 2^512 * sum over j < count of exp(logits[j] - max)}, with a relative
   * error below {@link Rounding#ERROR}.
   *
   * @param logits finite, none above max nor more than 800 below it
   * @param count how many of them to take
   * @param max the largest logit of the row
   * @param result where the sum goes
   */
  static void sum(double[] logits, int count, double max, TwoWords result) {
    double sumHigh = 0.0;
    double sumLow = 0.0;
    for (int j = 0; j < count; j++) {
      // The difference from the largest, exactly.
      double difference = logits[j] - max;
      double differenceLow = twoSum(logits[j], -max, difference);

      // Its distance from the nearest multiple of ln 2 / 1024, to two words.
      double shifted = Math.fma(difference, ExpTable.STEPS_PER_UNIT, ExpTable.ROUND_TO_INTEGER);
      double steps = shifted - ExpTable.ROUND_TO_INTEGER;
      int step = (int) Double.doubleToRawLongBits(shifted);
      double rest = Math.fma(-steps, ExpTable.STEP_HIGH, difference);
      double correction = Math.fma(-steps, ExpTable.STEP_LOW, differenceLow);
      double high = rest + correction;
      double low = fastTwoSum(rest, correction, high);
      double power = ExpTable.power(step, ExpTable.SCALE_EXPONENT);
      double tail = tail(high, low + ExpTable.powerRest(step));

      // power * (1 + high + tail) as value + valueLow, the value rounded once.
      double product = power * high;
      double productLow = Math.fma(power, tail, twoProduct(power, high, product));
      double rise = product + productLow;
      double riseLow = fastTwoSum(product, productLow, rise);
      double value = power + rise;
      double valueLow = fastTwoSum(power, rise, value) + riseLow;

      double total = sumHigh + value;
      sumLow += twoSum(sumHigh, value, total) + valueLow;
      sumHigh = total;
    }
    result.set(sumHigh, sumLow);
  }

  /** exp(high) - 1 - high + rests * (1 + high). */
  private static double tail(double high, double rests) {
    double series = Math.fma(high, 1.0 / 720, 1.0 / 120);
    series = Math.fma(high, series, 1.0 / 24);
    series = Math.fma(high, series, 1.0 / 6);
    series = Math.fma(high, series, 0.5);
    return Math.fma(high * high, series, Math.fma(rests, high, rests));
  }
}
