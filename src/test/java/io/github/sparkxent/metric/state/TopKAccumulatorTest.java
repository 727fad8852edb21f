// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.sparkxent.metric.TopKAccuracy;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TopKAccumulatorTest extends MetricStateContract<TopKAccumulator, TopKAccumulatorTest.Row> {
  record Row(int rank, double weight) {}

  @Override
  protected TopKAccumulator empty() {
    return new TopKAccumulator(5, 1, 10, 5);
  }

  @Override
  protected void add(TopKAccumulator state, Row row) {
    state.add(row.rank, row.weight);
  }

  @Override
  protected TopKAccumulator read(byte[] bytes) {
    return TopKAccumulator.fromByteArray(bytes);
  }

  @Override
  protected Object result(TopKAccumulator state) {
    return state.summary();
  }

  @Override
  protected Row row(Random random) {
    return new Row(random.nextInt(20), random.nextInt(3) > 0 ? 1 : 2 * random.nextDouble());
  }

  @Test
  void a_row_is_a_hit_for_every_k_above_the_rank_of_its_label() {
    TopKAccumulator state = empty();
    state.add(0, 1);
    state.add(1, 1);
    state.add(4, 1);
    state.add(5, 1);
    state.add(10, 1);
    assertThat(state.summary())
        .containsExactly(
            new TopKAccuracy(1, 1, 1.0 / 5),
            new TopKAccuracy(5, 3, 3.0 / 5),
            new TopKAccuracy(10, 4, 4.0 / 5));
  }

  @Test
  void rows_weigh_by_r() {
    TopKAccumulator state = new TopKAccumulator(1);
    state.add(0, 3);
    state.add(1, 1);
    assertThat(state.summary()).containsExactly(new TopKAccuracy(1, 1, 0.75));
  }

  @Test
  void no_rows_have_no_accuracy() {
    assertThat(new TopKAccumulator(1).summary()).containsExactly(new TopKAccuracy(1, 0, null));
  }

  @Test
  void only_states_of_the_same_ks_merge() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TopKAccumulator(1).merge(new TopKAccumulator(1, 5)))
        .withMessage("top [1] cannot merge top [1, 5]");
  }

  @Test
  void what_makes_no_sense_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TopKAccumulator(1, 0))
        .withMessageContaining("[1, 0]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TopKAccumulator())
        .withMessageContaining("[]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> empty().add(-1, 1))
        .withMessageContaining("-1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> empty().add(1, Double.NaN))
        .withMessageContaining("NaN");
  }
}
