// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.sparkxent.metric.CalibrationSummary;
import io.github.sparkxent.metric.ChangedRow;
import io.github.sparkxent.metric.ComparisonSummary;
import io.github.sparkxent.metric.LossSummary;
import io.github.sparkxent.metric.QuantileSummary;
import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.RowStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a comparison shows beside differences: rows by their ids, and the baseline itself. */
class ComparedRowsShownTest {
  private static final int CLASSES = 4;
  private static final MetricOptions OPTIONS =
      new MetricOptions(List.of(1, 2), 5, 10, 10, 0)
          .withComparison(new ComparisonOptions(true, 10, true));

  private static ComparisonSummary summary(MetricOptions options, List<RowColumns> rows) {
    ComparisonAccumulator state = new ComparisonAccumulator(options, CLASSES);
    state.add(PairedRows.together(rows), 0, rows.size());
    return state.summary();
  }

  private static ComparisonSummary summary(RowColumns... rows) {
    return summary(OPTIONS, List.of(rows));
  }

  @Test
  void rows_of_another_label_are_counted_with_the_first_five_ids() {
    List<RowColumns> rows = new ArrayList<>();
    for (Object id : new Object[] {10, 9, null, "b", 11, "a", 9, 100, "\u00e9"}) {
      RowColumns row = PairedRows.of(id, 0, 1, 1);
      row.baseline.otherLabels[0] = true;
      rows.add(row);
    }
    rows.get(0).baseline.statuses[0] = RowStatus.NULL_LOGITS;
    ComparisonSummary summary = summary(OPTIONS, rows);

    assertThat(summary.otherLabels()).isEqualTo(9);
    assertThat(summary.otherLabelIds()).containsExactly("9", "a", "b", "\u00e9", "10");
    assertThat(summary.rows()).isEqualTo(8);
  }

  @Test
  void the_rows_that_changed_most_come_first_and_equal_ones_by_id() {
    MetricOptions options = OPTIONS.withComparison(new ComparisonOptions(false, 3, false));
    List<RowColumns> rows = new ArrayList<>();
    for (Object id : new Object[] {"b", 10, null, 9, "a"}) {
      rows.add(PairedRows.of(id, 0, 1, 3));
      rows.add(PairedRows.of(id, 0, 3, 1));
    }
    rows.add(PairedRows.of("same", 0, 9, 9));
    rows.add(PairedRows.of("most", 1, 0.5, Double.POSITIVE_INFINITY));
    ComparisonSummary summary = summary(options, rows);

    assertThat(summary.better())
        .containsExactly(
            new ChangedRow("most", 1, 2, 1, Double.POSITIVE_INFINITY, 0.5),
            new ChangedRow("9", 0, 1, 1, 3, 1),
            new ChangedRow("a", 0, 1, 1, 3, 1));
    assertThat(summary.worse()).extracting(ChangedRow::id).containsExactly("9", "a", "b");
  }

  @Test
  void only_ids_of_rows_that_may_be_shown_are_asked_for() {
    MetricOptions options = OPTIONS.withComparison(new ComparisonOptions(false, 1, false));
    ComparisonAccumulator state = new ComparisonAccumulator(options, CLASSES);
    assertThat(state.mayKeep(PairedRows.of("a", 0, 1, 2), 0)).isTrue();
    assertThat(state.mayKeep(PairedRows.of("a", 0, 2, 2), 0)).isFalse();
    state.add(PairedRows.of("a", 0, 1, 2), 0, 1);
    assertThat(state.mayKeep(PairedRows.of("b", 0, 1, 1.75), 0)).isFalse();
    assertThat(state.mayKeep(PairedRows.of("b", 0, 1.75, 1), 0)).isTrue();
    RowColumns other = PairedRows.of("c", 0, 2, 2);
    other.baseline.otherLabels[0] = true;
    assertThat(state.mayKeep(other, 0)).isTrue();
    RowColumns missing = PairedRows.of("d", 0, 2, 1);
    missing.baseline.statuses[0] = RowStatus.NULL_LOGITS;
    assertThat(state.mayKeep(missing, 0)).isFalse();
  }

  @Test
  void the_baseline_has_a_calibration_and_a_histogram_of_its_own() {
    ComparisonSummary summary =
        summary(
            PairedRows.of("a", 0, 0.5, 0.25),
            PairedRows.of("b", 0, 0.5, Double.POSITIVE_INFINITY),
            PairedRows.of("c", 0, 0.5, 0.75));

    LossSummary loss = summary.baseline().loss();
    assertThat(loss.infiniteLossCount()).isOne();
    assertThat(loss.lossMin()).isEqualTo(0.25);
    assertThat(loss.finiteLossSum()).isEqualTo(1);
    assertThat(loss.lossSum()).isInfinite();
    assertThat(summary.baseline().part(QuantileSummary.class).lossP50())
        .isCloseTo(0.75, within(0.0075));
    assertThat(summary.baseline().part(CalibrationSummary.class).bins().get(2).count())
        .isEqualTo(3);
    assertThat(summary(OPTIONS.ofSlice("s"), List.of()).baseline()).isNull();
  }

  @Test
  void figures_of_the_baseline_that_no_row_has_are_refused_by_name() {
    RowColumns row = PairedRows.of("a", 0, 1, 1);
    row.baseline.confidences[0] = 1.5;
    assertRefused(row, "confidence of a row of the baseline is 1.5, expected 0.0 to 1.0");
    RowColumns label = PairedRows.of("a", 0, 1, 1);
    label.baseline.labels[0] = 3;
    assertRefused(label, "label of a row of the baseline is 3.0, expected the candidate's, 0.0");
    RowColumns loss = PairedRows.of("a", 0, 1, Double.NaN);
    assertRefused(loss, "loss of a row of the baseline is NaN");
    RowColumns prediction = PairedRows.of("a", 0, 1, 1);
    prediction.baseline.predictions[0] = CLASSES;
    assertRefused(prediction, "prediction of a row of the baseline is 4.0");
  }

  private static void assertRefused(RowColumns row, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> summary(row))
        .withMessageContaining(message);
  }
}
