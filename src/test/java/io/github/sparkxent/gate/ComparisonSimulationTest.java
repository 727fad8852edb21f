// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.sparkxent.metric.PairedDifference;
import io.github.sparkxent.metric.comparison.LossPairs;
import io.github.sparkxent.metric.name.MetricNames;
import io.github.sparkxent.report.ComparisonReport;
import io.github.sparkxent.report.MetricDifference;
import io.github.sparkxent.report.PairedReports;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.Verdict;
import io.github.sparkxent.row.LabelWeight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How often intervals miss and gates are wrong, over many made-up data sets: from the sums of rows
 * to the verdict by the code of a run. A share may be off by what the number of data sets explains,
 * 2.58 standard deviations of a binomial variable. The profile {@code simulation} takes more.
 */
class ComparisonSimulationTest {
  private static final int SETS = Integer.getInteger("sparkxent.simulation.sets", 100);
  private static final double CONFIDENCE = 0.95;
  private static final double ERROR = 0.05;
  private static final int FAMILY = 20;
  private static final int FAMILY_ROWS = 100;

  private static final Map<Integer, Double> PASSED_BY_LOOK =
      Map.of(1, 0.05, 2, 0.08, 5, 0.13, 10, 0.17, 20, 0.21, 30, 0.24);

  /** Returns what the number of data sets explains. */
  private static double allowance(double share, int sets) {
    return 2.58 * Math.sqrt(share * (1 - share) / sets);
  }

  /** Returns in how many of the data sets something is so. */
  private static double share(
      DifferenceLaw law, double mean, Predicate<PairedDifference> predicate) {
    SplittableRandom random = new SplittableRandom(law.ordinal());
    int count = 0;
    for (int i = 0; i < SETS; i++) {
      count += predicate.test(law.sample(random, mean)) ? 1 : 0;
    }
    return (double) count / SETS;
  }

  private static Gate requiring(Gate.Require require, Double margin) {
    return ComparingGates.requiring("all", MetricNames.LOSS_MEAN, require, margin);
  }

  private static boolean passes(Gate gate, PairedDifference loss) {
    SplitReport split =
        PairedReports.split("all", PairedReports.of(loss, CONFIDENCE), "none", List.of());
    return JudgedGates.judge(List.of(gate), List.of(split)).get(0).outcome()
        == Verdict.Outcome.PASS;
  }

  private static boolean holds(PairedDifference loss, double mean) {
    MetricDifference found = PairedReports.of(loss, CONFIDENCE).metric(MetricNames.LOSS_MEAN);
    return found.low() <= mean && mean <= found.high();
  }

  @ParameterizedTest
  @EnumSource
  void intervals_hold_the_true_difference_in_95_of_100_data_sets(DifferenceLaw law) {
    double mean = law.margin();
    assertThat(share(law, mean, loss -> holds(loss, mean)))
        .isCloseTo(CONFIDENCE, within(allowance(CONFIDENCE, SETS)));
  }

  @Test
  void intervals_by_rows_are_too_short_for_clusters() {
    SplittableRandom random = new SplittableRandom(1);
    int held = 0;
    for (int i = 0; i < SETS; i++) {
      held += holds(DifferenceLaw.CLUSTERED.sample(random, 0, false), 0) ? 1 : 0;
    }
    assertThat((double) held / SETS).isCloseTo(0.58, within(0.005 + allowance(0.58, SETS)));
  }

  @ParameterizedTest
  @EnumSource
  void a_candidate_that_is_no_better_passes_as_better_in_5_of_100(DifferenceLaw law) {
    Gate better = requiring(Gate.Require.BETTER, null);
    assertThat(share(law, 0, loss -> passes(better, loss)))
        .isCloseTo(ERROR, within(allowance(ERROR, SETS)));
  }

  @ParameterizedTest
  @EnumSource
  void one_that_is_worse_by_the_margin_passes_as_not_worse_in_5_of_100(DifferenceLaw law) {
    Gate notWorse = requiring(Gate.Require.NOT_WORSE, law.margin());
    assertThat(share(law, law.margin(), loss -> passes(notWorse, loss)))
        .isCloseTo(ERROR, within(allowance(ERROR, SETS)));
  }

  @ParameterizedTest
  @EnumSource
  void one_that_differs_by_the_margin_passes_as_the_same_in_5_of_100_at_most(DifferenceLaw law) {
    Gate same = requiring(Gate.Require.SAME, law.margin());
    for (double sign : new double[] {-1, 1}) {
      assertThat(share(law, sign * law.margin(), loss -> passes(same, loss)))
          .isLessThanOrEqualTo(ERROR + allowance(ERROR, SETS));
    }
  }

  @Test
  void where_no_slice_is_worse_a_gate_fails_in_5_of_100_at_most() {
    SplittableRandom random = new SplittableRandom(2);
    int failed = 0;
    for (int i = 0; i < SETS; i++) {
      failed += failures(random, 0).isEmpty() ? 0 : 1;
    }
    assertThat((double) failed / SETS).isLessThanOrEqualTo(ERROR + allowance(ERROR, SETS));
  }

  @Test
  void of_the_slices_that_fail_5_of_100_at_most_are_not_worse() {
    SplittableRandom random = new SplittableRandom(3);
    int worse = FAMILY / 4;
    double falseShare = 0;
    int found = 0;
    for (int i = 0; i < SETS; i++) {
      List<Integer> failures = failures(random, worse);
      long wrong = failures.stream().filter(slice -> slice >= worse).count();
      falseShare += failures.isEmpty() ? 0 : (double) wrong / failures.size() / SETS;
      found += failures.size();
    }
    assertThat(falseShare).isLessThanOrEqualTo(ERROR + allowance(ERROR, SETS));
    assertThat((double) found / SETS).as("slices that fail").isGreaterThan(worse - 1.0);
  }

  /** Returns which slices of one family fail, of which the first are worse. */
  private static List<Integer> failures(SplittableRandom random, int worse) {
    List<ComparisonReport> values = new ArrayList<>();
    LossPairs all = new LossPairs();
    for (int slice = 0; slice < FAMILY; slice++) {
      LossPairs pairs = new LossPairs();
      for (int row = 0; row < FAMILY_ROWS; row++) {
        double d = random.nextGaussian() + (slice < worse ? 0.4 : 0);
        pairs.add(1 + d, 1, 1, LabelWeight.ONE);
      }
      all.merge(pairs);
      values.add(PairedReports.of(pairs.difference(null, 0), CONFIDENCE));
    }
    ComparisonReport whole = PairedReports.of(all.difference(null, 0), CONFIDENCE);
    Gate gate =
        ComparingGates.failingOnWorse("all", "slice", "*", null, MetricNames.LOSS_MEAN, null, null);
    return JudgedGates.judge(
            List.of(gate), List.of(PairedReports.split("all", whole, "slice", values)))
        .stream()
        .filter(verdict -> verdict.outcome() == Verdict.Outcome.FAIL)
        .map(verdict -> Integer.valueOf(verdict.part().value()))
        .toList();
  }

  /** The table of docs/comparison.md. */
  @Test
  void more_looks_at_more_rows_pass_more_often() {
    Gate better = requiring(Gate.Require.BETTER, null);
    SplittableRandom random = new SplittableRandom(4);
    int looks = 30;
    int[] firstPasses = new int[looks + 1];
    for (int i = 0; i < SETS; i++) {
      LossPairs pairs = new LossPairs();
      for (int look = 1; look <= looks; look++) {
        for (int row = 0; row < FAMILY_ROWS; row++) {
          pairs.add(1 + random.nextGaussian(), 1, 1, LabelWeight.ONE);
        }
        if (passes(better, pairs.difference(null, 0))) {
          firstPasses[look]++;
          break;
        }
      }
    }
    int passed = 0;
    for (int look = 1; look <= looks; look++) {
      passed += firstPasses[look];
      Double expected = PASSED_BY_LOOK.get(look);
      if (expected != null) {
        assertThat((double) passed / SETS)
            .as("look " + look)
            .isCloseTo(expected, within(0.005 + allowance(expected, SETS)));
      }
    }
  }
}
