// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.sparkxent.gate.Gate.Direction;
import io.github.sparkxent.metric.name.MetricValues;
import io.github.sparkxent.report.RowAccounting;
import io.github.sparkxent.report.SliceReport;
import io.github.sparkxent.report.SplitDetails;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.Verdict;
import io.github.sparkxent.report.Verdict.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gates that hold a run against those before it. */
class TrendRuleTest {
  private static final double[] WEEK = {0.1955, 0.1962, 0.1949, 0.1958, 0.1953, 0.1960, 0.1956};

  private static Gate trend(String metric, double trend, Direction direction) {
    return trend(metric, trend, direction, null, null);
  }

  private static Gate trend(
      String metric, Double trend, Direction direction, Integer runs, Integer minRuns) {
    return gate(metric, null, null, null, trend, direction, runs, minRuns);
  }

  private static Gate gate(
      String metric,
      Double max,
      String compare,
      Long minRows,
      Double trend,
      Direction direction,
      Integer runs,
      Integer minRuns) {
    return new Gate(
        "test", null, null, null, metric, max, null, compare, null, null, null, trend, direction,
        runs, minRuns, minRows, null);
  }

  private static SplitReport split(double loss, double stderr) {
    return split(MetricValues.builder().put("loss_mean", loss).put("loss_stderr", stderr).build());
  }

  private static SplitReport split(MetricValues metrics) {
    return new SplitReport("test", new RowAccounting(9, 9, 0, 0, new TreeMap<>()), metrics);
  }

  private static EarlierRuns earlier(Gate gate, int leftOut, double... losses) {
    return new EarlierRuns(
        Arrays.stream(losses)
            .mapToObj(
                loss -> EarlierRuns.Figures.of(List.of(gate), List.of(split(loss, 0)), Map.of()))
            .toList(),
        leftOut);
  }

  private static List<Verdict> judge(Gate gate, SplitReport split, EarlierRuns earlier) {
    return Gates.judge(List.of(gate), List.of(split), Map.of(), 0.05, earlier);
  }

  private static Verdict verdict(Gate gate, SplitReport split, EarlierRuns earlier) {
    List<Verdict> verdicts = judge(gate, split, earlier);
    assertThat(verdicts).hasSize(1);
    return verdicts.get(0);
  }

  @Nested
  class A_band {
    @Test
    void is_four_spreads_around_the_median_of_a_week() {
      TrendBand band = TrendBand.of(Arrays.stream(WEEK).boxed().toList(), 4, 0);

      assertThat(band).isEqualTo(new TrendBand(0.1956, 0.19382088, 0.19737912));
    }

    @Test
    void of_an_even_number_of_values_has_the_middle_of_two_as_median() {
      TrendBand band = TrendBand.of(List.of(4.0, 1.0, 2.0, 3.0), 1, 0);

      assertThat(band).isEqualTo(new TrendBand(2.5, 1.0174, 3.9826));
    }

    @Test
    void is_moved_by_no_single_wild_value() {
      TrendBand band =
          TrendBand.of(List.of(0.1955, 0.1962, 0.1949, 1e300, 0.1953, 0.1960, 0.1956), 4, 0);

      assertThat(band.median()).isEqualTo(0.1956);
      assertThat(band.high()).isLessThan(0.2);
    }

    @Test
    void is_as_wide_as_the_standard_error_where_that_is_wider() {
      assertThat(TrendBand.of(List.of(1.0, 1.0, 1.0), 3, 0.5))
          .isEqualTo(new TrendBand(1, -0.5, 2.5));
      assertThat(TrendBand.of(List.of(1.0), 3, 0)).isEqualTo(new TrendBand(1, 1, 1));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "UP, 0.19737912, PASS",
    "UP, 0.19737912000000003, FAIL",
    "UP, 0, PASS",
    "UP, Infinity, FAIL",
    "UP, NaN, FAIL",
    "DOWN, 0.19382088, PASS",
    "DOWN, 0.19382087999999998, FAIL",
    "DOWN, Infinity, PASS",
    "DOWN, NaN, FAIL"
  })
  void fails_beyond_the_limit_of_its_direction(Direction direction, double loss, Outcome outcome) {
    Gate gate = trend("loss_mean", 4, direction);

    assertThat(verdict(gate, split(loss, 0), earlier(gate, 0, WEEK)).outcome()).isEqualTo(outcome);
  }

  @Test
  void both_directions_are_two_rules() {
    Gate gate = trend("loss_mean", 4, null);

    assertThat(judge(gate, split(0.2, 0), earlier(gate, 0, WEEK)))
        .extracting(Verdict::rule, Verdict::limit, Verdict::passed)
        .containsExactly(
            tuple("trend_up", 0.19737912, false), tuple("trend_down", 0.19382088, true));
  }

  @Test
  void says_the_value_the_limit_the_median_and_the_number_of_runs() {
    Gate gate = trend("loss_mean", 4, Direction.UP);

    assertThat(verdict(gate, split(0.1975, 0), earlier(gate, 2, WEEK)))
        .isEqualTo(
            new Verdict(
                "test",
                "loss_mean",
                "trend_up",
                0.19737912,
                0.1975,
                false,
                "loss_mean 0.1975 > 0.19737912, trend 4 above the median 0.1956 of 7 accepted runs"
                    + " (2 of another configuration left out)"));
  }

  @Test
  void a_large_standard_error_of_this_run_widens_the_band() {
    Gate gate = trend("loss_mean", 4, Direction.UP);

    assertThat(verdict(gate, split(0.1975, 0.0005), earlier(gate, 0, WEEK)))
        .extracting(Verdict::limit, Verdict::passed)
        .containsExactly(0.1976, true);
  }

  @Test
  void the_standard_error_by_clusters_is_that_of_its_metric() {
    Gate gate = trend("accuracy", 2.0, Direction.DOWN, 20, 1);
    SplitReport now =
        split(MetricValues.builder().put("accuracy", 0.92).put("accuracy_stderr", 0.01).build());
    SplitReport before = split(MetricValues.builder().put("accuracy", 0.95).build());
    EarlierRuns earlier =
        new EarlierRuns(
            List.of(EarlierRuns.Figures.of(List.of(gate), List.of(before), Map.of())), 0);

    assertThat(verdict(gate, now, earlier).limit()).isEqualTo(0.93);
  }

  @Nested
  class With_few_earlier_runs {
    @Test
    void the_gate_passes_without_a_limit_and_a_warning_says_so() {
      Gate gate = trend("loss_mean", 4, Direction.UP);
      EarlierRuns six = earlier(gate, 1, Arrays.copyOf(WEEK, 6));

      List<Verdict> verdicts = judge(gate, split(9, 0), six);

      assertThat(verdicts)
          .containsExactly(
              new Verdict(
                  "test",
                  "loss_mean",
                  "trend_up",
                  Double.POSITIVE_INFINITY,
                  9.0,
                  true,
                  "loss_mean 9: no limit yet, 6 accepted runs (1 of another configuration left"
                      + " out), fewer than min_runs 7"));
      assertThat(Gates.warnings(verdicts))
          .containsExactly("gate on the trend of test: " + verdicts.get(0).reason());
      assertThat(Gates.warnings(judge(gate, split(9, 0), earlier(gate, 1, WEEK)))).isEmpty();
    }

    @Test
    void many_warnings_are_cut() {
      List<Gate> gates =
          IntStream.range(1, 9)
              .mapToObj(i -> trend("loss_mean", 4.0, Direction.UP, 20, i))
              .toList();

      List<Verdict> verdicts =
          Gates.judge(gates, List.of(split(9, 0)), Map.of(), 0.05, EarlierRuns.none());

      assertThat(Gates.warnings(verdicts))
          .hasSize(6)
          .last()
          .isEqualTo("3 more gates on trends have no limit yet");
    }

    @Test
    void both_directions_warn_once() {
      Gate gate = trend("loss_mean", 4, Direction.BOTH);

      assertThat(Gates.warnings(judge(gate, split(9, 0), EarlierRuns.none()))).hasSize(1);
    }
  }

  @Test
  void only_the_last_runs_count_and_of_them_those_with_a_finite_value() {
    Gate gate = trend("loss_mean", 4.0, Direction.UP, 3, 2);

    Verdict verdict =
        verdict(gate, split(2, 0), earlier(gate, 0, 1, Double.POSITIVE_INFINITY, 1, 50, 50));

    assertThat(verdict.limit()).isEqualTo(1);
    assertThat(verdict.reason()).endsWith("of 2 accepted runs");
  }

  @Test
  void each_value_of_a_slice_has_its_own_past() {
    Gate gate =
        new Gate(
            "test",
            "day",
            null,
            null,
            "loss_mean",
            null,
            null,
            null,
            null,
            null,
            null,
            1.0,
            Direction.UP,
            20,
            1,
            null,
            null);
    SplitReport before = withSlices(slice("mon", 1), slice("tue", 2));
    EarlierRuns earlier =
        new EarlierRuns(
            List.of(EarlierRuns.Figures.of(List.of(gate), List.of(before), Map.of())), 0);

    assertThat(judge(gate, withSlices(slice("mon", 2), slice("tue", 2), slice("wed", 2)), earlier))
        .extracting(Verdict::subject, Verdict::limit, Verdict::passed)
        .containsExactly(
            tuple("test, day=mon", 1.0, false),
            tuple("test, day=tue", 2.0, true),
            tuple("test, day=wed", Double.POSITIVE_INFINITY, true));
  }

  private static SplitReport withSlices(SliceReport... slices) {
    return new SplitReport(
        "test",
        new RowAccounting(9, 9, 0, 0, new TreeMap<>()),
        MetricValues.builder().put("loss_mean", 1.0).build(),
        SplitDetails.none(),
        List.of(slices),
        List.of());
  }

  private static SliceReport slice(String value, double loss) {
    return new SliceReport(
        "day",
        value,
        new RowAccounting(1, 1, 0, 0, new TreeMap<>()),
        MetricValues.builder().put("loss_mean", loss).build());
  }

  @Test
  void too_few_rows_are_inconclusive_and_a_missing_metric_fails() {
    Gate few = gate("loss_mean", null, null, 10L, 4.0, Direction.UP, null, null);
    Gate other = trend("ece", 4, Direction.UP);

    assertThat(verdict(few, split(1, 0), EarlierRuns.none()).outcome())
        .isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(verdict(other, split(1, 0), EarlierRuns.none()))
        .extracting(Verdict::outcome, Verdict::reason)
        .containsExactly(Outcome.FAIL, "no metric 'ece'; metrics are loss_mean, loss_stderr");
  }

  @Nested
  class A_gate {
    @Test
    void has_both_directions_and_twenty_runs_unless_told() {
      Gate gate = trend("loss_mean", 4.0, null, null, null);

      assertThat(gate)
          .extracting(Gate::direction, Gate::runs, Gate::minRuns)
          .containsExactly(Direction.BOTH, 20, 7);
      assertThat(trend("loss_mean", 4.0, null, 5, null).minRuns()).isEqualTo(5);
    }

    @Test
    void refuses_a_trend_that_is_no_width() {
      for (double trend : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
        assertThatThrownBy(() -> trend("loss_mean", trend, null))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("the gate on loss_mean has trend " + trend + "; expected a number above 0");
      }
    }

    @Test
    void refuses_a_trend_beside_another_rule() {
      assertThatThrownBy(() -> gate("loss_mean", 1.0, null, null, 4.0, null, null, null))
          .hasMessage(
              "the gate on loss_mean has trend and max; expected one of them: set another gate"
                  + " for the other");
      assertThatThrownBy(
              () ->
                  new Gate(
                      "test",
                      null,
                      null,
                      null,
                      null,
                      null,
                      null,
                      "loss_mean",
                      Gate.Require.BETTER,
                      null,
                      null,
                      4.0,
                      null,
                      null,
                      null,
                      null,
                      null))
          .hasMessageStartingWith("the gate on loss_mean has trend and compare; expected one");
    }

    @Test
    void refuses_keys_of_a_trend_without_one() {
      assertThatThrownBy(() -> gate("loss_mean", 1.0, null, null, null, Direction.UP, null, null))
          .hasMessage("the gate on loss_mean has direction and no trend; expected trend too");
      assertThatThrownBy(() -> gate("loss_mean", 1.0, null, null, null, null, null, 3))
          .hasMessage("the gate on loss_mean has min_runs and no trend; expected trend too");
    }

    @Test
    void refuses_more_runs_than_it_looks_at() {
      assertThatThrownBy(() -> trend("loss_mean", 4.0, null, 5, 6))
          .hasMessage("the gate on loss_mean has min_runs 6; expected 1 to 5, its runs");
      assertThatThrownBy(() -> trend("loss_mean", 4.0, null, 0, null))
          .hasMessage("the gate on loss_mean has runs 0; expected 1 or more");
    }
  }
}
