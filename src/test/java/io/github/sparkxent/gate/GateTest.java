// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class GateTest {
  @Test
  void one_limit_is_enough() {
    assertThat(new Gate("test", "loss_mean", 0.25, null).max()).isEqualTo(0.25);
    assertThat(new Gate(null, "accuracy", null, 0.9).min()).isEqualTo(0.9);
  }

  @Test
  void no_limit_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Gate("test", "loss_mean", null, null))
        .withMessage("the gate on loss_mean has no limit; expected max, min or both, or trend");
  }

  @Test
  void a_limit_is_a_number() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Gate("test", "loss_mean", Double.NaN, null))
        .withMessage("the gate on loss_mean has max NaN; expected a number");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Gate("test", "loss_mean", 1.0, Double.NaN))
        .withMessage("the gate on loss_mean has min NaN; expected a number");
  }

  @Test
  void limits_that_no_value_meets_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Gate("test", "loss_mean", 0.2, 0.5))
        .withMessage(
            "the gate on loss_mean has min 0.5 above max 0.2; expected a min that is not above the"
                + " max");
    assertThat(new Gate("test", "loss_mean", 0.5, 0.5)).isNotNull();
  }

  @Test
  void a_metric_has_a_name() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Gate("test", " ", 1.0, null))
        .withMessage("a gate has the metric ' ', expected the name of one");
  }

  private static Gate on(String slice, String value, String label, Long minRows) {
    return new Gate("test", slice, value, label, "m", 1.0, null, minRows, null);
  }

  @Test
  void a_part_is_a_value_of_a_slice_or_a_class() {
    assertThat(on("country", "*", null, null).value()).isNull();
    assertThat(on(null, null, "12", 3L).minRows()).isEqualTo(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> on(null, "NO", null, null))
        .withMessage("the gate on m has value 'NO' and no slice; expected slice too");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> on("country", null, "3", null))
        .withMessage(
            "the gate on m has slice 'country' and class 3; expected one of them: the figures of a"
                + " class are those of a whole split");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> on(null, null, " ", null))
        .withMessage("the gate on m has class ' '; expected a class id, a name of classes, or '*'");
    assertThat(on(null, null, "12", null).isClassId()).isTrue();
    assertThat(on(null, null, "three", null).isClassId()).isFalse();
  }

  @Test
  void the_rows_asked_for_are_not_negative_and_too_few_fail_unless_told_otherwise() {
    assertThat(new Gate("test", "m", 1.0, null).minRows()).isZero();
    assertThat(new Gate("test", "m", 1.0, null).inconclusive()).isEqualTo(Gate.Inconclusive.FAIL);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> on(null, null, null, -1L))
        .withMessage("the gate on m has min_rows -1; expected 0 or more");
  }

  private static Gate compared(
      Double max, Gate.Require require, Double margin, Gate.FailOn failOn) {
    return ComparingGates.of(
        "test",
        null,
        null,
        null,
        null,
        max,
        null,
        "loss_mean",
        require,
        margin,
        failOn,
        null,
        null);
  }

  @Test
  void a_comparison_asks_one_thing() {
    assertThat(compared(null, Gate.Require.BETTER, null, null).subject()).isEqualTo("loss_mean");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> compared(null, null, null, null))
        .withMessage(
            "the gate to compare loss_mean has neither require nor fail_on; expected one of them");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> compared(null, Gate.Require.BETTER, null, Gate.FailOn.WORSE))
        .withMessage("the gate to compare loss_mean has require and fail_on; expected one of them");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> compared(0.5, Gate.Require.BETTER, null, null))
        .withMessage(
            "the gate to compare loss_mean has max; expected require or fail_on: a limit is set on"
                + " a metric");
  }

  @Test
  void a_margin_is_above_zero_where_one_is_needed_and_refused_elsewhere() {
    assertThat(compared(null, Gate.Require.SAME, 1e-300, null).margin()).isEqualTo(1e-300);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> compared(null, Gate.Require.NOT_WORSE, null, null))
        .withMessage(
            "the gate to compare loss_mean has no margin with require: not_worse; expected a margin"
                + " above 0");
    for (double margin : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> compared(null, Gate.Require.SAME, margin, null))
          .withMessage(
              "the gate to compare loss_mean has margin "
                  + margin
                  + " with require: same; expected a margin above 0");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> compared(null, Gate.Require.BETTER, 0.1, null))
        .withMessage(
            "the gate to compare loss_mean has margin 0.1 with require: better; expected none");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> compared(null, null, 0.1, Gate.FailOn.WORSE))
        .withMessage(
            "the gate to compare loss_mean has margin 0.1 with fail_on: worse; expected none");
  }

  @Test
  void a_metric_has_limits_and_is_not_compared() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ComparingGates.of(
                    null, null, null, null, "m", 1.0, null, "m", null, null, null, null, null))
        .withMessage("a gate has metric 'm' and compare 'm', expected one of them");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ComparingGates.of(
                    null, null, null, null, "m", 1.0, null, null, null, 0.1, null, null, null))
        .withMessage(
            "the gate on m has margin and a metric; expected compare: m in place of metric");
  }
}
