// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.gate;

import static io.github.sparkxent.gate.ComparedParts.comparison;
import static io.github.sparkxent.gate.ComparedParts.difference;
import static io.github.sparkxent.gate.ComparedParts.split;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.gate.Gate.Require;
import io.github.sparkxent.report.ComparisonReport;
import io.github.sparkxent.report.JudgedDifference;
import io.github.sparkxent.report.MetricDifference;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.Verdict;
import io.github.sparkxent.report.Verdict.Outcome;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a gate requires of the difference between a candidate and a baseline. */
class DifferenceRuleTest {
  private static Gate require(String metric, Require require, Double margin) {
    return ComparingGates.requiring("test", metric, require, margin);
  }

  private static Verdict judge(Gate gate, SplitReport split) {
    List<Verdict> verdicts = JudgedGates.judge(List.of(gate), List.of(split));
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
      MetricDifference brier = difference("brier_score", d, error, 0.5);
      assertThat(judge(require("brier_score", require, margin), split(brier)).outcome())
          .isEqualTo(outcome);
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
      Gate gate = ComparingGates.requiring("tset", "loss_mean", Require.BETTER, null);
      assertThat(judge(gate, split(difference("loss_mean", 0.1, 0.1, 0.1))).reason())
          .isEqualTo("no split 'tset'; splits are test");
    }
  }
}
