// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.sparkxent.metric.ClassSummary;
import io.github.sparkxent.row.LabelWeight;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PerClassAccumulatorTest
    extends MetricStateContract<PerClassAccumulator, PerClassAccumulatorTest.Row> {
  record Row(int label, int prediction, double loss, double r, LabelWeight w) {}

  @Override
  protected PerClassAccumulator empty() {
    return new PerClassAccumulator();
  }

  @Override
  protected void add(PerClassAccumulator state, Row row) {
    state.add(row.label, row.prediction, row.loss, row.r, row.w);
  }

  @Override
  protected PerClassAccumulator read(byte[] bytes) {
    return PerClassAccumulator.fromByteArray(bytes);
  }

  @Override
  protected Object result(PerClassAccumulator state) {
    return state.summary();
  }

  @Override
  protected Row row(Random random) {
    int label = random.nextInt(12) * random.nextInt(12);
    int prediction = random.nextBoolean() ? label : random.nextInt(40);
    double loss = random.nextInt(50) == 0 ? POSITIVE_INFINITY : random.nextDouble() * 9;
    double r = random.nextInt(3) > 0 ? 1 : random.nextInt(4) * 0.3;
    return new Row(label, prediction, loss, r, LabelWeight.of(random.nextInt(3) > 0 ? 1 : 0.7));
  }

  @Test
  void each_class_has_its_rows_mean_loss_precision_and_recall() {
    PerClassAccumulator state = new PerClassAccumulator();
    state.add(3, 3, 0.5, 1, LabelWeight.ONE);
    state.add(3, 3, 0.25, 1, LabelWeight.ONE);
    state.add(3, 0, 3, 1, LabelWeight.ONE);
    state.add(0, 0, 1, 2, LabelWeight.of(2));
    assertThat(state.summary())
        .containsExactly(
            new ClassSummary(0, 1, 0.5, 2.0 / 3, 1.0, 0.8),
            new ClassSummary(3, 3, 1.25, 1.0, 2.0 / 3, 0.8));
  }

  @Test
  void a_class_that_is_only_predicted_has_no_loss_and_no_recall() {
    PerClassAccumulator state = new PerClassAccumulator();
    state.add(1, 2, 0.5, 1, LabelWeight.ONE);
    assertThat(state.summary())
        .containsExactly(
            new ClassSummary(1, 1, 0.5, null, 0.0, null),
            new ClassSummary(2, 0, null, 0.0, null, null));
  }

  @Test
  void an_infinite_loss_makes_the_mean_of_its_class_infinite_unless_it_weighs_nothing() {
    PerClassAccumulator state = new PerClassAccumulator();
    state.add(0, 0, POSITIVE_INFINITY, 1, LabelWeight.ONE);
    state.add(1, 1, POSITIVE_INFINITY, 0, LabelWeight.ONE);
    state.add(1, 1, 0.5, 1, LabelWeight.ONE);
    assertThat(state.summary().get(0).lossMean()).isEqualTo(POSITIVE_INFINITY);
    assertThat(state.summary().get(1).lossMean()).isEqualTo(0.5);
  }

  @Test
  void what_makes_no_sense_is_refused_and_leaves_the_state_as_it_was() {
    PerClassAccumulator state = new PerClassAccumulator();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> state.add(-1, 0, 1, 1, LabelWeight.ONE))
        .withMessageContaining("not -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> state.add(0, 1 << 20, 1, 1, LabelWeight.ONE))
        .withMessageContaining("not 1048576");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> state.add(0, 0, Double.NaN, 1, LabelWeight.ONE))
        .withMessageContaining("the loss NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> state.add(0, 0, 1, -1, LabelWeight.ONE))
        .withMessageContaining("r of a row is -1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> state.add(0, 0, 1, 1, LabelWeight.of(-1)))
        .withMessageContaining("w of a row is -1.0");
    assertThat(state).isEqualTo(new PerClassAccumulator());
  }
}
