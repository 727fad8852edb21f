// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BrierAccumulatorTest extends MetricStateContract<BrierAccumulator, double[]> {
  @Override
  protected BrierAccumulator empty() {
    return new BrierAccumulator();
  }

  @Override
  protected void add(BrierAccumulator state, double[] row) {
    state.add(row[0], row[1]);
  }

  @Override
  protected BrierAccumulator read(byte[] bytes) {
    return BrierAccumulator.fromByteArray(bytes);
  }

  @Override
  protected Object result(BrierAccumulator state) {
    return "" + state.score();
  }

  @Override
  protected double[] row(Random random) {
    double value = random.nextInt(10) == 0 ? 0 : 2 * random.nextDouble();
    return new double[] {value, random.nextInt(3) > 0 ? 1 : random.nextDouble()};
  }

  @Test
  void the_score_is_the_mean_weighed_by_r_and_rounded_once() {
    BrierAccumulator state = new BrierAccumulator();
    state.add(0.3, 1);
    state.add(0.2, 1);
    state.add(0.1, 1);
    assertThat(state.score()).isEqualTo(0.2);
    state.add(1.5, 0);
    assertThat(state.score()).isEqualTo(0.2);
    state.add(0.7, 2);
    assertThat(state.score())
        .as("that of the doubles, not of the decimals")
        .isEqualTo(0.39999999999999997);
  }

  @Test
  void no_weight_has_no_score() {
    BrierAccumulator state = new BrierAccumulator();
    assertThat(state.score()).isNull();
    state.add(1, 0);
    assertThat(state.score()).isNull();
  }

  @Test
  void what_no_row_has_is_refused() {
    for (double value : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> empty().add(value, 1))
          .withMessageContaining("" + value);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> empty().add(1, value))
          .withMessageContaining("" + value);
    }
  }
}
