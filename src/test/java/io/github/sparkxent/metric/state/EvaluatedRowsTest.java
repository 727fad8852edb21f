// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.metric.MetricSummary;
import io.github.sparkxent.row.LabelWeight;
import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
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
      rows.add(row);
    }
    return rows;
  }

  /** What each metric says to which each row was added by itself. */
  private static void assertIsOf(MetricSummary found, MetricOptions options, int count) {
    LossAccumulator loss = new LossAccumulator();
    QuantileSketch quantiles = new QuantileSketch();
    AccuracyAccumulator accuracy = new AccuracyAccumulator();
    BrierAccumulator brier = new BrierAccumulator();
    LabelDistributionAccumulator labels = new LabelDistributionAccumulator();
    TopKAccumulator topK = new TopKAccumulator(1, 3);
    CalibrationAccumulator calibration = new CalibrationAccumulator(5);
    PerClassAccumulator perClass = new PerClassAccumulator();
    ConfusionAccumulator confusion = new ConfusionAccumulator();
    for (RowColumns row : rows(count)) {
      double r = row.weights[0];
      int label = row.labels[0];
      int prediction = row.predictions[0];
      boolean isCorrect = prediction == label;
      loss.add(row.losses[0], r, row.labelWeights[0]);
      quantiles.add(row.losses[0]);
      accuracy.add(isCorrect, r);
      brier.add(row.brierScores[0], r);
      labels.add(label, r);
      topK.add(row.ranks[0], r);
      calibration.add(row.confidences[0], isCorrect, r);
      perClass.add(label, prediction, row.losses[0], r, row.labelWeights[0]);
      confusion.add(label, prediction, r);
    }
    assertThat(found.loss()).isEqualTo(loss.summary());
    assertThat(found.lossP50()).isEqualTo(quantiles.percentile(50));
    assertThat(found.histogram()).isEqualTo(quantiles.histogram());
    assertThat(found.accuracy()).isEqualTo(accuracy.summary());
    assertThat(found.brierScore()).isEqualTo(brier.score());
    assertThat(found.classPriorEntropy()).isEqualTo(labels.entropy());
    assertThat(found.topK()).isEqualTo(topK.summary());
    assertThat(found.calibration()).isEqualTo(calibration.summary());
    assertThat(found.classes())
        .isEqualTo(options.perClassMaxClasses() < CLASSES ? List.of() : perClass.summary());
    assertThat(found.confusion())
        .isEqualTo(options.confusionMatrixMaxClasses() < CLASSES ? List.of() : confusion.summary());
  }

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
      assertThat(whole.summary().worstRows()).hasSize(Math.min(2, count));
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
}
