// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MetricValuesTest {
  private static MetricValues of(String name, Number value) {
    return MetricValues.builder().put(name, value).build();
  }

  @Test
  void known_names_come_in_the_order_of_the_views_and_others_after_them_as_put() {
    var metrics =
        MetricValues.builder()
            .put("zebra", 1)
            .put(MetricNames.ACCURACY, 0.5)
            .put("ape", 2)
            .put(MetricNames.LOSS_MEAN, 0.25)
            .put(MetricNames.ROW_COUNT, 4)
            .build();
    assertThat(metrics.names())
        .containsExactly("row_count", "loss_mean", "accuracy", "zebra", "ape");
  }

  @Test
  void an_undefined_metric_is_there_with_no_value() {
    var metrics = of("loss_stddev", null);
    assertThat(metrics.contains("loss_stddev")).isTrue();
    assertThat(metrics.value("loss_stddev")).isNull();
    assertThat(metrics.contains("loss_mean")).isFalse();
    assertThat(metrics.value("loss_mean")).isNull();
  }

  @Test
  void counts_are_long_and_numbers_are_double() {
    assertThat(MetricValues.builder().put("n", 3).build().value("n")).isEqualTo(3L);
    assertThat(MetricValues.builder().put("x", 3.0).build().value("x")).isEqualTo(3.0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of("x", 1.5f))
        .withMessage("metric x is a java.lang.Float; expected Long or Double");
  }

  @Test
  void equality_is_bit_for_bit() {
    assertThat(of("x", Double.NaN))
        .isEqualTo(of("x", Double.NaN))
        .hasSameHashCodeAs(of("x", Double.NaN));
    assertThat(of("x", 0.0)).isNotEqualTo(of("x", -0.0));
    assertThat(of("x", 0.1)).isNotEqualTo(of("x", Math.nextUp(0.1)));
    assertThat(of("x", 1L)).isNotEqualTo(of("x", 1.0));
    assertThat(of("x", null)).isNotEqualTo(of("y", null));
    assertThat(of("x", null)).isNotEqualTo(MetricValues.none());
  }

  @Test
  void order_is_part_of_equality() {
    var ab = MetricValues.builder().put("a", 1).put("b", 2).build();
    var ba = MetricValues.builder().put("b", 2).put("a", 1).build();
    assertThat(ab).isNotEqualTo(ba);
  }

  @Test
  void a_name_is_put_once_and_fits_every_format() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MetricValues.builder().put("x", 1).put("x", 2.5))
        .withMessage("metric x is given twice: 1 and 2.5");
    for (String name : new String[] {"", " ", "Loss", "5_top", "a-b", "loss_sum_hex", "a\nb"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> of(name, 1L))
          .withMessage("metric '" + name + "' = 1; expected a name of a-z, 0-9 and _, not ..._hex");
    }
  }

  @Test
  void what_was_built_does_not_change() {
    var builder = MetricValues.builder().put("x", 1);
    var metrics = builder.build();
    builder.put("y", 2);
    assertThat(metrics.names()).containsExactly("x");
    assertThatThrownBy(() -> metrics.names().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
