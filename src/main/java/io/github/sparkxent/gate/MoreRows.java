// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.gate;

import io.github.sparkxent.report.text.ReadableNumbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * How many more rows a judgement would take.
 *
 * <p><b>Method.</b> A bound is q se away from the difference, and se falls with the root of the
 * number of rows. If the difference stays what it is, its bound comes within the distance of what
 * it is judged by, d, at n (q se / d)^2 rows, n being those that there are. That is an estimate:
 * about every second time it takes more.
 */
final class MoreRows {
  private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.UP);
  private static final double MOST = 1e12;

  private MoreRows() {}

  /**
   * Returns the estimate in words.
   *
   * @param rows the rows that there are
   * @param reach how far the bound is from the difference, q se
   * @param distance how far the difference is from what it is judged by
   */
  static String text(long rows, double reach, double distance) {
    double ratio = reach / distance;
    double more = rows * (ratio * ratio - 1);
    if (!(more < MOST)) {
      return "with this difference no number of rows would tell";
    }
    long rounded = new BigDecimal(Math.max(1, more)).round(TWO_DIGITS).longValue();
    return "about "
        + ReadableNumbers.count(rounded)
        + (rounded == 1 ? " more row would tell" : " more rows would tell");
  }
}
