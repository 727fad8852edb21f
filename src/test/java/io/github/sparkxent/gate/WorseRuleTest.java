// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.gate;

import static io.github.sparkxent.gate.ComparedParts.comparison;
import static io.github.sparkxent.gate.ComparedParts.difference;
import static io.github.sparkxent.gate.ComparedParts.rows;
import static io.github.sparkxent.gate.ComparedParts.split;
import static io.github.sparkxent.gate.ComparedParts.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.sparkxent.gate.Gate.Inconclusive;
import io.github.sparkxent.report.ClassComparison;
import io.github.sparkxent.report.ComparisonDetails;
import io.github.sparkxent.report.ComparisonReport;
import io.github.sparkxent.report.MetricDifference;
import io.github.sparkxent.report.SliceCut;
import io.github.sparkxent.report.SliceReport;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.Verdict;
import io.github.sparkxent.report.Verdict.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Gates that fail on those of many parts where the candidate is worse. */
class WorseRuleTest {
  private static Gate failOnWorse(String slice, String label, Long minRows, Inconclusive then) {
    return ComparingGates.failingOnWorse("test", slice, null, label, "loss_mean", minRows, then);
  }

  private static Verdict judge(Gate gate, SplitReport split) {
    List<Verdict> verdicts = JudgedGates.judge(List.of(gate), List.of(split));
    assertThat(verdicts).hasSize(1);
    return verdicts.get(0);
  }

  private static SliceReport digit(String value, long rows, double d, double p) {
    return value(value, rows, comparison(rows, null, difference("loss_mean", d, 0.01, p)));
  }

  private static List<Verdict> judged(Gate gate, SliceReport... values) {
    ComparisonReport whole = comparison(2000, null, difference("loss_mean", -0.1, 0.01, 0.0));
    return JudgedGates.judge(List.of(gate), List.of(split(whole, List.of(values))));
  }

  @Test
  void judges_all_values_as_one_family() {
    List<Verdict> verdicts =
        judged(
            failOnWorse("digit", null, null, null),
            digit("0", 200, 0.05, 0.010),
            digit("1", 200, 0.04, 0.024),
            digit("2", 200, -0.05, 0.001),
            digit("3", 200, 0.01, 0.600));

    assertThat(verdicts)
        .extracting(Verdict::outcome)
        .containsExactly(Outcome.FAIL, Outcome.FAIL, Outcome.PASS, Outcome.PASS);
    assertThat(verdicts)
        .extracting(verdict -> verdict.comparison().adjustedP())
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-15 ? 0 : 1)
        .containsExactly(0.02, 0.032, 0.004, 0.6);
    assertThat(verdicts)
        .extracting(Verdict::reason)
        .containsExactly(
            "loss_mean +0.050 (95% 0.030 to 0.070) worse than the baseline: p 0.0200 adjusted"
                + " among 4, at most 0.05",
            "loss_mean +0.040 (95% 0.020 to 0.060) worse than the baseline: p 0.0320 adjusted"
                + " among 4, at most 0.05",
            "loss_mean -0.050 (95% -0.070 to -0.030) better than the baseline",
            "loss_mean +0.010 (95% -0.010 to 0.030) not shown to be worse than the baseline: p"
                + " 0.600 adjusted among 4, above 0.05");
    assertThat(verdicts)
        .allSatisfy(
            verdict -> {
              assertThat(verdict.rule()).isEqualTo("worse");
              assertThat(verdict.limit()).isEqualTo(0.05);
            });
  }

  @Test
  void has_a_rate_that_is_given_and_that_counts_itself() {
    SplitReport split =
        split(null, List.of(digit("0", 200, 0.05, 0.02), digit("1", 200, 0.05, 0.9)));
    Gate gate = failOnWorse("digit", null, null, null);

    assertThat(JudgedGates.judge(List.of(gate), List.of(split), Map.of(), 0.04))
        .extracting(Verdict::outcome)
        .containsExactly(Outcome.FAIL, Outcome.PASS);
    assertThat(JudgedGates.judge(List.of(gate), List.of(split), Map.of(), Math.nextDown(0.04)))
        .extracting(Verdict::outcome)
        .containsExactly(Outcome.PASS, Outcome.PASS);
  }

  @Test
  void leaves_values_with_few_rows_out_of_the_family_and_says_so() {
    SliceReport few = digit("0", 29, 0.05, 0.001);
    SliceReport one = value("1", 1, comparison(1, null, difference("loss_mean", 1.0, null, null)));
    SliceReport hidden = value("2", 3, null);
    SliceReport enough = digit("3", 30, 0.05, 0.04);

    List<Verdict> verdicts =
        judged(failOnWorse("digit", null, 30L, Inconclusive.PASS), few, one, hidden, enough);

    assertThat(verdicts)
        .extracting(Verdict::outcome)
        .containsExactly(
            Outcome.INCONCLUSIVE, Outcome.INCONCLUSIVE, Outcome.INCONCLUSIVE, Outcome.FAIL);
    assertThat(verdicts).extracting(Verdict::passed).containsExactly(true, true, true, false);
    assertThat(verdicts)
        .extracting(Verdict::reason)
        .startsWith(
            "29 compared rows, fewer than min_rows 30",
            "1 compared row, fewer than min_rows 30",
            "too few compared rows for loss_mean (metrics.min_slice_rows)");
    assertThat(verdicts.get(3).comparison().adjustedP()).isEqualTo(0.04);
  }

  @Test
  void judges_classes_that_are_compared() {
    ComparisonDetails details =
        new ComparisonDetails(
            List.of(
                new ClassComparison(0, 900, List.of(difference("loss_mean", 0.05, 0.01, 0.001))),
                new ClassComparison(3, 900, List.of(difference("loss_mean", 0.0, 0.01, 1.0)))),
            null,
            null,
            null,
            null);
    SplitReport split =
        split(comparison(1800, details, difference("loss_mean", 0.0, 0.01, 1.0)), List.of());

    List<Verdict> verdicts =
        JudgedGates.judge(List.of(failOnWorse(null, "*", null, null)), List.of(split));

    assertThat(verdicts)
        .extracting(verdict -> verdict.part().text() + " " + verdict.outcome().word())
        .containsExactly("class 0 fail", "class 3 pass");
    assertThat(judge(failOnWorse(null, "7", null, null), split).reason())
        .isEqualTo("no class 7; figures of classes are 0, 3");
  }

  @Test
  void is_inconclusive_for_values_that_are_not_reported() {
    ComparisonReport whole = comparison(2000, null, difference("loss_mean", -0.1, 0.01, 0.0));
    SplitReport split =
        split(whole, List.of(digit("0", 200, 0.0, 1.0)), new SliceCut("digit", 1, rows(1800)));

    assertThat(JudgedGates.judge(List.of(failOnWorse("digit", null, null, null)), List.of(split)))
        .extracting(Verdict::outcome)
        .containsExactly(Outcome.PASS, Outcome.INCONCLUSIVE);
  }

  @Test
  void counts_the_values_of_all_its_splits() {
    SplitReport one = split(null, List.of(digit("0", 200, 0.05, 0.03)));
    SplitReport other =
        new SplitReport(
            "train", one.rows(), one.metrics(), null, one.slices(), null, one.comparison());
    Gate gate = ComparingGates.failingOnWorse(null, "digit", null, null, "loss_mean", null, null);

    assertThat(JudgedGates.judge(List.of(gate), List.of(one, other)))
        .allSatisfy(
            verdict -> assertThat(verdict.comparison().adjustedP()).isCloseTo(0.03, within(1e-15)))
        .allSatisfy(verdict -> assertThat(verdict.reason()).contains("among 2"));
  }

  @Test
  void fails_on_a_loss_that_is_infinite_and_counts_it_in_no_family() {
    MetricDifference infinite =
        new MetricDifference(
            "loss_mean",
            0.3,
            Double.POSITIVE_INFINITY,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            9,
            1,
            0);
    List<Verdict> verdicts =
        judged(
            failOnWorse("digit", null, null, null),
            value("0", 10, comparison(10, null, infinite)),
            digit("1", 200, 0.05, 0.03));

    assertThat(verdicts)
        .extracting(Verdict::reason)
        .startsWith("loss_mean cannot be compared: it is infinite for the candidate");
    assertThat(verdicts).extracting(Verdict::outcome).containsExactly(Outcome.FAIL, Outcome.FAIL);
    assertThat(verdicts.get(1).comparison().adjustedP()).isEqualTo(0.03);
  }

  @Test
  void asks_min_rows_of_the_rows_that_are_compared_and_not_of_all() {
    ComparisonReport compared = comparison(29, null, difference("loss_mean", 0.05, 0.01, 0.001));

    List<Verdict> verdicts =
        judged(failOnWorse("digit", null, 30L, null), value("0", 200, compared));

    assertThat(verdicts)
        .extracting(Verdict::reason)
        .containsExactly("29 compared rows, fewer than min_rows 30");
  }
}
