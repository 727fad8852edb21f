// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.sparkxent.metric.ClassesSummary;
import io.github.sparkxent.metric.ConfusionSummary;
import io.github.sparkxent.metric.MetricSummary;
import io.github.sparkxent.metric.SliceSummary;
import io.github.sparkxent.metric.WorstRowsSummary;
import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.RowStatus;
import io.github.sparkxent.row.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The state of an evaluation with two slices, of which one has more values than are kept. */
class SliceValuesTest extends EvaluationStateContract<SliceValuesTest.Added> {
  private static final int LIMIT = 4;
  private static final MetricOptions OPTIONS =
      new MetricOptions(List.of(1), 3, 5, 5, 1, List.of("country", "user"), LIMIT);

  private final Random shuffles = new Random(1);

  /** A row, its split and its values of the slices. */
  record Added(String split, RowColumns row, String country, String user) {}

  SliceValuesTest() {
    super(OPTIONS);
  }

  @Override
  protected void add(EvaluationState state, Added added) {
    SplitAccumulator split = state.split(added.split());
    split.add(added.row(), 0, 1);
    if (added.split() == null) {
      return;
    }
    String[] values = {added.country(), added.user()};
    for (int i = 0; i < values.length; i++) {
      SplitAccumulator rows = split.slice(i).value(values[i]);
      if (rows != null) {
        rows.add(added.row(), 0, 1);
      }
    }
  }

  @Override
  protected Added row(Random random) {
    String split = Arrays.asList("train", "test", null).get(random.nextInt(3));
    RowColumns row =
        split == null
            ? Rows.without(RowStatus.NULL_SPLIT, 0)
            : random.nextInt(5) == 0
                ? Rows.without(RowStatus.NAN_LOGIT, 3)
                : evaluated(random.nextDouble() * 9, random.nextInt(3), random.nextInt(3));
    String country = Arrays.asList("NO", "SE", "", null).get(random.nextInt(4));
    return new Added(split, row, country, random.nextInt(9) == 0 ? null : user(random.nextInt(40)));
  }

  private static String user(int number) {
    return "user-" + number;
  }

  private static RowColumns evaluated(double loss, int label, int prediction) {
    return Rows.evaluated(3, loss, 1, label, prediction, 0.5);
  }

  private static List<SliceSummary> slice(EvaluationState state, String name) {
    return state.summaries(3).get(0).slices().stream()
        .filter(value -> value.slice().equals(name))
        .toList();
  }

  @RepeatedTest(20)
  void the_first_values_in_order_are_kept_with_all_their_rows_whatever_the_order_of_the_rows() {
    List<Added> rows = new ArrayList<>();
    for (int user = 10; user < 40; user++) {
      for (int i = 0; i <= user % 7; i++) {
        rows.add(new Added("test", evaluated(user + i / 8.0, 0, 0), "NO", user(user)));
      }
    }
    Collections.shuffle(rows, shuffles);

    List<SliceSummary> users = slice(of(rows), "user");

    assertThat(users)
        .extracting(SliceSummary::value)
        .containsExactly("user-10", "user-11", "user-12", "user-13");
    assertThat(users).extracting(value -> value.rows().read()).containsExactly(4L, 5L, 6L, 7L);
    assertThat(users.get(0).rows().metrics().loss().lossSum()).isEqualTo(40.75);
  }

  @Test
  void null_is_a_value_of_its_own_beside_the_limit_and_comes_last() {
    EvaluationState state = empty();
    for (String user : new String[] {"e", "d", null, "null", "", "b", "c", null}) {
      add(state, new Added("test", evaluated(1, 0, 0), null, user));
    }

    assertThat(slice(state, "user"))
        .extracting(SliceSummary::value)
        .containsExactly("", "b", "c", "d", null);
    assertThat(slice(state, "user").get(4).rows().read()).isEqualTo(2);
    assertThat(slice(state, "country")).extracting(SliceSummary::value).containsOnlyNulls();
  }

  @Test
  void a_value_has_the_metrics_of_a_split_of_its_rows_but_no_tables() {
    EvaluationState sliced = empty();
    EvaluationState alone = empty();
    for (int i = 0; i < 50; i++) {
      RowColumns row = evaluated(i / 7.0, i % 3, i % 2);
      add(sliced, new Added("test", row, i % 5 == 0 ? "NO" : "SE", null));
      if (i % 5 == 0) {
        add(alone, new Added("test", row, null, null));
      }
    }

    MetricSummary expected = alone.summaries(3).get(0).metrics();
    MetricSummary found = slice(sliced, "country").get(0).rows().metrics();

    List<Class<?>> tables =
        List.of(ClassesSummary.class, ConfusionSummary.class, WorstRowsSummary.class);
    assertThat(found.parts())
        .containsExactlyElementsOf(
            expected.parts().stream().filter(part -> !tables.contains(part.getClass())).toList());
  }

  @Test
  void states_of_other_slices_are_not_merged() {
    EvaluationState other =
        new EvaluationState(
            10, new MetricOptions(List.of(1), 3, 5, 5, 1, List.of("user", "country"), LIMIT));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> empty().merge(other))
        .withMessageContaining("different options");
  }
}
