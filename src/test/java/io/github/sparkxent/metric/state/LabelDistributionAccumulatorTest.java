// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LabelDistributionAccumulatorTest
    extends MetricStateContract<
        LabelDistributionAccumulator, LabelDistributionAccumulatorTest.Row> {
  /** A row of a class id, or of a distribution over three classes if that is not null. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Row(int label, float[] labels, double weight) {}

  @Override
  protected LabelDistributionAccumulator empty() {
    return new LabelDistributionAccumulator();
  }

  @Override
  protected void add(LabelDistributionAccumulator state, Row row) {
    if (row.labels == null) {
      state.add(row.label, row.weight);
    } else {
      state.add(row.labels, row.weight);
    }
  }

  @Override
  protected LabelDistributionAccumulator read(byte[] bytes) {
    return LabelDistributionAccumulator.fromByteArray(bytes);
  }

  @Override
  protected Object result(LabelDistributionAccumulator state) {
    return state.toString();
  }

  @Override
  protected Row row(Random random) {
    double weight = random.nextInt(3) > 0 ? 1 : random.nextInt(4) * 0.3;
    float part = random.nextFloat();
    float[] labels = random.nextBoolean() ? null : new float[] {part, 0, 1 - part};
    return new Row(random.nextInt(8) * random.nextInt(8), labels, weight);
  }

  private static LabelDistributionAccumulator of(int... labels) {
    LabelDistributionAccumulator state = new LabelDistributionAccumulator();
    for (int label : labels) {
      state.add(label, 1);
    }
    return state;
  }

  @Test
  void equally_many_labels_of_each_class_have_the_logarithm_of_their_number() {
    assertThat(of(0, 1, 2, 3).entropy()).isEqualTo(StrictMath.log(4));
    assertThat(of(0, 5).entropy()).isEqualTo(StrictMath.log(2));
  }

  @Test
  void the_entropy_is_that_of_the_shares() {
    double expected = -(0.75 * StrictMath.log(0.75) + 0.25 * StrictMath.log(0.25));
    assertThat(of(2, 2, 1, 2).entropy()).isCloseTo(expected, within(1e-15));
  }

  @Test
  void labels_weigh_by_r_and_distributions_by_their_masses() {
    LabelDistributionAccumulator state = new LabelDistributionAccumulator();
    state.add(0, 2);
    state.add(new double[] {0.5, 0.5}, 2);
    state.add(1, 0);
    assertThat(state.entropy()).isEqualTo(of(0, 0, 0, 1).entropy());
    assertThat(state.rowCount()).isEqualTo(3);
  }

  @Test
  void a_class_id_and_its_one_hot_distribution_are_the_same_label() {
    LabelDistributionAccumulator oneHot = new LabelDistributionAccumulator();
    oneHot.add(new float[] {0, 0, 1}, 1);
    assertThat(oneHot).isEqualTo(of(2));
  }

  @Test
  void a_single_class_has_no_entropy_to_compare_with() {
    assertThat(of(3, 3).entropy()).hasToString("0.0");
    assertThat(of(3, 3).normalizedLoss(0.5)).isNull();
  }

  @Test
  void normalized_loss_is_the_mean_loss_by_the_entropy() {
    assertThat(of(0, 1).normalizedLoss(0.5)).isEqualTo(0.5 / StrictMath.log(2));
    assertThat(of(0, 1).normalizedLoss(null)).isNull();
  }

  @Test
  void no_labels_have_no_entropy() {
    LabelDistributionAccumulator state = new LabelDistributionAccumulator();
    assertThat(state.entropy()).isNull();
    state.add(1, 0);
    assertThat(state.entropy()).isNull();
    assertThat(state.normalizedLoss(1.0)).isNull();
  }

  @Test
  void what_makes_no_sense_is_refused_and_leaves_the_state_as_it_was() {
    LabelDistributionAccumulator state = new LabelDistributionAccumulator();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> state.add(-1, 1))
        .withMessageContaining("not -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> state.add(new double[] {1, -0.5}, 1))
        .withMessageContaining("-0.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> state.add(0, Double.POSITIVE_INFINITY))
        .withMessageContaining("Infinity");
    assertThat(state).isEqualTo(new LabelDistributionAccumulator());
  }
}
