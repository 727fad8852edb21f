// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.sparkxent.metric.AccuracySummary;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AccuracyAccumulatorTest
    extends MetricStateContract<AccuracyAccumulator, AccuracyAccumulatorTest.Row> {
  record Row(boolean correct, double weight) {}

  @Override
  protected AccuracyAccumulator empty() {
    return new AccuracyAccumulator();
  }

  @Override
  protected void add(AccuracyAccumulator state, Row row) {
    state.add(row.correct, row.weight);
  }

  @Override
  protected AccuracyAccumulator read(byte[] bytes) {
    return AccuracyAccumulator.fromByteArray(bytes);
  }

  @Override
  protected Object result(AccuracyAccumulator state) {
    return state.summary();
  }

  @Override
  protected Row row(Random random) {
    boolean correct = random.nextInt(3) > 0;
    return switch (random.nextInt(4)) {
      case 0 -> new Row(correct, 0);
      case 1 -> new Row(correct, random.nextDouble());
      default -> new Row(correct, 1);
    };
  }

  @Test
  void no_rows_have_no_accuracy() {
    assertThat(new AccuracyAccumulator().summary()).isEqualTo(new AccuracySummary(0, 0, null));
  }

  @Test
  void without_weights_it_is_the_share_of_the_correct_rows() {
    AccuracyAccumulator state = new AccuracyAccumulator();
    state.add(true);
    state.add(false);
    state.add(true);
    assertThat(state.summary()).isEqualTo(new AccuracySummary(3, 2, 2.0 / 3));
  }

  @Test
  void rows_weigh_by_r_and_the_share_is_rounded_once() {
    AccuracyAccumulator state = new AccuracyAccumulator();
    state.add(true, 0.1);
    state.add(true, 0.2);
    state.add(false, 0.4);
    assertThat(state.summary().accuracy()).isEqualTo(0.42857142857142855);
    assertThat((0.1 + 0.2) / (0.1 + 0.2 + 0.4)).isEqualTo(0.4285714285714286);
  }

  @Test
  void rows_of_weight_zero_count_and_weigh_nothing() {
    AccuracyAccumulator state = new AccuracyAccumulator();
    state.add(true, 0);
    assertThat(state.summary()).isEqualTo(new AccuracySummary(1, 1, null));
    state.add(false, 2);
    assertThat(state.summary()).isEqualTo(new AccuracySummary(2, 1, 0.0));
  }

  @Test
  void a_weight_that_is_none_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AccuracyAccumulator().add(true, Double.NaN))
        .withMessage("the weight r of a row is NaN");
  }
}
