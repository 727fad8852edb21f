// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report.html.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {
  private static List<String> labels(double low, double high) {
    Axis axis = Axis.over(low, high, 4);
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < axis.ticks(); i++) {
      labels.add(axis.label(i));
    }
    return labels;
  }

  @Test
  void ticks_are_round_and_hold_the_values() {
    assertThat(labels(0, 1)).containsExactly("0.0", "0.5", "1.0");
    assertThat(labels(0.0395, 0.2858)).containsExactly("0.0", "0.1", "0.2", "0.3");
    assertThat(labels(0.231, 0.239))
        .containsExactly("0.230", "0.232", "0.234", "0.236", "0.238", "0.240");
    assertThat(labels(0, 731)).containsExactly("0", "200", "400", "600", "800");
    assertThat(labels(-3, 3)).containsExactly("-4", "-2", "0", "2", "4");
  }

  @Test
  void one_value_gets_some_room() {
    assertThat(labels(0.5, 0.5)).first().isEqualTo("0.45");
    assertThat(labels(0, 0)).containsExactly("-1.0", "-0.5", "0.0", "0.5", "1.0");
  }

  @Test
  void numbers_too_long_to_print_are_scientific() {
    assertThat(labels(0, 9e299)).last().isEqualTo("1e300");
    assertThat(labels(0, 9e-301)).last().isEqualTo("1e-300");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "0.1, 0.10000000000000002",
    "-1.7976931348623157E308, 1.7976931348623157E308",
    "0, 4.9E-324",
    "1e300, 1.0000000000000001e300",
    "700, 700"
  })
  void any_finite_values_have_an_axis_with_both_inside(double low, double high) {
    Axis axis = Axis.over(low, high, 4);
    assertThat(axis.ticks()).isBetween(2, 8);
    assertThat(axis.tickPosition(0)).isZero();
    assertThat(axis.tickPosition(axis.ticks() - 1)).isEqualTo(1);
    assertThat(axis.position(low)).isBetween(0.0, 1.0);
    assertThat(axis.position(high)).isBetween(0.0, 1.0);
  }
}
