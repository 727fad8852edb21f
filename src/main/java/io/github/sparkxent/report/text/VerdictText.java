// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.text;

import io.github.sparkxent.report.Verdict;

/** What a verdict is about, in the words of the configuration. */
public final class VerdictText {
  private VerdictText() {}

  /**
   * Returns what is asked of the metric.
   *
   * @param verdict the verdict
   * @return such as {@code max 0.25}, {@code better}, {@code not_worse 0.005} or {@code fail_on
   *     worse 0.05}, or {@code trend_up 0.2}
   */
  public static String asked(Verdict verdict) {
    return verdict.isTrend() && Double.isFinite(verdict.limit())
        ? configured(verdict) + " " + DoubleText.shortest(verdict.limit())
        : configured(verdict);
  }

  /**
   * Returns what the configuration asks of the metric: the same in each run, so without the limit
   * of a trend, which earlier runs decide.
   *
   * @param verdict the verdict
   * @return as {@link #asked}, but {@code trend_up} alone
   */
  static String configured(Verdict verdict) {
    return switch (verdict.rule()) {
      case "better", Verdict.TREND_UP, Verdict.TREND_DOWN -> verdict.rule();
      case "worse" -> "fail_on worse " + DoubleText.shortest(verdict.limit());
      default -> verdict.rule() + " " + DoubleText.shortest(verdict.limit());
    };
  }
}
