// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.metric.ClassSummary;
import io.github.sparkxent.metric.name.MetricValues;
import io.github.sparkxent.report.RowAccounting;
import io.github.sparkxent.report.SliceCut;
import io.github.sparkxent.report.SliceReport;
import io.github.sparkxent.report.SplitDetails;
import io.github.sparkxent.report.SplitPart;
import io.github.sparkxent.report.SplitReport;
import io.github.sparkxent.report.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatesTest {
  private static SplitReport split(String name, String metric, Number value) {
    return new SplitReport(
        name,
        new RowAccounting(1, 1, 0, 0, new TreeMap<>()),
        MetricValues.builder().put("row_count", 1).put(metric, value).build());
  }

  private static Verdict judge(Gate gate, SplitReport... splits) {
    List<Verdict> verdicts = JudgedGates.judge(List.of(gate), List.of(splits));
    assertThat(verdicts).hasSize(1);
    return verdicts.get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "max, 0.25, 0.2, true, loss_mean 0.2 <= max 0.25",
    "max, 0.25, 0.25, true, loss_mean 0.25 <= max 0.25",
    "max, 0.25, 0.25000000000000006, false, loss_mean 0.25000000000000006 > max 0.25",
    "min, 0.25, 0.25, true, loss_mean 0.25 >= min 0.25",
    "min, 0.25, 0.24999999999999997, false, loss_mean 0.24999999999999997 < min 0.25",
    "max, 3, Infinity, false, loss_mean Infinity > max 3",
    "max, Infinity, Infinity, true, loss_mean Infinity <= max Infinity",
    "min, 0, -Infinity, false, loss_mean -Infinity < min 0",
    "min, 0, -0.0, true, loss_mean -0 >= min 0",
    "max, Infinity, NaN, false, loss_mean NaN cannot be compared with max Infinity",
    "min, -Infinity, NaN, false, loss_mean NaN cannot be compared with min -Infinity"
  })
  void a_value_passes_up_to_its_limit_and_nan_never(
      String rule, double limit, double value, boolean passed, String reason) {
    Gate gate =
        rule.equals("max")
            ? new Gate("test", "loss_mean", limit, null)
            : new Gate("test", "loss_mean", null, limit);
    assertThat(judge(gate, split("test", "loss_mean", value)))
        .isEqualTo(new Verdict("test", "loss_mean", rule, limit, value, passed, reason));
  }

  @Test
  void a_count_is_compared_as_a_number() {
    assertThat(judge(new Gate("test", "errors", 0.0, null), split("test", "errors", 3L)))
        .isEqualTo(new Verdict("test", "errors", "max", 0, 3.0, false, "errors 3 > max 0"));
  }

  @Test
  void max_and_min_give_a_verdict_each() {
    var verdicts =
        JudgedGates.judge(
            List.of(new Gate("test", "m", 2.0, 1.0), new Gate("test", "m", 5.0, null)),
            List.of(split("test", "m", 3.0)));
    assertThat(verdicts).extracting(Verdict::rule).containsExactly("max", "min", "max");
    assertThat(verdicts).extracting(Verdict::passed).containsExactly(false, true, true);
  }

  @Test
  void a_gate_without_a_split_is_set_for_every_split_that_has_a_name() {
    var verdicts =
        JudgedGates.judge(
            List.of(new Gate(null, "m", 2.0, null)),
            List.of(split("test", "m", 1.0), split("train", "m", 3.0), split(null, "m", 9.0)));
    assertThat(verdicts).extracting(Verdict::split).containsExactly("test", "train");
    assertThat(verdicts).extracting(Verdict::passed).containsExactly(true, false);
  }

  @Test
  void no_gates_give_no_verdicts() {
    assertThat(JudgedGates.judge(List.of(), List.of(split("test", "m", 1.0)))).isEmpty();
  }

  @Nested
  class What_is_missing_fails {
    @Test
    void an_undefined_metric() {
      assertThat(judge(new Gate("test", "m", 1.0, null), split("test", "m", null)))
          .isEqualTo(
              new Verdict(
                  "test", "m", "max", 1, null, false, "m is undefined for 1 evaluated rows"));
    }

    @Test
    void a_metric_that_is_not_there_with_those_that_are() {
      assertThat(judge(new Gate("test", "loss_men", 1.0, null), split("test", "loss_mean", 0.1)))
          .isEqualTo(
              new Verdict(
                  "test",
                  "loss_men",
                  "max",
                  1,
                  null,
                  false,
                  "no metric 'loss_men'; metrics are row_count, loss_mean"));
    }

    @Test
    void a_split_that_is_not_there_with_those_that_are() {
      assertThat(
              judge(
                  new Gate("tset", "m", null, 1.0),
                  split("train", "m", 1.0),
                  split("test", "m", 1.0),
                  split(null, "m", 1.0)))
          .isEqualTo(
              new Verdict(
                  "tset", "m", "min", 1, null, false, "no split 'tset'; splits are test, train"));
    }

    @Test
    void every_split_if_there_is_none() {
      assertThat(judge(new Gate(null, "m", 1.0, null), split(null, "m", 0.0)))
          .isEqualTo(
              new Verdict(null, "m", "max", 1, null, false, "no split; there are no splits"));
    }

    @Test
    void and_names_no_more_than_a_reader_can_take_in() {
      List<SplitReport> splits = new ArrayList<>();
      for (int i = 100; i < 200; i++) {
        splits.add(split("s" + i, "m", 1.0));
      }
      assertThat(JudgedGates.judge(List.of(new Gate("x", "m", 1.0, null)), splits).get(0).reason())
          .startsWith("no split 'x'; splits are s100, s101, ")
          .endsWith(", s119 and 80 more");
    }
  }

  private static SplitDetails details(ClassSummary... classes) {
    return new SplitDetails(null, List.of(classes), null, null, null);
  }

  private static SliceReport value(String slice, String value, long evaluated, double m) {
    return new SliceReport(
        slice,
        value,
        new RowAccounting(evaluated, evaluated, 0, 0, new TreeMap<>()),
        MetricValues.builder().put("row_count", evaluated).put("m", m).build());
  }

  /** A split of 100 rows with the slices country (NO, SE, null) and user (u1, cut). */
  private static SplitReport sliced(String name) {
    SliceReport few =
        new SliceReport(
            "country",
            "DK",
            new RowAccounting(2, 2, 0, 0, new TreeMap<>()),
            MetricValues.builder().put("row_count", 2).build());
    return new SplitReport(
        name,
        new RowAccounting(100, 100, 0, 0, new TreeMap<>()),
        MetricValues.builder().put("row_count", 100).put("m", 2.0).build(),
        details(
            new ClassSummary(0, 60, 0.1, 0.9, 0.8, 0.85),
            new ClassSummary(3, 40, 0.3, 0.7, 0.6, 0.65),
            new ClassSummary(7, 0, null, 0.0, null, null)),
        List.of(
            few,
            value("country", "NO", 60, 1.0),
            value("country", "SE", 38, 4.0),
            value("country", null, 10, 2.0),
            value("user", "u1", 50, 1.0)),
        List.of(new SliceCut("user", 1, new RowAccounting(50, 50, 0, 0, new TreeMap<>()))));
  }

  private static Gate onSlice(String slice, String value, Long minRows, Gate.Inconclusive then) {
    return new Gate("test", slice, value, null, "m", 3.0, null, minRows, then);
  }

  private static Gate onClass(String label, String metric, double min) {
    return new Gate("test", null, null, label, metric, null, min, null, null);
  }

  private static List<String> outcomes(Gate gate) {
    return JudgedGates.judge(List.of(gate), List.of(sliced("test"))).stream()
        .map(v -> v.part().text() + " " + v.outcome().word() + " " + v.passed())
        .toList();
  }

  @Nested
  class A_gate_on_a_slice {
    @Test
    void judges_one_value() {
      assertThat(judge(onSlice("country", "SE", null, null), sliced("test")))
          .isEqualTo(
              new Verdict(
                  "test",
                  SplitPart.value("country", "SE"),
                  "m",
                  "max",
                  3,
                  4.0,
                  Verdict.Outcome.FAIL,
                  false,
                  "m 4 > max 3"));
    }

    @Test
    void judges_each_value_if_it_names_none_null_among_them() {
      for (String each : new String[] {null, "*"}) {
        assertThat(outcomes(onSlice("country", each, null, null)))
            .containsExactly(
                "country=DK inconclusive false",
                "country=NO pass true",
                "country=SE fail false",
                "country=(null) pass true");
      }
    }

    @Test
    void is_inconclusive_below_its_rows_and_then_fails_unless_told_otherwise() {
      assertThat(outcomes(onSlice("country", "SE", 39L, null)))
          .containsExactly("country=SE inconclusive false");
      assertThat(outcomes(onSlice("country", "SE", 39L, Gate.Inconclusive.PASS)))
          .containsExactly("country=SE inconclusive true");
      assertThat(outcomes(onSlice("country", "SE", 38L, null)))
          .containsExactly("country=SE fail false");
      assertThat(judge(onSlice("country", "SE", 39L, null), sliced("test")).reason())
          .isEqualTo("38 evaluated rows, fewer than min_rows 39");
      assertThat(judge(onSlice("country", "DK", null, null), sliced("test")).reason())
          .isEqualTo("2 evaluated rows, too few for m (metrics.min_slice_rows)");
    }

    @Test
    void judges_the_row_count_of_a_value_with_too_few_rows_for_more() {
      Gate gate = new Gate("test", "country", "DK", null, "row_count", null, 5.0, null, null);
      assertThat(judge(gate, sliced("test")).reason()).isEqualTo("row_count 2 < min 5");
    }

    @Test
    void on_each_value_is_inconclusive_for_those_that_are_not_reported() {
      assertThat(outcomes(onSlice("user", null, null, null)))
          .containsExactly("user=u1 pass true", "user inconclusive false");
      assertThat(
              JudgedGates.judge(List.of(onSlice("user", null, null, null)), List.of(sliced("test")))
                  .get(1)
                  .reason())
          .isEqualTo(
              "50 rows have values beyond the first 1 (metrics.max_slice_values), which are not"
                  + " judged");
      assertThat(outcomes(onSlice("user", "u1", null, null))).containsExactly("user=u1 pass true");
    }

    @Test
    void that_matches_nothing_fails_and_says_what_there_is() {
      assertThat(judge(onSlice("country", "FI", null, null), sliced("test")).reason())
          .isEqualTo("no value 'FI' of slice country; values are DK, NO, SE, (null)");
      assertThat(judge(onSlice("user", "u2", null, null), sliced("test")).reason())
          .isEqualTo("no value 'u2' of slice user; the values reported are u1");
      assertThat(judge(onSlice("city", null, null, null), sliced("test")).reason())
          .isEqualTo("no slice 'city'; slices are country, user");
      assertThat(judge(onSlice("city", null, null, null), split("test", "m", 1.0)).reason())
          .isEqualTo("no slice 'city'; there are no slices");
      assertThat(judge(onSlice("city", null, null, null), sliced("test")).passed()).isFalse();
    }

    @Test
    void is_set_for_each_split() {
      Gate gate = new Gate("*", "country", "SE", null, "m", 3.0, null, null, null);
      assertThat(JudgedGates.judge(List.of(gate), List.of(sliced("a"), sliced("b"))))
          .extracting(Verdict::split)
          .containsExactly("a", "b");
    }
  }

  @Nested
  class A_gate_on_a_class {
    @Test
    void judges_one_class() {
      assertThat(judge(onClass("3", "recall", 0.9), sliced("test")))
          .isEqualTo(
              new Verdict(
                  "test",
                  SplitPart.ofClass("3"),
                  "recall",
                  "min",
                  0.9,
                  0.6,
                  Verdict.Outcome.FAIL,
                  false,
                  "recall 0.6 < min 0.9"));
    }

    @Test
    void judges_each_class_and_an_undefined_figure_fails() {
      assertThat(outcomes(onClass("*", "recall", 0.7)))
          .containsExactly("class 0 pass true", "class 3 fail false", "class 7 fail false");
    }

    @Test
    void counts_the_rows_of_the_class() {
      Gate gate = new Gate(null, null, null, "*", "recall", null, 0.9, 50L, Gate.Inconclusive.PASS);
      assertThat(outcomes(gate))
          .containsExactly(
              "class 0 fail false", "class 3 inconclusive true", "class 7 inconclusive true");
    }

    @Test
    void that_matches_nothing_fails_and_says_what_there_is() {
      assertThat(judge(onClass("4", "recall", 0.9), sliced("test")).reason())
          .isEqualTo("no class 4; figures of classes are 0, 3, 7");
      assertThat(judge(onClass("*", "recall", 0.9), split("test", "m", 1.0)))
          .extracting(v -> v.part().text(), Verdict::reason, Verdict::passed)
          .containsExactly("each class", "no class; there are no figures of classes", false);
    }
  }

  @Nested
  class A_gate_on_a_class_with_a_name {
    private static final Map<Integer, String> NAMES =
        Map.of(0, "zero", 1, "one", 2, "two", 3, "three", 4, "four", 5, "five", 6, "six");

    private SplitReport named() {
      return new SplitReport(
          "test",
          sliced("test").rows(),
          sliced("test").metrics(),
          details(
              new ClassSummary(0, 9, 0.1, 1.0, 0.9, 0.9),
              new ClassSummary(3, 9, 0.1, 1.0, 0.6, 0.7)),
          null,
          null);
    }

    private Verdict judged(String label) {
      return JudgedGates.judge(List.of(onClass(label, "recall", 0.7)), List.of(named()), NAMES)
          .get(0);
    }

    @Test
    void may_give_the_name_or_the_id() {
      assertThat(judged("three")).isEqualTo(judged("3"));
      assertThat(judged("three").part()).isEqualTo(SplitPart.ofClass("3", "three"));
      assertThat(judged("three").subject()).isEqualTo("test, class 3 (three)");
      assertThat(judged("*").part().text()).isEqualTo("class 0 (zero)");
    }

    @Test
    void says_both_where_the_class_is_not_in_the_data() {
      assertThat(judged("four").part()).isEqualTo(SplitPart.ofClass("4", "four"));
      assertThat(judged("four").reason())
          .isEqualTo("no class 4 (four); figures of classes are 0 (zero), 3 (three)");
    }
  }

  @Test
  void a_split_with_fewer_rows_than_asked_for_is_inconclusive() {
    Gate gate = new Gate("test", null, null, null, "m", 5.0, null, 101L, null);
    assertThat(judge(gate, sliced("test")))
        .extracting(Verdict::outcome, Verdict::value, Verdict::passed)
        .containsExactly(Verdict.Outcome.INCONCLUSIVE, 2.0, false);
  }
}
