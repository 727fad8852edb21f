// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.metric.MarginSummary;
import io.github.sparkxent.row.RowColumns;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MarginAccumulatorTest extends MetricStateContract<MarginAccumulator, double[]> {
  @Override
  protected MarginAccumulator empty() {
    return new MarginAccumulator();
  }

  @Override
  protected void add(MarginAccumulator state, double[] row) {
    add(state, row[0], row[1]);
  }

  private static void add(MarginAccumulator state, double margin, double r) {
    RowColumns row = row(0, margin < 0 ? 1 : 0, r);
    row.margins[0] = margin;
    state.add(row, 0, 1);
  }

  @Override
  protected double[] row(Random random) {
    double margin = random.nextInt(10) == 0 ? 0 : 2 * random.nextDouble() - 1;
    return new double[] {margin, random.nextInt(3) > 0 ? 1 : random.nextDouble()};
  }

  @Test
  void mean_and_share_below_zero_weigh_by_r_and_are_rounded_once() {
    MarginAccumulator state = empty();
    add(state, 0.3, 1);
    add(state, -0.5, 1);
    add(state, 0.0, 1);
    assertThat(state.summary()).isEqualTo(new MarginSummary(-0.2 / 3, 1.0 / 3));
    add(state, -0.25, 2);
    assertThat(state.summary()).isEqualTo(new MarginSummary(-0.14, 3.0 / 5));
  }

  @Test
  void a_tie_is_not_below_zero() {
    MarginAccumulator state = empty();
    add(state, 0.0, 1);
    add(state, -Double.MIN_VALUE, 1);
    assertThat(state.summary().marginBelowZeroShare()).isEqualTo(0.5);
  }

  @Test
  void no_weight_has_no_margin() {
    MarginAccumulator state = empty();
    assertThat(state.summary()).isEqualTo(new MarginSummary(null, null));
    add(state, 0.5, 0);
    assertThat(state.summary()).isEqualTo(new MarginSummary(null, null));
  }
}
