// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sparkxent.metric.AccuracySummary;
import io.github.sparkxent.metric.SplitSummary;
import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.RowStatus;
import io.github.sparkxent.row.Rows;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EvaluationStateTest extends EvaluationStateContract<EvaluationStateTest.Added> {

  private static final MetricOptions OPTIONS = new MetricOptions(List.of(1, 2), 5, 3, 3, 2);

  /** A row and its split. */
  record Added(String split, RowColumns row, String id) {
    Added(String split, RowColumns row) {
      this(split, row, null);
    }
  }

  EvaluationStateTest() {
    super(OPTIONS);
  }

  @Override
  protected void add(EvaluationState state, Added added) {
    state.split(added.split()).add(Rows.withId(added.id(), added.row()), 0, 1);
  }

  @Override
  protected Added row(Random random) {
    if (random.nextInt(20) == 0) {
      return new Added(null, Rows.without(RowStatus.NULL_SPLIT, 0));
    }
    String split = List.of("train", "test", "", "é").get(random.nextInt(4));
    RowStatus status = RowStatus.values()[random.nextInt(RowStatus.values().length)];
    int numClasses = status.followsNumClasses() ? 2 + random.nextInt(2) : 0;
    if (random.nextBoolean() || status == RowStatus.EVALUATED) {
      double loss = random.nextInt(50) == 0 ? Double.POSITIVE_INFINITY : random.nextDouble() * 9;
      double weight = random.nextInt(4) == 0 ? random.nextDouble() : 1;
      return new Added(
          split,
          Rows.evaluated(
              3, loss, weight, random.nextInt(3), random.nextInt(3), random.nextDouble()),
          "" + random.nextInt(9));
    }
    return new Added(split, Rows.without(status, numClasses));
  }

  private static RowColumns evaluated(int numClasses, double loss) {
    return Rows.evaluated(numClasses, loss, 1, 0, 0, 0.5);
  }

  @Test
  void rows_of_a_rarer_number_of_classes_are_mismatches_whatever_they_were() {
    EvaluationState state = empty();
    state.split("a").add(evaluated(10, 1), 0, 1);
    state.split("a").add(evaluated(10, 2), 0, 1);
    state.split("a").add(evaluated(3, 4), 0, 1);
    state.split("c").add(evaluated(10, 8), 0, 1);
    state.split("b").add(Rows.without(RowStatus.LABEL_OUT_OF_RANGE, 3), 0, 1);

    List<SplitSummary> splits = state.summaries(state.commonNumClasses());

    assertThat(state.commonNumClasses()).isEqualTo(10);
    assertThat(splits.get(0).evaluated()).isEqualTo(2);
    assertThat(splits.get(0).metrics().loss().lossSum()).isEqualTo(3);
    assertThat(splits.get(0).invalid()).isEqualTo(Map.of(RowStatus.NUM_CLASSES_MISMATCH, 1L));
    assertThat(splits.get(1).invalid()).isEqualTo(Map.of(RowStatus.NUM_CLASSES_MISMATCH, 1L));
  }

  @Test
  void of_two_equally_common_numbers_of_classes_the_smaller_is_taken() {
    EvaluationState state = empty();
    state.split("a").add(evaluated(10, 1), 0, 1);
    state.split("a").add(evaluated(3, 4), 0, 1);

    assertThat(state.commonNumClasses()).isEqualTo(3);
  }

  @Test
  void every_row_is_read_evaluated_ignored_filtered_or_invalid() {
    EvaluationState state = empty();
    for (RowStatus status : RowStatus.values()) {
      state
          .split("a")
          .add(
              status == RowStatus.EVALUATED
                  ? evaluated(3, 1)
                  : Rows.without(status, status.followsNumClasses() ? 3 : 0),
              0,
              1);
    }

    SplitSummary split = state.summaries(3).get(0);

    assertThat(split.read()).isEqualTo(RowStatus.values().length);
    assertThat(split.evaluated()).isEqualTo(1);
    assertThat(split.ignored()).as("ignored, and masked").isEqualTo(2);
    assertThat(split.filtered()).isEqualTo(1);
    assertThat(split.invalidTotal()).isEqualTo(RowStatus.values().length - 4);
    assertThat(split.invalid()).hasSize(RowStatus.values().length - 4).doesNotContainValue(0L);
  }

  @Test
  void rows_of_a_split_that_are_all_filtered_count_with_those_of_none() {
    EvaluationState state = empty();
    state.split("a").add(Rows.without(RowStatus.FILTERED, 0), 0, 1);
    state.split("b").add(Rows.without(RowStatus.FILTERED, 0), 0, 1);
    state.split("b").add(Rows.without(RowStatus.NULL_LABEL, 0), 0, 1);
    state.split(null).add(Rows.without(RowStatus.NULL_SPLIT, 0), 0, 1);

    List<SplitSummary> splits = state.summaries(0);

    assertThat(splits).extracting(SplitSummary::split).containsExactly("b", null);
    assertThat(splits).extracting(SplitSummary::filtered).containsExactly(1L, 1L);
    assertThat(splits).extracting(SplitSummary::invalidTotal).containsExactly(1L, 1L);
    assertThat(state.summaries(0)).isEqualTo(splits);
  }

  @Test
  void a_split_without_evaluated_rows_has_no_mean() {
    EvaluationState state = empty();
    state.split("a").add(Rows.without(RowStatus.NULL_LABEL, 0), 0, 1);

    SplitSummary split = state.summaries(0).get(0);

    assertThat(split.metrics().loss().lossMean()).isNull();
    assertThat(split.metrics().part(AccuracySummary.class).accuracy()).isNull();
  }

  @Test
  void more_splits_than_the_limit_are_noticed_in_one_state_and_in_a_merge() {
    EvaluationState one = new EvaluationState(2, OPTIONS);
    one.split("a");
    one.split("b");
    one.split(null);
    EvaluationState other = new EvaluationState(2, OPTIONS);
    other.split("c");

    assertThat(one.hasTooManySplits()).isFalse();
    one.merge(other);
    assertThat(one.hasTooManySplits()).isTrue();
    assertThat(one.split("a")).isNull();

    assertThatThrownBy(() -> one.merge(empty())).hasMessageContaining("different options");
    EvaluationState third = new EvaluationState(2, OPTIONS);
    third.merge(EvaluationState.fromByteArray(one.toByteArray()));
    assertThat(third.hasTooManySplits()).isTrue();
  }

  @Test
  void a_damaged_or_newer_form_is_refused() {
    byte[] bytes = empty().toByteArray();
    byte[] newer = bytes.clone();
    newer[0] = 99;

    assertThatThrownBy(() -> EvaluationState.fromByteArray(new byte[] {1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("evaluation state");
    assertThatThrownBy(() -> EvaluationState.fromByteArray(newer))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("version 99");
  }
}
