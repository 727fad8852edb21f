// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.metric.ClassSummary;
import io.github.sparkxent.metric.name.MetricValues;
import io.github.sparkxent.report.RowAccounting;
import io.github.sparkxent.report.SliceReport;
import io.github.sparkxent.report.SplitDetails;
import io.github.sparkxent.report.SplitPart;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.Verdict;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gates on metrics of which only bounds are known. */
class BoundedGatesTest {
  private static SplitReport split(long unlisted) {
    return new SplitReport(
        "test",
        new RowAccounting(4, 4, 0, 0, new TreeMap<>()),
        MetricValues.builder()
            .put("row_count", 4)
            .put("unlisted_label_count", unlisted)
            .put("loss_mean", 0.5)
            .put("accuracy", 0.5)
            .put("auc", 0.75)
            .put("auc_lower_bound", 0.7)
            .put("auc_upper_bound", 0.8)
            .build(),
        new SplitDetails(
            null, List.of(new ClassSummary(3, 4, 0.5, null, null, null)), null, null, null),
        null,
        null);
  }

  private static Verdict judge(Gate gate, SplitReport split) {
    return JudgedGates.judge(List.of(gate), List.of(split)).get(0);
  }

  private static Gate gate(String metric, String rule, double limit) {
    return rule.equals("max")
        ? new Gate(null, metric, limit, null)
        : new Gate(null, metric, null, limit);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max | 0.25 | fail | loss_mean is at least 0.5 > max 0.25",
        "max | 0.5 | inconclusive | loss_mean is at least 0.5, which does not tell if it is <= max 0.5",
        "max | 0.75 | inconclusive | loss_mean is at least 0.5, which does not tell if it is <= max 0.75",
        "max | Infinity | pass | loss_mean is at least 0.5 <= max Infinity",
        "min | 0.5 | pass | loss_mean is at least 0.5 >= min 0.5",
        "min | 0.75 | inconclusive | loss_mean is at least 0.5, which does not tell if it is >= min 0.75"
      })
  void a_lower_bound_decides_on_its_side_alone(
      String rule, double limit, String outcome, String reason) {
    Verdict verdict = judge(gate("loss_mean", rule, limit), split(1));
    assertThat(verdict.reason()).isEqualTo(reason);
    assertThat(verdict.outcome().word()).isEqualTo(outcome);
    assertThat(verdict.value()).isEqualTo(0.5);
    assertThat(verdict.passed()).isEqualTo(outcome.equals("pass"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "min | 0.7 | pass | auc 0.75 >= min 0.7",
        "min | 0.72 | inconclusive | auc is between 0.7 and 0.8, which does not tell if it is >= min 0.72",
        "min | 0.81 | fail | auc 0.75 < min 0.81",
        "max | 0.7 | inconclusive | auc is between 0.7 and 0.8, which does not tell if it is <= max 0.7",
        "max | 0.8 | pass | auc 0.75 <= max 0.8"
      })
  void a_limit_between_two_bounds_is_inconclusive(
      String rule, double limit, String outcome, String reason) {
    Verdict verdict = judge(gate("auc", rule, limit), split(0));
    assertThat(verdict.reason()).isEqualTo(reason);
    assertThat(verdict.outcome().word()).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "0.78, 0.78, pass", // the split's bounds, which are not those of the value, hold 0.72 as well
    "0.71, 0.74, inconclusive", // the split knows its area
    "0.60, 0.65, fail"
  })
  void a_value_of_a_slice_is_judged_by_its_own_bounds(double lower, double upper, String outcome) {
    SliceReport value =
        new SliceReport(
            "country",
            "NO",
            new RowAccounting(2, 2, 0, 0, new TreeMap<>()),
            auc(lower, upper).build(),
            null);
    for (MetricValues ofSplit : List.of(auc(0.7, 0.8).build(), auc(0.75, 0.75).build())) {
      SplitReport split =
          new SplitReport(
              "test",
              new RowAccounting(4, 4, 0, 0, new TreeMap<>()),
              ofSplit,
              null,
              List.of(value),
              null);
      Gate gate = new Gate(null, "country", "NO", null, "auc", null, 0.72, null, null);
      assertThat(judge(gate, split).outcome().word()).isEqualTo(outcome);
    }
  }

  private static MetricValues.Builder auc(double lower, double upper) {
    return MetricValues.builder()
        .put("auc", (lower + upper) / 2)
        .put("auc_lower_bound", lower)
        .put("auc_upper_bound", upper);
  }

  @Test
  void what_is_known_is_judged_as_ever() {
    assertThat(judge(gate("loss_mean", "max", 0.75), split(0)).reason())
        .isEqualTo("loss_mean 0.5 <= max 0.75");
    assertThat(judge(gate("accuracy", "min", 0.75), split(1)).outcome())
        .isEqualTo(Verdict.Outcome.FAIL);
  }

  @Test
  void the_loss_of_a_class_is_a_lower_bound_where_the_split_has_one() {
    Gate gate = new Gate(null, null, null, "3", "loss_mean", 0.75, null, null, null);
    assertThat(judge(gate, split(1)).outcome()).isEqualTo(Verdict.Outcome.INCONCLUSIVE);
    assertThat(judge(gate, split(0)).outcome()).isEqualTo(Verdict.Outcome.PASS);
  }

  private static Gate trend(String metric) {
    return new Gate(
        null, null, null, null, metric, null, null, null, null, null, null, 3.0, null, null, 1,
        null, null);
  }

  @Test
  void a_trend_of_lower_bounds_is_inconclusive() {
    assertThat(JudgedGates.judge(List.of(trend("loss_mean")), List.of(split(1))))
        .extracting(Verdict::outcome)
        .containsOnly(Verdict.Outcome.INCONCLUSIVE);
  }

  @Test
  void a_trend_judges_the_value_between_two_bounds() {
    List<Gate> gates = List.of(trend("auc"));
    EarlierRuns earlier =
        new EarlierRuns(List.of(EarlierRuns.Figures.of(gates, List.of(split(0)), Map.of())), 0);
    assertThat(Gates.judge(gates, List.of(split(0)), Map.of(), 0.05, earlier))
        .allSatisfy(verdict -> assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.PASS))
        .allSatisfy(verdict -> assertThat(verdict.limit()).isEqualTo(0.75));
  }

  @Test
  void lower_bounds_of_earlier_runs_make_no_trend() {
    List<Gate> gates = List.of(trend("loss_mean"));
    EarlierRuns earlier =
        new EarlierRuns(
            List.of(
                EarlierRuns.Figures.of(gates, List.of(split(0)), Map.of()),
                EarlierRuns.Figures.of(gates, List.of(split(1)), Map.of())),
            0);
    assertThat(earlier.values(9, "test", SplitPart.whole(), "loss_mean")).containsExactly(0.5);
  }
}
