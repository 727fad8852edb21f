// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.numeric.ListedLoss;
import io.github.sparkxent.numeric.LossOptions;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Rows that list the log-probabilities of some classes only. */
class ListedRowsTest {
  private static final int CLASSES = 10;
  private static final long[] IDS = {7, 2, 4};
  private static final double[] LOG_PROBABILITIES = {-0.5f, -1.5f, -3.0f};

  private static RowColumns row(
      LossOptions options, long[] ids, double[] logProbabilities, long label, double weight) {
    RowColumns row = new RowColumns(1);
    row.numClasses[0] = CLASSES;
    row.listed[0] = ListedClasses.of(ids, logProbabilities, true);
    row.classIds[0] = label;
    row.weights[0] = weight;
    new RowEvaluator(options, CLASSES, 1e-3, PredictionKind.TOP_LOG_PROBABILITIES, 1e-3)
        .evaluate(row, 0, 1);
    return row;
  }

  private static RowColumns row(long[] ids, double[] logProbabilities, long label) {
    return row(LossOptions.DEFAULT, ids, logProbabilities, label, 1);
  }

  private static RowStatus status(long[] ids, double... logProbabilities) {
    return row(ids, logProbabilities, 2).statuses[0];
  }

  @Test
  void a_listed_label_has_its_loss_its_rank_and_its_margin() {
    RowColumns row = row(IDS, LOG_PROBABILITIES, 2);
    assertThat(row.statuses[0]).isEqualTo(RowStatus.EVALUATED);
    assertThat(row.losses[0]).isEqualTo(1.5);
    assertThat(row.ranks[0]).isEqualTo(1);
    assertThat(row.predictions[0]).isEqualTo(7);
    assertThat(row.labels[0]).isEqualTo(2);
    assertThat(row.confidences[0]).isEqualTo(StrictMath.exp(-0.5));
    assertThat(row.margins[0]).isEqualTo(StrictMath.exp(-1.5) - StrictMath.exp(-0.5));
  }

  @Test
  void a_label_that_is_not_listed_has_the_least_loss_and_comes_after_the_listed() {
    RowColumns row = row(IDS, LOG_PROBABILITIES, 3);
    assertThat(row.statuses[0]).isEqualTo(RowStatus.EVALUATED);
    assertThat(row.losses[0]).isEqualTo(ListedLoss.ofUnlisted(LOG_PROBABILITIES, true, 1e-3, 1));
    assertThat(row.ranks[0]).isEqualTo(3);
    assertThat(row.predictions[0]).isEqualTo(7);
  }

  @Test
  void the_prediction_is_the_most_probable_wherever_it_stands_and_the_first_of_equals() {
    RowColumns unsorted = row(new long[] {2, 4, 7}, new double[] {-1.5, -3, -0.5}, 2);
    assertThat(unsorted.predictions[0]).isEqualTo(7);
    assertThat(unsorted.ranks[0]).isEqualTo(1);
    RowColumns tied = row(new long[] {7, 2}, new double[] {-1, -1}, 2);
    assertThat(tied.predictions[0]).isEqualTo(7);
    assertThat(tied.ranks[0]).isEqualTo(1);
  }

  @Test
  void a_class_weight_multiplies_the_loss() {
    double[] weights = new double[CLASSES];
    weights[2] = 4;
    weights[3] = 2;
    LossOptions options = LossOptions.of(0, weights, OptionalLong.empty());
    assertThat(row(options, IDS, LOG_PROBABILITIES, 2, 1).losses[0]).isEqualTo(6);
    RowColumns unlisted = row(options, IDS, LOG_PROBABILITIES, 3, 1);
    assertThat(unlisted.losses[0])
        .isEqualTo(ListedLoss.ofUnlisted(LOG_PROBABILITIES, true, 1e-3, 2));
    assertThat(unlisted.labelWeights[0].nearest()).isEqualTo(2);
  }

  @Test
  void each_mistake_in_a_list_has_its_reason() {
    double half = -0.75;
    assertThat(status(new long[] {1, 10}, half, half)).isEqualTo(RowStatus.LISTED_ID_OUT_OF_RANGE);
    assertThat(status(new long[] {-1, 1}, half, half)).isEqualTo(RowStatus.LISTED_ID_OUT_OF_RANGE);
    assertThat(status(new long[] {1L << 32, 1}, half, half))
        .isEqualTo(RowStatus.LISTED_ID_OUT_OF_RANGE);
    assertThat(status(new long[] {1, 4, 1}, half, half, half))
        .isEqualTo(RowStatus.LISTED_ID_REPEATED);
    assertThat(status(new long[] {1, 4}, half, Double.NaN))
        .isEqualTo(RowStatus.INVALID_PROBABILITY);
    assertThat(status(new long[] {1, 4}, half, Double.POSITIVE_INFINITY))
        .isEqualTo(RowStatus.INVALID_PROBABILITY);
    assertThat(status(new long[] {1}, 0.01)).isEqualTo(RowStatus.PROBABILITY_SUM);
    assertThat(status(new long[] {1, 4}, -0.5, -0.5)).isEqualTo(RowStatus.PROBABILITY_SUM);
    assertThat(status(new long[] {1, 4}, -0.0, Double.NEGATIVE_INFINITY))
        .isEqualTo(RowStatus.EVALUATED);
    assertThat(status(new long[] {1}, 0.0005)).isEqualTo(RowStatus.EVALUATED);
  }

  @Test
  void a_list_of_all_classes_has_to_sum_to_one() {
    long[] all = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    double[] even = new double[CLASSES];
    java.util.Arrays.fill(even, -StrictMath.log(CLASSES));
    assertThat(status(all, even)).isEqualTo(RowStatus.EVALUATED);
    even[0] = -9;
    assertThat(status(all, even)).isEqualTo(RowStatus.PROBABILITY_SUM);
  }

  @Test
  void label_and_weight_are_tested_as_ever() {
    assertThat(row(IDS, LOG_PROBABILITIES, 10).statuses[0]).isEqualTo(RowStatus.LABEL_OUT_OF_RANGE);
    assertThat(row(LossOptions.DEFAULT, IDS, LOG_PROBABILITIES, 2, -1).statuses[0])
        .isEqualTo(RowStatus.INVALID_WEIGHT);
    assertThat(row(IDS, new double[] {-0.5, Double.NEGATIVE_INFINITY, -3}, 2).losses[0])
        .isInfinite();
  }

  @Test
  void smoothed_labels_are_refused() {
    LossOptions smoothed = LossOptions.of(0.1, null, OptionalLong.empty());
    assertThatThrownBy(() -> row(smoothed, IDS, LOG_PROBABILITIES, 2, 1))
        .hasMessage("label_smoothing is 0.1 where not all log-probabilities are known, expected 0");
  }
}
