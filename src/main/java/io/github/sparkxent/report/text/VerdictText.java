// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.text;

import io.github.sparkxent.report.Verdict;
import java.util.Comparator;
import java.util.List;

/** What a verdict is about, in the words of the configuration. */
public final class VerdictText {
  private VerdictText() {}

  /**
   * Returns how many verdicts let a run pass or fail.
   *
   * @param verdicts the verdicts of a run, at least one
   * @return such as {@code 3 of 1,000 gates failed, 1 of them inconclusive} or {@code 2 of 2 gates
   *     passed}
   */
  public static String count(List<Verdict> verdicts) {
    List<Verdict> failed = verdicts.stream().filter(verdict -> !verdict.passed()).toList();
    List<Verdict> counted = failed.isEmpty() ? verdicts : failed;
    long unsure =
        counted.stream().filter(one -> one.outcome() == Verdict.Outcome.INCONCLUSIVE).count();
    return ReadableNumbers.count(counted.size())
        + " of "
        + ReadableNumbers.count(verdicts.size())
        + (verdicts.size() == 1 ? " gate " : " gates ")
        + (failed.isEmpty() ? "passed" : "failed")
        + (unsure == 0 ? "" : ", " + ReadableNumbers.count(unsure) + " of them inconclusive");
  }

  /**
   * Returns the verdicts in the order of their weight: those that failed, those that let the run
   * fail because they are inconclusive, inconclusive ones that let it pass, and those that passed;
   * of each kind whole splits first.
   *
   * @param verdicts the verdicts; not modified
   * @return the same in that order
   */
  public static List<Verdict> byWeight(List<Verdict> verdicts) {
    return verdicts.stream()
        .sorted(
            Comparator.comparing(Verdict::passed)
                .thenComparing(verdict -> verdict.passed() == verdict.isConclusive())
                .thenComparing(verdict -> !verdict.part().isWhole()))
        .toList();
  }

  /**
   * Returns what a verdict says, and of what.
   *
   * @param verdict the verdict
   * @return such as {@code test, country=NO: loss_mean 0.26 > max 0.25}
   */
  public static String reason(Verdict verdict) {
    String subject =
        verdict.subject().isEmpty() && verdict.split() == null ? "every split" : verdict.subject();
    return subject + ": " + verdict.reason();
  }

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
  public static String configured(Verdict verdict) {
    return switch (verdict.rule()) {
      case "better", Verdict.TREND_UP, Verdict.TREND_DOWN -> verdict.rule();
      case "worse" -> "fail_on worse " + DoubleText.shortest(verdict.limit());
      default -> verdict.rule() + " " + DoubleText.shortest(verdict.limit());
    };
  }
}
