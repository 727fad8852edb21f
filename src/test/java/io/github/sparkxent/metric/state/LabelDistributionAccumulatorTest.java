// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.sparkxent.row.LabelWeight;
import io.github.sparkxent.row.RowColumns;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LabelDistributionAccumulatorTest
    extends MetricStateContract<
        LabelDistributionAccumulator, LabelDistributionAccumulatorTest.Row> {
  /** A row of a class id, or of a distribution over three classes if that is not null. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Row(int label, double[] labels, double weight) {}

  private final LossAccumulator loss = new LossAccumulator();

  @Override
  protected LabelDistributionAccumulator empty() {
    return new LabelDistributionAccumulator(loss);
  }

  @Override
  protected void add(LabelDistributionAccumulator state, Row row) {
    RowColumns columns = row(row.label, 0, row.weight);
    columns.distributions[0] = row.labels;
    state.add(columns, 0, 1);
  }

  private void add(LabelDistributionAccumulator state, int label, double r) {
    add(state, new Row(label, null, r));
  }

  private void add(LabelDistributionAccumulator state, double r, double... labels) {
    add(state, new Row(0, labels, r));
  }

  @Override
  protected Row row(Random random) {
    double weight = random.nextInt(3) > 0 ? 1 : random.nextInt(4) * 0.3;
    double part = random.nextFloat();
    double[] labels = random.nextBoolean() ? null : new double[] {part, 0, 1 - part};
    return new Row(random.nextInt(8) * random.nextInt(8), labels, weight);
  }

  private LabelDistributionAccumulator of(int... labels) {
    LabelDistributionAccumulator state = empty();
    for (int label : labels) {
      add(state, label, 1);
    }
    return state;
  }

  private static Double entropy(LabelDistributionAccumulator state) {
    return state.summary().classPriorEntropy();
  }

  @Test
  void equally_many_labels_of_each_class_have_the_logarithm_of_their_number() {
    assertThat(entropy(of(0, 1, 2, 3))).isEqualTo(StrictMath.log(4));
    assertThat(entropy(of(0, 5))).isEqualTo(StrictMath.log(2));
  }

  @Test
  void the_entropy_is_that_of_the_shares() {
    double expected = -(0.75 * StrictMath.log(0.75) + 0.25 * StrictMath.log(0.25));
    assertThat(entropy(of(2, 2, 1, 2))).isCloseTo(expected, within(1e-15));
  }

  @Test
  void labels_weigh_by_r_and_distributions_by_their_masses() {
    LabelDistributionAccumulator state = empty();
    add(state, 0, 2);
    add(state, 2, 0.5, 0.5);
    add(state, 1, 0);
    assertThat(entropy(state)).isEqualTo(entropy(of(0, 0, 0, 1)));
  }

  @Test
  void distributions_have_the_entropy_of_their_mean_and_not_of_their_largest_classes() {
    LabelDistributionAccumulator state = empty();
    add(state, 1, 0.75, 0.25);
    add(state, 1, 0.5, 0.5);
    // The mean is 5/8, 3/8; both largest classes are 0.
    double expected = -(0.625 * StrictMath.log(0.625) + 0.375 * StrictMath.log(0.375));
    assertThat(entropy(state)).isCloseTo(expected, within(1e-15));
  }

  @Test
  void a_class_id_and_its_one_hot_distribution_are_the_same_label() {
    LabelDistributionAccumulator oneHot = empty();
    add(oneHot, 1, 0.0, 0, 1);
    assertThat(oneHot).isEqualTo(of(2));
    LabelDistributionAccumulator weighted = empty();
    add(weighted, 0.3, 0.0, 0, 1);
    LabelDistributionAccumulator id = empty();
    add(id, 2, 0.3);
    assertThat(weighted).isEqualTo(id);
  }

  @Test
  void a_single_class_has_no_entropy_to_compare_with() {
    loss.add(0.5, 1, LabelWeight.ONE);
    assertThat(entropy(of(3, 3))).hasToString("0.0");
    assertThat(of(3, 3).summary().normalizedLoss()).isNull();
  }

  @Test
  void normalized_loss_is_the_mean_loss_by_the_entropy() {
    assertThat(of(0, 1).summary().normalizedLoss()).isNull();
    loss.add(0.5, 1, LabelWeight.ONE);
    assertThat(of(0, 1).summary().normalizedLoss()).isEqualTo(0.5 / StrictMath.log(2));
  }

  @Test
  void no_labels_have_no_entropy() {
    loss.add(1.0, 1, LabelWeight.ONE);
    LabelDistributionAccumulator state = empty();
    assertThat(entropy(state)).isNull();
    add(state, 1, 0);
    assertThat(entropy(state)).isNull();
    assertThat(state.summary().normalizedLoss()).isNull();
  }

  @Test
  void a_class_beyond_the_limit_is_refused_and_leaves_the_state_as_it_was() {
    LabelDistributionAccumulator state = empty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> add(state, 1 << 20, 1))
        .withMessageContaining("not 1048576");
    assertThat(state).isEqualTo(empty());
  }
}
