// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import io.github.sparkxent.metric.name.MetricNames;
import io.github.sparkxent.report.Verdict.Outcome;
import java.util.List;

/** Verdicts on differences from a baseline, made up. */
public final class SampleVerdicts {
  private SampleVerdicts() {}

  /** A comparison with a verdict of each kind. */
  public static EvaluationReport judged() {
    EvaluationReport compared = SampleComparisons.compared(2, 3, "digit");
    JudgedDifference better = new JudgedDifference(-0.107, -0.1256, -0.0889, 1.2e-21, null);
    JudgedDifference worse = new JudgedDifference(0.05, 0.01, 0.09, 0.004, 0.008);
    JudgedDifference unclear = new JudgedDifference(0.001, -0.002, 0.004, 0.6, null);
    return new EvaluationReport(
        compared.run(),
        compared.splits(),
        List.of(
            verdict(SplitPart.whole(), "better", 0, better, Outcome.PASS, "-0.107 better"),
            verdict(
                SplitPart.whole(), "not_worse", 0.005, unclear, Outcome.INCONCLUSIVE, "unclear"),
            verdict(
                SplitPart.value("digit", "0"), "worse", 0.05, worse, Outcome.FAIL, "+0.05 worse"),
            verdict(
                SplitPart.value("digit", "1"), "worse", 0.05, null, Outcome.INCONCLUSIVE, "few"),
            verdict(
                SplitPart.ofClass("3"), "same", 0.01, unclear, Outcome.PASS, "0.001 the same")));
  }

  private static Verdict verdict(
      SplitPart part,
      String rule,
      double limit,
      JudgedDifference comparison,
      Outcome outcome,
      String reason) {
    return new Verdict(
        "test",
        part,
        MetricNames.LOSS_MEAN,
        rule,
        limit,
        comparison == null ? null : comparison.difference(),
        outcome,
        outcome == Outcome.PASS,
        reason,
        comparison);
  }
}
