// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.sparkxent.metric.ConfusionCell;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConfusionAccumulatorTest
    extends MetricStateContract<ConfusionAccumulator, ConfusionAccumulatorTest.Row> {
  record Row(int label, int prediction, double weight) {}

  @Override
  protected ConfusionAccumulator empty() {
    return new ConfusionAccumulator();
  }

  @Override
  protected void add(ConfusionAccumulator state, Row row) {
    add(state, row.label, row.prediction, row.weight);
  }

  private static void add(ConfusionAccumulator state, int label, int prediction, double r) {
    state.add(row(label, prediction, r), 0, 1);
  }

  @Override
  protected Row row(Random random) {
    int label = random.nextInt(10) * random.nextInt(10);
    int prediction = random.nextBoolean() ? label : random.nextInt(300);
    return new Row(label, prediction, random.nextInt(3) > 0 ? 1 : random.nextInt(4) * 0.3);
  }

  @Test
  void each_cell_has_its_rows_whatever_their_weights() {
    ConfusionAccumulator state = new ConfusionAccumulator();
    add(state, 7, 1, 1);
    add(state, 0, 0, 1);
    for (int i = 0; i < 10; i++) {
      add(state, 7, 7, 0.1);
    }
    add(state, 7, 7, 0);
    assertThat(state.summary().cells())
        .containsExactly(
            new ConfusionCell(0, 0, 1), new ConfusionCell(7, 1, 1), new ConfusionCell(7, 7, 11));
  }

  @Test
  void no_rows_have_no_cells() {
    assertThat(new ConfusionAccumulator().summary().cells()).isEmpty();
  }

  @Test
  void a_class_beyond_the_limit_is_refused_and_leaves_the_state_as_it_was() {
    ConfusionAccumulator state = new ConfusionAccumulator();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> add(state, Integer.MAX_VALUE, 0, 1))
        .withMessageContaining("not 2147483647");
    assertThat(state).isEqualTo(new ConfusionAccumulator());
  }
}
