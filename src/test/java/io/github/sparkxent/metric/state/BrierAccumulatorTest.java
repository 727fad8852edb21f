// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.row.RowColumns;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BrierAccumulatorTest extends MetricStateContract<BrierAccumulator, double[]> {
  @Override
  protected BrierAccumulator empty() {
    return new BrierAccumulator();
  }

  @Override
  protected void add(BrierAccumulator state, double[] row) {
    add(state, row[0], row[1]);
  }

  private static void add(BrierAccumulator state, double score, double r) {
    RowColumns row = row(0, 0, r);
    row.brierScores[0] = score;
    state.add(row, 0, 1);
  }

  @Override
  protected double[] row(Random random) {
    double value = random.nextInt(10) == 0 ? 0 : 2 * random.nextDouble();
    return new double[] {value, random.nextInt(3) > 0 ? 1 : random.nextDouble()};
  }

  @Test
  void the_score_is_the_mean_weighed_by_r_and_rounded_once() {
    BrierAccumulator state = new BrierAccumulator();
    add(state, 0.3, 1);
    add(state, 0.2, 1);
    add(state, 0.1, 1);
    assertThat(state.summary().brierScore()).isEqualTo(0.2);
    add(state, 1.5, 0);
    assertThat(state.summary().brierScore()).isEqualTo(0.2);
    add(state, 0.7, 2);
    assertThat(state.summary().brierScore())
        .as("that of the doubles, not of the decimals")
        .isEqualTo(0.39999999999999997);
  }

  @Test
  void no_weight_has_no_score() {
    BrierAccumulator state = new BrierAccumulator();
    assertThat(state.summary().brierScore()).isNull();
    add(state, 1, 0);
    assertThat(state.summary().brierScore()).isNull();
  }
}
