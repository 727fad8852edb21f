// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.metric.WorstRow;
import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.Rows;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Held to the contract with more rows kept than it adds at once, and fewer than it merges. */
class WorstRowsAccumulatorTest extends MetricStateContract<WorstRowsAccumulator, WorstRow> {
  private int asked;

  @Override
  protected WorstRowsAccumulator empty() {
    return new WorstRowsAccumulator(250);
  }

  @Override
  protected void add(WorstRowsAccumulator state, WorstRow row) {
    state.add(
        evaluation(row.id(), row.loss(), row.label(), row.prediction(), row.confidence()), 0, 1);
  }

  @Override
  protected WorstRow row(Random random) {
    String id =
        switch (random.nextInt(6)) {
          case 0 -> null;
          case 1 -> "";
          case 2 -> "\u00e9\ud83d\ude00" + random.nextInt(5);
          default -> "" + random.nextInt(100);
        };
    double loss = random.nextInt(9) == 0 ? POSITIVE_INFINITY : random.nextInt(20) / 4.0;
    return new WorstRow(id, random.nextInt(3), random.nextInt(300), random.nextDouble(), loss);
  }

  private static RowColumns evaluation(
      Object id, double loss, int label, int prediction, double confidence) {
    return Rows.withId(id, Rows.evaluated(300, loss, 1, label, prediction, confidence));
  }

  private void add(WorstRowsAccumulator state, String text, double loss) {
    Object id =
        new Object() {
          @Override
          public String toString() {
            asked++;
            return text;
          }
        };
    state.add(evaluation(text == null ? null : id, loss, 1, 2, 0.5), 0, 1);
  }

  @Test
  void the_largest_losses_are_kept_the_largest_first() {
    WorstRowsAccumulator state = new WorstRowsAccumulator(3);
    add(state, "a", 1);
    add(state, "b", POSITIVE_INFINITY);
    add(state, "c", 0.5);
    add(state, "d", 700);
    add(state, "e", 1e-300);
    assertThat(state.summary().rows())
        .containsExactly(
            new WorstRow("b", 1, 2, 0.5, POSITIVE_INFINITY),
            new WorstRow("d", 1, 2, 0.5, 700),
            new WorstRow("a", 1, 2, 0.5, 1));
  }

  @Test
  void equal_losses_are_sorted_by_id_nine_before_ten_and_none_last() {
    WorstRowsAccumulator state = new WorstRowsAccumulator(4);
    for (String id : new String[] {"10", null, "b", "9", "a", "11"}) {
      add(state, id, 2);
    }
    assertThat(state.summary().rows())
        .extracting(WorstRow::id)
        .containsExactly("9", "a", "b", "10");
    WorstRowsAccumulator two = new WorstRowsAccumulator(2);
    add(two, null, 2);
    add(two, "z", 2);
    assertThat(two.summary().rows()).extracting(WorstRow::id).containsExactly("z", null);
  }

  @Test
  void equal_ids_are_sorted_by_label_prediction_and_confidence() {
    WorstRowsAccumulator state = new WorstRowsAccumulator(3);
    state.add(evaluation("a", 2, 1, 1, 0.5), 0, 1);
    state.add(evaluation("a", 2, 0, 1, 0.75), 0, 1);
    state.add(evaluation("a", 2, 0, 1, 0.5), 0, 1);
    state.add(evaluation("a", 2, 0, 0, 0.9), 0, 1);
    assertThat(state.summary().rows())
        .containsExactly(
            new WorstRow("a", 0, 0, 0.9, 2),
            new WorstRow("a", 0, 1, 0.5, 2),
            new WorstRow("a", 0, 1, 0.75, 2));
  }

  @Test
  void the_id_is_asked_for_only_if_the_row_may_be_among_the_worst() {
    WorstRowsAccumulator state = new WorstRowsAccumulator(2);
    add(state, "a", 5);
    add(state, "b", 4);
    for (int i = 0; i < 100; i++) {
      add(state, "x" + i, 3.9);
    }
    assertThat(asked).isEqualTo(2);
    add(state, "c", 4);
    add(state, "d", 6);
    assertThat(asked).isEqualTo(4);
    assertThat(state.summary().rows()).extracting(WorstRow::id).containsExactly("d", "a");
  }

  @Test
  void the_same_holds_after_a_merge_and_a_round_trip() {
    WorstRowsAccumulator state = new WorstRowsAccumulator(2);
    add(state, "a", 5);
    WorstRowsAccumulator other = new WorstRowsAccumulator(2);
    add(other, "b", 4);
    state.merge(other);
    asked = 0;
    add(state, "c", 3);
    WorstRowsAccumulator read = new WorstRowsAccumulator(2);
    BinaryForm.fromByteArray(
        state.bytes(),
        "state",
        in -> {
          read.readFrom(in);
          return read;
        });
    assertThat(read).isEqualTo(state);
    add(read, "c", 3);
    assertThat(asked).isZero();
  }

  @Test
  void a_long_id_is_cut_and_one_that_is_not_text_written_as_it_can_be() {
    WorstRowsAccumulator state = new WorstRowsAccumulator(2);
    add(state, "x".repeat(199) + "\ud83d\ude00", 2);
    add(state, "\udc00", 1);
    assertThat(state.summary().rows())
        .extracting(WorstRow::id)
        .containsExactly("x".repeat(199) + "?", "?");
    assertThat(read(bytes(state))).isEqualTo(state);
  }
}
