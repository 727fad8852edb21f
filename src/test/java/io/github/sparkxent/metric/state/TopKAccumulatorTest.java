// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.metric.AccuracySummary;
import io.github.sparkxent.metric.TopKAccuracy;
import io.github.sparkxent.row.RowColumns;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TopKAccumulatorTest extends MetricStateContract<TopKAccumulator, TopKAccumulatorTest.Row> {
  record Row(int rank, double weight) {}

  @Override
  protected TopKAccumulator empty() {
    return new TopKAccumulator(List.of(1, 5, 10));
  }

  @Override
  protected void add(TopKAccumulator state, Row row) {
    add(state, row.rank, row.weight);
  }

  private static void add(TopKAccumulator state, int rank, double r) {
    RowColumns row = row(0, rank == 0 ? 0 : 1, r);
    row.ranks[0] = rank;
    state.add(row, 0, 1);
  }

  @Override
  protected Row row(Random random) {
    return new Row(random.nextInt(20), random.nextInt(3) > 0 ? 1 : 2 * random.nextDouble());
  }

  @Test
  void a_row_is_a_hit_for_every_k_above_the_rank_of_its_label() {
    TopKAccumulator state = empty();
    add(state, 0, 1);
    add(state, 1, 1);
    add(state, 4, 1);
    add(state, 5, 1);
    add(state, 10, 1);
    assertThat(state.summary().topK())
        .containsExactly(
            new TopKAccuracy(1, 1, 1.0 / 5),
            new TopKAccuracy(5, 3, 3.0 / 5),
            new TopKAccuracy(10, 4, 4.0 / 5));
  }

  @Test
  void rows_weigh_by_r() {
    TopKAccumulator state = new TopKAccumulator(List.of(1));
    add(state, 0, 3);
    add(state, 1, 1);
    assertThat(state.summary().topK()).containsExactly(new TopKAccuracy(1, 1, 0.75));
  }

  @Test
  void no_rows_have_no_accuracy() {
    assertThat(new TopKAccumulator(List.of(1)).summary().topK())
        .containsExactly(new TopKAccuracy(1, 0, null));
  }

  @Test
  void the_accuracy_is_there_without_being_asked_for() {
    TopKAccumulator state = new TopKAccumulator(List.of(2));
    assertThat(state.summary()).isEqualTo(new AccuracySummary(null, List.of(noRows(2))));
    add(state, 0, 1);
    add(state, 2, 1);
    add(state, 0, 1);
    assertThat(state.summary())
        .isEqualTo(new AccuracySummary(2.0 / 3, List.of(new TopKAccuracy(2, 2, 2.0 / 3))));
    assertThat(new TopKAccumulator(List.of()).summary().topK()).isEmpty();
  }

  private static TopKAccuracy noRows(int k) {
    return new TopKAccuracy(k, 0, null);
  }

  @Test
  void the_accuracy_is_rounded_once() {
    TopKAccumulator state = new TopKAccumulator(List.of());
    add(state, 0, 0.1);
    add(state, 0, 0.2);
    add(state, 1, 0.4);
    assertThat(state.summary().accuracy()).isEqualTo(0.42857142857142855);
    assertThat((0.1 + 0.2) / (0.1 + 0.2 + 0.4)).isEqualTo(0.4285714285714286);
  }

  @Test
  void rows_of_weight_zero_count_and_weigh_nothing() {
    TopKAccumulator state = new TopKAccumulator(List.of(1));
    add(state, 0, 0);
    assertThat(state.summary())
        .isEqualTo(new AccuracySummary(null, List.of(new TopKAccuracy(1, 1, null))));
    add(state, 1, 2);
    assertThat(state.summary())
        .isEqualTo(new AccuracySummary(0.0, List.of(new TopKAccuracy(1, 1, 0.0))));
  }
}
