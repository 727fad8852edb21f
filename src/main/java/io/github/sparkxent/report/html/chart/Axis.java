// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * A linear scale with round ticks: multiples of 1, 2 or 5 times a power of ten, the first and the
 * last at its ends.
 */
final class Axis {
  private static final int LONGEST_LABEL = 9;

  private final List<BigDecimal> ticks = new ArrayList<>();

  private Axis(BigDecimal step, long first, long last) {
    for (long i = first; i <= last; i++) {
      ticks.add(step.multiply(BigDecimal.valueOf(i)));
    }
  }

  /** Returns an axis that holds two finite values, with about the given number of intervals. */
  static Axis over(double low, double high, int intervals) {
    BigDecimal from = new BigDecimal(low);
    BigDecimal to = new BigDecimal(high);
    if (low >= high) {
      BigDecimal margin = low == 0 ? BigDecimal.ONE : from.abs().movePointLeft(1);
      from = from.subtract(margin);
      to = to.add(margin);
    }
    BigDecimal step =
        step(to.subtract(from).divide(BigDecimal.valueOf(intervals), MathContext.DECIMAL64));
    // The most steps of a range far from zero, since a double has 17 digits.
    long first = from.divide(step, 0, RoundingMode.FLOOR).longValue();
    long last = to.divide(step, 0, RoundingMode.CEILING).longValue();
    return new Axis(step, first, Math.max(last, first + 1));
  }

  /** Returns the number of ticks. */
  int ticks() {
    return ticks.size();
  }

  /** Returns the value of a tick. */
  BigDecimal value(int tick) {
    return ticks.get(tick);
  }

  /** Returns where a tick stands: 0 at the low end, 1 at the high end. */
  double tickPosition(int tick) {
    return position(ticks.get(tick));
  }

  /** Returns where a value stands: 0 at the low end, 1 at the high end. */
  double position(double value) {
    return position(new BigDecimal(value));
  }

  private double position(BigDecimal value) {
    BigDecimal low = ticks.get(0);
    BigDecimal range = ticks.get(ticks.size() - 1).subtract(low);
    return value.subtract(low).divide(range, MathContext.DECIMAL64).doubleValue();
  }

  /** Returns the text of a tick, with as many decimals as the step has. */
  String label(int tick) {
    BigDecimal value = ticks.get(tick);
    BigDecimal shown = value.scale() < 0 ? value.setScale(0) : value;
    String plain = shown.toPlainString();
    return plain.length() <= LONGEST_LABEL
        ? plain
        : value.stripTrailingZeros().toString().replace("E+", "e").replace("E", "e");
  }

  private static BigDecimal step(BigDecimal least) {
    BigDecimal power = BigDecimal.ONE.movePointRight(least.precision() - least.scale() - 1);
    for (int multiple : new int[] {1, 2, 5}) {
      BigDecimal step = power.multiply(BigDecimal.valueOf(multiple));
      if (step.compareTo(least) >= 0) {
        return step;
      }
    }
    return power.movePointRight(1);
  }
}
