// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.kernel;

import static io.github.sparkxent.numeric.kernel.ErrorFree.fastTwoSum;
import static io.github.sparkxent.numeric.kernel.ErrorFree.twoSum;

import java.util.Arrays;

/** The loops one logit at a time; for one thread. */
final class ScalarKernel implements Kernel {

  private final double[] squares = new double[LANES];
  private double largest;

  @Override
  public long load(float[] values, int from, int count, double[] logits) {
    int largest = Integer.MIN_VALUE;
    int smallest = Integer.MAX_VALUE;
    for (int i = 0; i < count; i++) {
      float value = values[from + i] + 0.0f;
      logits[i] = value;
      int rank = Kernel.rank(value);
      largest = Math.max(largest, rank);
      smallest = Math.min(smallest, rank);
    }
    return Kernel.ranks(largest, smallest);
  }

  @Override
  public int indexOf(float value, float[] values, int from, int count) {
    int index = 0;
    while (values[from + index] != value) {
      index++;
    }
    return index;
  }

  @Override
  public int countFrom(double[] logits, int from, int to, double bound) {
    return Kernel.countEachFrom(logits, from, to, bound);
  }

  @Override
  public double sum(double[] logits, int count, double max, TwoWords total) {
    double[] lanes = squares;
    Arrays.fill(lanes, 0.0);
    double sum = 1.0;
    double low = 0.0;
    long greatest = 0; // the bits of doubles from 0 on are in their order, and cheaper to compare
    for (int j = 0; j < count; j++) {
      // The difference from the largest, exactly.
      double difference = logits[j] - max;
      double differenceLow = twoSum(logits[j], -max, difference);

      // Its distance from the nearest multiple of ln 2 / 1024, with the rounding error of the
      // table.
      double shifted = Math.fma(difference, ExpTable.STEPS_PER_UNIT, ExpTable.ROUND_TO_INTEGER);
      double steps = shifted - ExpTable.ROUND_TO_INTEGER;
      int step = (int) Double.doubleToRawLongBits(shifted);
      double rest = Math.fma(-steps, ExpTable.STEP_HIGH, difference);
      double corrections = differenceLow + ExpTable.powerRest(step);
      double high = rest + Math.fma(-steps, ExpTable.STEP_LOW, corrections);

      // The exponential is power * (1 + rise), or value + valueLow.
      double power = ExpTable.power(step, 0);
      double rise = rise(high);
      double value = Math.fma(power, rise, power);
      double valueLow = Math.fma(power, rise, power - value);

      int lane = j & (LANES - 1);
      lanes[lane] = Math.fma(value, value, lanes[lane]);
      greatest = Math.max(greatest, Double.doubleToRawLongBits(value));

      double next = sum + value; // value is at most 1, and sum at least
      low += fastTwoSum(sum, value, next) + valueLow;
      sum = next;
      if ((j & (BLOCK - 1)) == BLOCK - 1) {
        next = sum + low;
        low = fastTwoSum(sum, low, next);
        sum = next;
      }
    }
    total.set(sum, low);
    largest = Double.longBitsToDouble(greatest);
    return Kernel.sumOf(lanes);
  }

  @Override
  public double largest() {
    return largest;
  }

  /** exp(high) - 1, for a number of at most ln 2 / 2048. */
  static double rise(double high) {
    double series = Math.fma(high, 1.0 / 24, 1.0 / 6);
    series = Math.fma(high, series, 0.5);
    return Math.fma(high * high, series, high);
  }
}
