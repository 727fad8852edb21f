// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html.chart;

import io.github.sparkxent.metric.HistogramBin;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The scale below bars of one width that stand for bins of any width. Ticks are at round losses,
 * each within the bar of its bin by its distance from the bin's ends.
 */
final class LossScale {
  private static final int MOST = 7;
  private static final int INTERVALS = 5;

  /**
   * Over a range as wide as this only powers of ten are round; over a narrower one also 2 and 5
   * times them.
   */
  private static final double WIDE = 500;

  private static final double NARROW = 6;

  /** Ticks closer than this share of the width would overlap. */
  private static final double APART = 0.07;

  private LossScale() {}

  /** A mark: where it stands, 0 at the left and 1 at the right, and its text. */
  record Tick(double position, String label) {}

  static List<Tick> ticks(List<HistogramBin> bins) {
    List<Tick> ticks = new ArrayList<>();
    int first = 0;
    while (first < bins.size() - 1 && bins.get(first).low() <= 0) {
      if (bins.get(first).low() == 0) {
        ticks.add(new Tick((double) first / bins.size(), "0"));
      }
      first++;
    }
    double low = bins.get(first).low();
    double high = bins.get(bins.size() - 1).high();
    for (BigDecimal round : low > 0 ? round(low, high) : List.<BigDecimal>of()) {
      Tick tick = new Tick(position(bins, round.doubleValue()), text(round));
      if (ticks.isEmpty() || tick.position - ticks.get(ticks.size() - 1).position >= APART) {
        ticks.add(tick);
      }
    }
    return ticks;
  }

  /** Returns round numbers from low to high, both above 0. */
  private static List<BigDecimal> round(double low, double high) {
    List<BigDecimal> round = new ArrayList<>();
    if (high / low < NARROW) {
      Axis axis = Axis.over(low, high, INTERVALS);
      for (int i = 0; i < axis.ticks(); i++) {
        add(round, axis.value(i), low, high);
      }
      return round;
    }
    int from = exponent(low) - 1;
    int to = exponent(high) + 1;
    int[] multiples = high / low < WIDE ? new int[] {1, 2, 5} : new int[] {1};
    int decades = multiples.length > 1 ? 1 : Math.max(1, (to - from + MOST - 2) / MOST);
    for (int exponent = Math.floorDiv(from, decades) * decades; exponent <= to; ) {
      for (int multiple : multiples) {
        add(round, BigDecimal.valueOf(multiple).scaleByPowerOfTen(exponent), low, high);
      }
      exponent += decades;
    }
    return round;
  }

  private static void add(List<BigDecimal> round, BigDecimal value, double low, double high) {
    if (value.doubleValue() >= low && value.doubleValue() <= high) {
      round.add(value);
    }
  }

  private static int exponent(double value) {
    BigDecimal exact = new BigDecimal(value);
    return exact.precision() - exact.scale() - 1;
  }

  private static double position(List<HistogramBin> bins, double value) {
    int i = 0;
    while (i < bins.size() - 1 && value >= bins.get(i).high()) {
      i++;
    }
    HistogramBin bin = bins.get(i);
    double within = bin.high() == bin.low() ? 0 : (value - bin.low()) / (bin.high() - bin.low());
    return (i + Math.min(1, Math.max(0, within))) / bins.size();
  }

  private static String text(BigDecimal value) {
    BigDecimal plain = value.stripTrailingZeros();
    int exponent = plain.precision() - plain.scale() - 1;
    if (exponent >= -4 && exponent <= 5) {
      return plain.toPlainString();
    }
    String digits = plain.unscaledValue().toString();
    String rest = digits.length() == 1 ? "" : "." + digits.substring(1);
    return digits.charAt(0) + rest + "e" + exponent;
  }
}
