// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.kernel;

import static io.github.sparkxent.numeric.kernel.ErrorFree.twoSum;

/** How two rows of logits differ, weighted by the exponentials of the first. */
public final class WeightedDifferences {
  private WeightedDifferences() {}

  /**
   * Returns the sum over j of exp(x_j) (x_j - y_j), where x_j is a logit of the first row less its
   * largest, and y_j of the second.
   *
   * <p>An exponential has a relative error below 2^-52 unless it underflows; the products are added
   * up in the order of the classes. A class whose logit is -Infinity in the first row adds nothing;
   * in the second row alone it makes the sum +Infinity.
   *
   * @param first the first row, defined, not modified
   * @param max its largest logit
   * @param second the second row, defined, not modified
   * @param otherMax its largest logit
   * @param count how many classes there are
   * @return the sum, never NaN
   */
  public static double sum(
      double[] first, double max, double[] second, double otherMax, int count) {
    double sum = 0.0;
    for (int j = 0; j < count; j++) {
      double x = first[j] - max;
      double exp = exp(x, twoSum(first[j], -max, x));
      double difference = x - (second[j] - otherMax);
      if (Math.abs(difference) <= Double.MAX_VALUE) {
        sum = Math.fma(exp, difference, sum);
      } else if (first[j] != Double.NEGATIVE_INFINITY && (exp > 0.0 || isMasked(second[j]))) {
        return Double.POSITIVE_INFINITY; // or beyond the largest double
      }
    }
    return sum;
  }

  private static boolean isMasked(double logit) {
    return logit == Double.NEGATIVE_INFINITY;
  }

  /** Returns exp(x + xLow) for an x not above 0, by the steps of {@link ScalarKernel}. */
  private static double exp(double x, double xLow) {
    if (!(x >= Kernel.LEAST_DIFFERENCE)) {
      return StrictMath.exp(x);
    }
    double shifted = Math.fma(x, ExpTable.STEPS_PER_UNIT, ExpTable.ROUND_TO_INTEGER);
    double steps = shifted - ExpTable.ROUND_TO_INTEGER;
    int step = (int) Double.doubleToRawLongBits(shifted);
    double rest = Math.fma(-steps, ExpTable.STEP_HIGH, x);
    double high = rest + Math.fma(-steps, ExpTable.STEP_LOW, xLow + ExpTable.powerRest(step));
    double power = ExpTable.power(step, 0);
    return Math.fma(power, ScalarKernel.rise(high), power);
  }
}
