// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.sparkxent.metric.ClassSummary;
import io.github.sparkxent.metric.ClassesSummary;
import io.github.sparkxent.row.LabelWeight;
import io.github.sparkxent.row.RowColumns;
import java.util.List;
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
    add(state, row.label, row.prediction, row.loss, row.r, row.w);
  }

  private static void add(
      PerClassAccumulator state, int label, int prediction, double loss, double r, LabelWeight w) {
    RowColumns row = row(label, prediction, r);
    row.losses[0] = loss;
    row.labelWeights[0] = w;
    state.add(row, 0, 1);
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
    add(state, 3, 3, 0.5, 1, LabelWeight.ONE);
    add(state, 3, 3, 0.25, 1, LabelWeight.ONE);
    add(state, 3, 0, 3, 1, LabelWeight.ONE);
    add(state, 0, 0, 1, 2, LabelWeight.of(2));
    assertThat(state.summary().classes())
        .containsExactly(
            new ClassSummary(0, 1, 0.5, 2.0 / 3, 1.0, 0.8),
            new ClassSummary(3, 3, 1.25, 1.0, 2.0 / 3, 0.8));
  }

  @Test
  void a_class_that_is_only_predicted_has_no_loss_and_no_recall() {
    PerClassAccumulator state = new PerClassAccumulator();
    add(state, 1, 2, 0.5, 1, LabelWeight.ONE);
    assertThat(state.summary().classes())
        .containsExactly(
            new ClassSummary(1, 1, 0.5, null, 0.0, null),
            new ClassSummary(2, 0, null, 0.0, null, null));
  }

  @Test
  void an_infinite_loss_makes_the_mean_of_its_class_infinite_unless_it_weighs_nothing() {
    PerClassAccumulator state = new PerClassAccumulator();
    add(state, 0, 0, POSITIVE_INFINITY, 1, LabelWeight.ONE);
    add(state, 1, 1, POSITIVE_INFINITY, 0, LabelWeight.ONE);
    add(state, 1, 1, 0.5, 1, LabelWeight.ONE);
    assertThat(state.summary().classes().get(0).lossMean()).isEqualTo(POSITIVE_INFINITY);
    assertThat(state.summary().classes().get(1).lossMean()).isEqualTo(0.5);
  }

  @Test
  void a_class_beyond_the_limit_is_refused_and_leaves_the_state_as_it_was() {
    PerClassAccumulator state = new PerClassAccumulator();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> add(state, 1 << 20, 0, 1, 1, LabelWeight.ONE))
        .withMessageContaining("not 1048576");
    assertThat(state).isEqualTo(new PerClassAccumulator());
  }

  /** Rows of r = 1 by label, then by prediction. */
  private static PerClassAccumulator matrix(int[][] counts) {
    PerClassAccumulator state = new PerClassAccumulator();
    for (int label = 0; label < counts.length; label++) {
      for (int prediction = 0; prediction < counts.length; prediction++) {
        for (int i = 0; i < counts[label][prediction]; i++) {
          add(state, label, prediction, 0.5, 1, LabelWeight.ONE);
        }
      }
    }
    return state;
  }

  @Test
  void the_figures_over_classes_are_those_computed_by_hand() {
    // Labels 4, 3, 3; predictions 3, 5, 2; correct 2, 2, 1 of 10.
    // macro F1 (4/7 + 4/8 + 2/5) / 3, recalls 2/4, 2/3, 1/3.
    ClassesSummary summary = matrix(new int[][] {{2, 2, 0}, {0, 2, 1}, {1, 1, 1}}).summary();
    assertThat(summary.macroF1()).isEqualTo(103.0 / 210);
    assertThat(summary.balancedAccuracy()).isEqualTo(0.5);
    // (10 * 5 - (12 + 15 + 6)) / sqrt((100 - 34) * (100 - 38))
    assertThat(summary.matthewsCorrelation())
        .isCloseTo(17 / StrictMath.sqrt(66.0 * 62.0), within(1e-16));
  }

  @Test
  void two_classes_have_the_known_correlation_and_its_sign() {
    // (tp tn - fp fn) / sqrt((tp + fp)(tp + fn)(tn + fp)(tn + fn))
    assertThat(matrix(new int[][] {{6, 2}, {1, 3}}).summary().matthewsCorrelation())
        .isCloseTo((3.0 * 6 - 2 * 1) / StrictMath.sqrt(5.0 * 4 * 8 * 7), within(1e-16));
    assertThat(matrix(new int[][] {{5, 0}, {0, 2}}).summary().matthewsCorrelation()).isEqualTo(1.0);
    assertThat(matrix(new int[][] {{0, 5}, {2, 0}}).summary().matthewsCorrelation()).isEqualTo(-1);
  }

  @Test
  void rows_weigh_by_r_in_the_figures_over_classes() {
    PerClassAccumulator state = new PerClassAccumulator();
    add(state, 0, 0, 0.5, 3, LabelWeight.ONE);
    add(state, 0, 1, 0.5, 1, LabelWeight.of(7));
    add(state, 1, 1, 0.5, 0.5, LabelWeight.ONE);
    add(state, 1, 0, 0.5, 0.5, LabelWeight.ONE);
    ClassesSummary summary = state.summary();
    assertThat(summary.macroF1()).isEqualTo((6.0 / 7.5 + 1 / 2.5) / 2);
    assertThat(summary.balancedAccuracy()).isEqualTo((0.75 + 0.5) / 2);
    assertThat(summary.matthewsCorrelation())
        .isCloseTo((3 * 0.5 - 1 * 0.5) / StrictMath.sqrt(3.5 * 4 * 1.5 * 1), within(1e-16));
  }

  @Test
  void a_class_that_is_no_label_has_an_f1_of_0_and_no_recall_to_be_averaged() {
    PerClassAccumulator state = new PerClassAccumulator();
    add(state, 0, 0, 0.5, 1, LabelWeight.ONE);
    add(state, 0, 2, 0.5, 1, LabelWeight.ONE);
    ClassesSummary summary = state.summary();
    assertThat(summary.macroF1()).isEqualTo(2.0 / 3 / 2);
    assertThat(summary.balancedAccuracy()).isEqualTo(0.5);
    assertThat(summary.matthewsCorrelation()).as("all labels are one").isEqualTo(0.0);
  }

  @Test
  void no_weight_has_no_figures_over_classes() {
    PerClassAccumulator state = new PerClassAccumulator();
    assertThat(state.summary()).isEqualTo(new ClassesSummary(null, null, null, List.of()));
    add(state, 0, 0, 0.5, 0, LabelWeight.ONE);
    assertThat(state.summary().macroF1()).isNull();
    assertThat(state.summary().balancedAccuracy()).isNull();
    assertThat(state.summary().matthewsCorrelation()).isNull();
  }
}
