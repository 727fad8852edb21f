// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.metric.CalibrationBin;
import io.github.sparkxent.metric.CalibrationSummary;
import io.github.sparkxent.row.RowColumns;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CalibrationAccumulatorTest
    extends MetricStateContract<CalibrationAccumulator, CalibrationAccumulatorTest.Row> {
  record Row(double confidence, boolean correct, double weight) {}

  @Override
  protected CalibrationAccumulator empty() {
    return new CalibrationAccumulator(15);
  }

  @Override
  protected void add(CalibrationAccumulator state, Row row) {
    add(state, row.confidence, row.correct, row.weight);
  }

  private static void add(
      CalibrationAccumulator state, double confidence, boolean correct, double r) {
    RowColumns row = row(0, correct ? 0 : 1, r);
    row.confidences[0] = confidence;
    state.add(row, 0, 1);
  }

  @Override
  protected Row row(Random random) {
    double confidence = random.nextInt(10) == 0 ? 1 : 0.1 + 0.9 * random.nextDouble();
    double weight = random.nextInt(3) > 0 ? 1 : random.nextInt(5) * 0.3;
    return new Row(confidence, random.nextDouble() < confidence, weight);
  }

  private static int binOf(double confidence, int bins) {
    CalibrationAccumulator state = new CalibrationAccumulator(bins);
    add(state, confidence, true, 1);
    List<CalibrationBin> summaries = state.summary().bins();
    return IntStream.range(0, bins)
        .filter(i -> summaries.get(i).count() == 1)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void bins_are_closed_on_the_left_by_their_reported_ends_and_the_last_on_both_sides() {
    for (int bins : new int[] {1, 2, 10, 15, 49, 107}) {
      for (int i = 0; i < bins; i++) {
        double end = (double) i / bins;
        assertThat(binOf(end, bins)).as("%s of %d", end, bins).isEqualTo(i);
        if (i > 0) {
          assertThat(binOf(Math.nextDown(end), bins)).isEqualTo(i - 1);
        }
      }
      assertThat(binOf(1, bins)).isEqualTo(bins - 1);
    }
  }

  @Test
  void the_error_is_the_weighed_gap_between_confidence_and_accuracy() {
    CalibrationAccumulator state = new CalibrationAccumulator(4);
    add(state, 0.75, true, 1);
    add(state, 1.0, false, 1);
    add(state, 0.25, false, 2);
    CalibrationSummary summary = state.summary();
    assertThat(summary.ece()).isEqualTo((0.75 + 0.5) / 4);
    assertThat(summary.meanConfidence()).isEqualTo(2.25 / 4);
    assertThat(summary.bins())
        .containsExactly(
            new CalibrationBin(0, 0.25, 0, 0, null, null),
            new CalibrationBin(0.25, 0.5, 1, 2, 0.25, 0.0),
            new CalibrationBin(0.5, 0.75, 0, 0, null, null),
            new CalibrationBin(0.75, 1, 2, 2, 0.875, 0.5));
  }

  @Test
  void gaps_of_different_bins_do_not_cancel() {
    CalibrationAccumulator state = new CalibrationAccumulator(2);
    add(state, 0.25, true, 1);
    add(state, 0.75, false, 1);
    assertThat(state.summary().ece()).isEqualTo(0.75);
  }

  @Test
  void no_weight_has_no_error() {
    CalibrationAccumulator state = empty();
    assertThat(state.summary().ece()).isNull();
    assertThat(state.summary().meanConfidence()).isNull();
    add(state, 0.5, true, 0);
    assertThat(state.summary().ece()).isNull();
    assertThat(state.summary().bins().get(7).count()).isEqualTo(1);
  }
}
