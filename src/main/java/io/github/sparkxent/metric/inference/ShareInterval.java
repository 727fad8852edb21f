// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.inference;

/**
 * An interval that holds a share, such as an accuracy, with 95 % confidence.
 *
 * <p><b>Method.</b> Wilson's score interval of h hits among n independent rows, with z the 0.975
 * quantile of the normal distribution: (h + z^2 / 2 -+ z sqrt(h (n - h) / n + z^2 / 4)) / (n +
 * z^2). It is within 0 and 1, and has a width also where all or none of the rows are hits.
 *
 * <p><b>Special cases.</b> Of no hit the low end is 0, of hits alone the high end is 1.
 *
 * <p><b>Accuracy.</b> Some units in the last place; a fixed order of operations that each JVM
 * rounds alike.
 *
 * <p><b>Source.</b> Wilson (1927), doi:10.1080/01621459.1927.10502953.
 *
 * @param low the lower end
 * @param high the upper end
 */
public record ShareInterval(double low, double high) {
  private static final double NORMAL_975 = 1.959963984540054;

  /**
   * Returns Wilson's interval.
   *
   * @param hits the rows that count, from 0 to {@code rows}
   * @param rows the independent rows, at least 1
   * @return the interval of the share of hits
   * @throws IllegalArgumentException for other numbers; the message holds both
   */
  public static ShareInterval wilson(long hits, long rows) {
    if (rows < 1 || hits < 0 || hits > rows) {
      throw new IllegalArgumentException(
          hits + " hits among " + rows + " rows; expected 0 to all of at least one row");
    }
    double squared = NORMAL_975 * NORMAL_975;
    double misses = rows - hits;
    double half = NORMAL_975 * Math.sqrt(hits * (misses / rows) + squared / 4);
    double all = rows + squared;
    return new ShareInterval(
        hits == 0 ? 0 : Math.max(0, (hits + squared / 2 - half) / all),
        hits == rows ? 1 : Math.min(1, (hits + squared / 2 + half) / all));
  }
}
