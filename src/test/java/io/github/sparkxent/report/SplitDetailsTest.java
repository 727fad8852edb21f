// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.sparkxent.metric.CalibrationBin;
import io.github.sparkxent.metric.ClassSummary;
import io.github.sparkxent.metric.ConfusionCell;
import io.github.sparkxent.metric.HistogramBin;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplitDetailsTest {
  @Test
  void cells_are_sorted_by_label_and_prediction() {
    var matrix =
        new ConfusionMatrix(
            3,
            List.of(
                new ConfusionCell(2, 0, 1),
                new ConfusionCell(0, 2, 4),
                new ConfusionCell(0, 1, 2)));
    assertThat(matrix.cells())
        .containsExactly(
            new ConfusionCell(0, 1, 2), new ConfusionCell(0, 2, 4), new ConfusionCell(2, 0, 1));
  }

  @Test
  void a_cell_is_inside_the_matrix_not_empty_and_given_once() {
    for (ConfusionCell cell :
        List.of(
            new ConfusionCell(3, 0, 1),
            new ConfusionCell(0, -1, 1),
            new ConfusionCell(0, 3, 1),
            new ConfusionCell(0, 0, 0))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new ConfusionMatrix(3, List.of(cell)))
          .withMessage(cell + " in a confusion matrix of 3 classes");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new ConfusionMatrix(
                    3, List.of(new ConfusionCell(1, 1, 1), new ConfusionCell(1, 1, 2))))
        .withMessageContaining("are the same cell");
  }

  @Test
  void a_calibration_bin_lies_within_zero_and_one() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CalibrationBin(0.5, 1.5, 1, 1, 0.5, 0.5))
        .withMessage("a calibration bin goes from 0.5 to 1.5; expected 0 <= low < high <= 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CalibrationBin(0, 0.5, -1, 1, 0.5, 0.5))
        .withMessageContaining("-1 rows");
  }

  @Test
  void histogram_bins_do_not_overlap() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new LossHistogram(0, List.of(new HistogramBin(0, 2, 1), new HistogramBin(1, 3, 1))))
        .withMessageContaining("expected bins from low to high");
    assertThatIllegalArgumentException().isThrownBy(() -> new HistogramBin(2, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new HistogramBin(0, Double.NaN, 1));
  }

  @Test
  void class_metrics_are_of_a_class() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClassSummary(-1, 0, null, null, null, null))
        .withMessage("class -1 has 0 rows; expected no negative");
  }
}
