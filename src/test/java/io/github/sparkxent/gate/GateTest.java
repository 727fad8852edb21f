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
        .withMessage("the gate on loss_mean has no limit; expected max, min or both");
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
}
