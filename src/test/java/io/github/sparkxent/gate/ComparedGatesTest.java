// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.sparkxent.gate.Gate.FailOn;
import io.github.sparkxent.gate.Gate.Inconclusive;
import io.github.sparkxent.gate.Gate.Require;
import io.github.sparkxent.report.ClassComparison;
import io.github.sparkxent.report.ComparisonDetails;
import io.github.sparkxent.report.ComparisonReport;
import io.github.sparkxent.report.JudgedDifference;
import io.github.sparkxent.report.MetricDifference;
import io.github.sparkxent.report.MetricValues;
import io.github.sparkxent.report.RowAccounting;
import io.github.sparkxent.report.SliceCut;
import io.github.sparkxent.report.SliceReport;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.Verdict;
import io.github.sparkxent.report.Verdict.Outcome;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gates on the difference between a candidate and a baseline. */
class ComparedGatesTest {
  private static final double ONE_SIDED = 1.645;
  private static final double TWO_SIDED = 1.96;

  /** A difference whose bounds are as wide as those of the normal distribution. */
  private static MetricDifference difference(String metric, Double d, Double error, Double p) {
    boolean isKnown = d != null && error != null;
    return new MetricDifference(
        metric,
        0.3,
        d == null ? null : (Double) (0.3 + d),
        d,
        error,
        isKnown ? (Double) (d - TWO_SIDED * error) : null,
        isKnown ? (Double) (d + TWO_SIDED * error) : null,
        isKnown ? (Double) (d - ONE_SIDED * error) : null,
        isKnown ? (Double) (d + ONE_SIDED * error) : null,
        p,
        1,
        1,
        1);
  }

  private static ComparisonReport comparison(
      long rows, ComparisonDetails details, MetricDifference... metrics) {
    return new ComparisonReport(
        rows, new TreeMap<>(), 0, null, 0.95, List.of(metrics), null, null, null, details);
  }

  private static RowAccounting rows(long evaluated) {
    return new RowAccounting(evaluated, evaluated, 0, 0, new TreeMap<>());
  }

  private static SplitReport split(
      ComparisonReport comparison, List<SliceReport> slices, SliceCut... cuts) {
    MetricValues metrics = MetricValues.builder().put("row_count", 2000).build();
    return new SplitReport("test", rows(2000), metrics, null, slices, List.of(cuts), comparison);
  }

  private static SplitReport split(MetricDifference... metrics) {
    return split(comparison(2000, null, metrics), List.of());
  }

  private static SliceReport value(String value, long rows, ComparisonReport comparison) {
    MetricValues metrics = MetricValues.builder().put("row_count", rows).build();
    return new SliceReport("digit", value, rows(rows), metrics, comparison);
  }

  private static Gate require(String metric, Require require, Double margin) {
    return new Gate(
        "test", null, null, null, null, null, null, metric, require, margin, null, null, null);
  }

  private static Gate failOnWorse(String slice, String label, Long minRows, Inconclusive then) {
    return new Gate(
        "test",
        slice,
        null,
        label,
        null,
        null,
        null,
        "loss_mean",
        null,
        null,
        FailOn.WORSE,
        minRows,
        then);
  }

  private static Verdict judge(Gate gate, SplitReport split) {
    List<Verdict> verdicts = Gates.judge(List.of(gate), List.of(split));
    assertThat(verdicts).hasSize(1);
    return verdicts.get(0);
  }

  @Nested
  class A_requirement {
    /** D and se of a loss; bounds are D -+ 1.645 se, the gain is -D. */
    @ParameterizedTest
    @CsvSource({
      "BETTER, , -0.107, 0.0112, PASS, better than the baseline",
      "BETTER, , 0.107, 0.0112, FAIL, not better than the baseline",
      "BETTER, , -0.010, 0.0112, INCONCLUSIVE, not known whether better than the baseline",
      "BETTER, , -1e-300, 0, PASS, better than the baseline",
      "BETTER, , 0, 0, FAIL, not better than the baseline",
      "NOT_WORSE, 0.005, 0.001, 0.002, PASS, not worse than the baseline by the margin 0.005",
      "NOT_WORSE, 0.005, -0.1, 0.002, PASS, not worse than the baseline by the margin 0.005",
      "NOT_WORSE, 0.005, 0.02, 0.002, FAIL, worse than the baseline by more than the margin 0.005",
      "NOT_WORSE, 0.005, 0.004, 0.002, INCONCLUSIVE, not known whether worse",
      "NOT_WORSE, 0.005, 0, 0, PASS, not worse",
      "NOT_WORSE, 0.005, 0.005, 0, INCONCLUSIVE, not known",
      "NOT_WORSE, 0.005, 0.0050000000000000001, 0, INCONCLUSIVE, not known",
      "NOT_WORSE, 0.005, 0.005000000000000001, 0, FAIL, worse than the baseline",
      "SAME, 0.005, 0.001, 0.002, PASS, the same as the baseline within the margin 0.005",
      "SAME, 0.005, -0.001, 0.002, PASS, the same as the baseline within the margin 0.005",
      "SAME, 0.005, 0.02, 0.002, FAIL, not the same as the baseline within the margin 0.005",
      "SAME, 0.005, -0.02, 0.002, FAIL, not the same as the baseline within the margin 0.005",
      "SAME, 0.005, 0.002, 0.01, INCONCLUSIVE, not known whether the same",
      "SAME, 0.005, 0, 0, PASS, the same as the baseline",
      "SAME, 0.005, 0.005, 0, PASS, the same as the baseline"
    })
    void of_a_loss_judges_the_one_sided_bounds_of_the_gain(
        Require require, Double margin, double d, double error, Outcome outcome, String words) {
      MetricDifference loss = difference("loss_mean", d, error, 0.5);

      Verdict verdict = judge(require("loss_mean", require, margin), split(loss));

      assertThat(verdict.outcome()).isEqualTo(outcome);
      assertThat(verdict.passed()).isEqualTo(outcome == Outcome.PASS);
      assertThat(verdict.reason()).startsWith("loss_mean ").contains(") " + words);
      assertThat(verdict.comparison()).isEqualTo(JudgedDifference.of(loss));
      assertThat(verdict.value()).isEqualTo(d);
      assertThat(verdict.limit()).isEqualTo(margin == null ? 0 : margin);
      // Of an accuracy the mirrored difference is judged alike.
      MetricDifference accuracy = difference("accuracy", -d, error, 0.5);
      assertThat(judge(require("accuracy", require, margin), split(accuracy)).outcome())
          .isEqualTo(outcome);
    }

    @Test
    void says_why_as_a_person_would() {
      MetricDifference loss = difference("loss_mean", -0.1072852296318, 0.0111620076630, 0.0);

      assertThat(judge(require("loss_mean", Require.BETTER, null), split(loss)))
          .extracting(Verdict::rule, Verdict::metric, Verdict::reason)
          .containsExactly(
              "better",
              "loss_mean",
              "loss_mean -0.107 (95% -0.129 to -0.085) better than the baseline");
    }

    @Test
    void names_the_one_sided_bound_where_the_interval_would_not_decide() {
      MetricDifference loss = difference("loss_mean", -0.0200, 0.0112, 0.07);

      assertThat(judge(require("loss_mean", Require.BETTER, null), split(loss)).reason())
          .isEqualTo(
              "loss_mean -0.020 (95% -0.042 to 0.002) better than the baseline, by its one-sided"
                  + " bound -0.00158");
      MetricDifference accuracy = difference("accuracy", 0.0200, 0.0112, 0.07);
      assertThat(judge(require("accuracy", Require.BETTER, null), split(accuracy)).reason())
          .endsWith("better than the baseline, by its one-sided bound 0.00158");
      MetricDifference same = difference("accuracy", 0.001, 0.0022, 0.07);
      assertThat(judge(require("accuracy", Require.SAME, 0.005), split(same)).reason())
          .endsWith("within the margin 0.005, by its one-sided bound 0.00462");
    }

    @Test
    void that_is_inconclusive_says_how_many_more_rows_it_would_take() {
      // 2,000 ((1.645 * 0.0112 / 0.01)^2 - 1), rounded up to two digits.
      assertThat(
              judge(
                      require("loss_mean", Require.BETTER, null),
                      split(difference("loss_mean", -0.01, 0.0112, 0.4)))
                  .reason())
          .endsWith("; about 4,800 more rows would tell");
      // The nearer of the margins is 0.003 away.
      assertThat(
              judge(
                      require("loss_mean", Require.SAME, 0.005),
                      split(difference("loss_mean", -0.002, 0.01, 0.4)))
                  .reason())
          .endsWith("; about 59,000 more rows would tell");
      assertThat(
              judge(
                      require("loss_mean", Require.BETTER, null),
                      split(difference("loss_mean", 0.0, 0.01, 1.0)))
                  .reason())
          .endsWith("; with this difference no number of rows would tell");
    }

    /** Bounds that are one last bit apart are shown alike and judged apart. */
    @Test
    void is_decided_by_bounds_as_they_are_and_not_as_they_are_shown() {
      double margin = 0.005;
      for (double upper : new double[] {Math.nextDown(margin), margin}) {
        MetricDifference loss =
            new MetricDifference(
                "loss_mean", 0.3, 0.3, 0.0, 0.003, -0.006, 0.006, -upper, upper, 1.0, 1, 1, 1);
        assertThat(judge(require("loss_mean", Require.NOT_WORSE, margin), split(loss)).outcome())
            .isEqualTo(upper < margin ? Outcome.PASS : Outcome.INCONCLUSIVE);
      }
    }
  }

  @Nested
  class What_cannot_be_judged {
    private String reason(SplitReport split, Outcome outcome) {
      Verdict verdict = judge(require("loss_mean", Require.NOT_WORSE, 0.01), split);
      assertThat(verdict.outcome()).isEqualTo(outcome);
      assertThat(verdict.passed()).isFalse();
      assertThat(verdict.comparison()).isNull();
      return verdict.reason();
    }

    @Test
    void is_a_split_without_a_baseline() {
      assertThat(reason(split((ComparisonReport) null, List.of()), Outcome.FAIL))
          .isEqualTo("no comparison: the rows have no baseline");
    }

    @Test
    void is_a_metric_that_is_not_compared() {
      assertThat(reason(split(difference("accuracy", 0.1, 0.1, 0.1)), Outcome.FAIL))
          .isEqualTo("no comparison of 'loss_mean'; those compared are accuracy");
    }

    @Test
    void is_an_infinite_loss_but_accuracy_is_judged_as_usual() {
      MetricDifference loss =
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
      SplitReport split = split(loss, difference("accuracy", 0.1, 0.01, 0.0));

      assertThat(reason(split, Outcome.FAIL))
          .isEqualTo("loss_mean cannot be compared: it is infinite for the candidate");
      assertThat(judge(require("accuracy", Require.BETTER, null), split).outcome())
          .isEqualTo(Outcome.PASS);
      assertThat(judge(failOnWorse(null, null, null, null), split).outcome())
          .isEqualTo(Outcome.FAIL);
    }

    @Test
    void is_a_difference_of_one_row_or_of_none() {
      assertThat(
              reason(
                  split(comparison(1, null, difference("loss_mean", 0.1, null, null)), List.of()),
                  Outcome.INCONCLUSIVE))
          .isEqualTo("loss_mean has no bounds of 1 compared row: these need two rows, or clusters");
      assertThat(
              reason(
                  split(comparison(0, null, difference("loss_mean", null, null, null)), List.of()),
                  Outcome.INCONCLUSIVE))
          .isEqualTo("loss_mean is undefined for 0 compared rows");
    }

    @Test
    void is_a_split_that_is_not_there() {
      Gate gate =
          new Gate(
              "tset",
              null,
              null,
              null,
              null,
              null,
              null,
              "loss_mean",
              Require.BETTER,
              null,
              null,
              null,
              null);
      assertThat(judge(gate, split(difference("loss_mean", 0.1, 0.1, 0.1))).reason())
          .isEqualTo("no split 'tset'; splits are test");
    }
  }

  @Nested
  class Fail_on_worse {
    private SliceReport digit(String value, long rows, double d, double p) {
      return value(value, rows, comparison(rows, null, difference("loss_mean", d, 0.01, p)));
    }

    private List<Verdict> judged(Gate gate, SliceReport... values) {
      ComparisonReport whole = comparison(2000, null, difference("loss_mean", -0.1, 0.01, 0.0));
      return Gates.judge(List.of(gate), List.of(split(whole, List.of(values))));
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
              "loss_mean -0.050 (95% -0.070 to -0.030) not worse than the baseline",
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

      assertThat(Gates.judge(List.of(gate), List.of(split), Map.of(), 0.04))
          .extracting(Verdict::outcome)
          .containsExactly(Outcome.FAIL, Outcome.PASS);
      assertThat(Gates.judge(List.of(gate), List.of(split), Map.of(), Math.nextDown(0.04)))
          .extracting(Verdict::outcome)
          .containsExactly(Outcome.PASS, Outcome.PASS);
    }

    @Test
    void leaves_values_with_few_rows_out_of_the_family_and_says_so() {
      SliceReport few = digit("0", 29, 0.05, 0.001);
      SliceReport one =
          value("1", 1, comparison(1, null, difference("loss_mean", 1.0, null, null)));
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
          Gates.judge(List.of(failOnWorse(null, "*", null, null)), List.of(split));

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

      assertThat(Gates.judge(List.of(failOnWorse("digit", null, null, null)), List.of(split)))
          .extracting(Verdict::outcome)
          .containsExactly(Outcome.PASS, Outcome.INCONCLUSIVE);
    }

    @Test
    void counts_the_values_of_all_its_splits() {
      SplitReport one = split(null, List.of(digit("0", 200, 0.05, 0.03)));
      SplitReport other =
          new SplitReport(
              "train", one.rows(), one.metrics(), null, one.slices(), null, one.comparison());
      Gate gate =
          new Gate(
              null,
              "digit",
              null,
              null,
              null,
              null,
              null,
              "loss_mean",
              null,
              null,
              FailOn.WORSE,
              null,
              null);

      assertThat(Gates.judge(List.of(gate), List.of(one, other)))
          .allSatisfy(
              verdict ->
                  assertThat(verdict.comparison().adjustedP()).isCloseTo(0.03, within(1e-15)))
          .allSatisfy(verdict -> assertThat(verdict.reason()).contains("among 2"));
    }
  }
}
