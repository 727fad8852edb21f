// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.sparkxent.metric.ClassesSummary;
import io.github.sparkxent.metric.MetricSummary;
import io.github.sparkxent.metric.WorstRowsSummary;
import io.github.sparkxent.row.LabelWeight;
import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that wait for others, or are added once for several metrics, are missing nowhere. */
class EvaluatedRowsTest {
  private static final int CLASSES = 4;

  private static List<RowColumns> rows(int count) {
    SplittableRandom random = new SplittableRandom(count);
    List<RowColumns> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double loss = random.nextInt(12) == 0 ? Double.POSITIVE_INFINITY : random.nextDouble(-1, 9);
      boolean weighted = i % 64 < 32; // in some batches all weights are 1
      double weight = weighted && random.nextInt(5) == 0 ? random.nextDouble(0, 3) : 1;
      LabelWeight labelWeight =
          weighted && random.nextInt(5) == 0
              ? LabelWeight.of(random.nextDouble(0, 2))
              : LabelWeight.ONE;
      int label = random.nextInt(CLASSES);
      int prediction = random.nextInt(CLASSES);
      int rank = label == prediction ? 0 : 1 + random.nextInt(CLASSES - 1);
      RowColumns row = Rows.evaluated(CLASSES, loss, weight, label, prediction, 0);
      row.labelWeights[0] = labelWeight;
      row.ranks[0] = rank;
      row.confidences[0] = random.nextDouble();
      row.brierScores[0] = random.nextDouble(0, 2);
      row.margins[0] = random.nextDouble(-1, 1);
      if (random.nextInt(40) == 0) {
        row.distributions[0] = new double[] {0.25, 0, 0.5, 0.25};
      }
      rows.add(row);
    }
    return rows;
  }

  /** What each metric says to which each row was added by itself. */
  private static void assertIsOf(MetricSummary found, MetricOptions options, int count) {
    LossAccumulator loss = new LossAccumulator();
    List<MetricState<?>> metrics = new ArrayList<>();
    metrics.add(loss);
    metrics.add(new QuantileSketch());
    metrics.add(new TopKAccumulator(List.of(1, 3)));
    metrics.add(new BrierAccumulator());
    metrics.add(new MarginAccumulator());
    metrics.add(new LabelDistributionAccumulator(loss));
    metrics.add(new CalibrationAccumulator(5));
    if (options.perClassMaxClasses() >= CLASSES) {
      metrics.add(new PerClassAccumulator());
    }
    if (options.confusionMatrixMaxClasses() >= CLASSES) {
      metrics.add(new ConfusionAccumulator());
    }
    metrics.add(new WorstRowsAccumulator(2));
    for (RowColumns row : rows(count)) {
      metrics.forEach(metric -> metric.add(row, 0, 1));
    }
    assertThat(found.parts())
        .containsExactlyElementsOf(metrics.stream().map(MetricState::summary).toList());
  }

  private static final ClassesSummary NO_CLASSES = new ClassesSummary(null, null, null, List.of());

  private static MetricOptions options(int perClassMaxClasses, int confusionMatrixMaxClasses) {
    return new MetricOptions(List.of(1, 3), 5, perClassMaxClasses, confusionMatrixMaxClasses, 2);
  }

  @ParameterizedTest
  @CsvSource({"4, 4", "0, 4", "4, 0", "0, 0"})
  void each_metric_is_what_it_is_alone_after_any_number_of_rows(int perClass, int confusion) {
    MetricOptions options = options(perClass, confusion);
    for (int count = 0; count <= 70; count++) {
      EvaluatedRows whole = new EvaluatedRows(options, CLASSES);
      rows(count).forEach(row -> whole.add(row, 0, 1));

      assertIsOf(whole.summary(), options, count);
      assertIsOf(whole.summary(), options, count); // a second look finds the same
      assertThat(whole.summary().part(WorstRowsSummary.class).rows()).hasSize(Math.min(2, count));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 17, 31, 47, 48})
  void rows_may_follow_a_look_and_a_merge(int first) {
    int count = 64;
    List<RowColumns> rows = rows(count);
    MetricOptions options = options(CLASSES, CLASSES);
    EvaluatedRows state = new EvaluatedRows(options, CLASSES);
    EvaluatedRows other = new EvaluatedRows(options, CLASSES);
    rows.subList(0, first).forEach(row -> state.add(row, 0, 1));
    state.summary();
    rows.subList(first, count - 5).forEach(row -> state.add(row, 0, 1));
    rows.subList(count - 5, count - 2).forEach(row -> other.add(row, 0, 1));
    state.merge(other);
    rows.subList(count - 2, count).forEach(row -> state.add(row, 0, 1));

    assertIsOf(state.summary(), options, count);
  }

  @Test
  void runs_of_rows_are_added_as_rows_one_by_one() {
    RowColumns columns = new RowColumns(70);
    List<RowColumns> rows = rows(70);
    for (int i = 0; i < 70; i++) {
      rows.get(i).copy(0, 1, columns, i);
    }
    EvaluatedRows state = new EvaluatedRows(options(CLASSES, CLASSES), CLASSES);
    state.add(columns, 0, 16);
    state.add(columns, 16, 20);
    state.add(columns, 20, 55);
    state.add(columns, 55, 70);

    assertIsOf(state.summary(), options(CLASSES, CLASSES), 70);
  }

  @Test
  void figures_over_classes_are_undefined_where_there_are_too_many_and_absent_if_not_asked_for() {
    assertThat(new EvaluatedRows(options(3, 0), CLASSES).summary().parts()).contains(NO_CLASSES);
    assertThat(new EvaluatedRows(options(0, 0), CLASSES).summary().part(ClassesSummary.class))
        .isNull();
  }

  private static void refuses(Consumer<RowColumns> fault, String message) {
    RowColumns row = Rows.evaluated(CLASSES, 0.5, 1, 0, 0, 0.5);
    fault.accept(row);
    EvaluatedRows state = new EvaluatedRows(options(CLASSES, CLASSES), CLASSES);
    state.add(row, 0, 1);
    assertThatIllegalArgumentException().isThrownBy(state::summary).withMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY, -0.5, Double.POSITIVE_INFINITY})
  void what_no_row_has_is_refused(double x) {
    if (!(x > Double.NEGATIVE_INFINITY)) {
      refuses(row -> row.losses[0] = x, "the loss " + x);
    }
    refuses(row -> row.weights[0] = x, "the weight r of a row is " + x);
    refuses(row -> row.labelWeights[0] = LabelWeight.of(x), "the weight w of a row is " + x);
    refuses(row -> row.brierScores[0] = x, "the Brier score of a row is " + x);
    refuses(row -> row.confidences[0] = x, "the confidence of a row is " + x);
    refuses(row -> row.margins[0] = 3 * x, "the margin of a row is " + 3 * x);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -Double.MIN_VALUE})
  void a_weight_that_no_row_has_is_refused(double weight) {
    refuses(row -> row.weights[0] = weight, "the weight r of a row is " + weight);
    refuses(
        row -> row.labelWeights[0] = LabelWeight.of(weight), "the weight w of a row is " + weight);
  }

  @Test
  void a_class_or_rank_that_no_row_has_is_refused() {
    refuses(row -> row.labels[0] = -1, "the label -1");
    refuses(row -> row.labels[0] = CLASSES, "the label " + CLASSES);
    refuses(row -> row.predictions[0] = -1, "the prediction -1");
    refuses(row -> row.predictions[0] = CLASSES, "the prediction " + CLASSES);
    refuses(row -> row.ranks[0] = -1, "the rank of a label is -1");
    refuses(row -> row.confidences[0] = Math.nextUp(1.0), "the confidence of a row is 1.0000000");
  }
}
