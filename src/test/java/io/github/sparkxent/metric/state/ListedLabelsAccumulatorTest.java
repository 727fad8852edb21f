// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.metric.AccuracySummary;
import io.github.sparkxent.metric.BrierSummary;
import io.github.sparkxent.metric.MarginSummary;
import io.github.sparkxent.metric.MetricSummary;
import io.github.sparkxent.metric.TopKAccuracy;
import io.github.sparkxent.metric.listed.ListedSummary;
import io.github.sparkxent.metric.name.MetricBounds;
import io.github.sparkxent.metric.name.MetricValues;
import io.github.sparkxent.row.ListedClasses;
import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.Rows;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ListedLabelsAccumulatorTest
    extends MetricStateContract<ListedLabelsAccumulator, ListedLabelsAccumulatorTest.Row> {
  private static final int CLASSES = 6;

  record Row(int size, boolean isListed) {}

  @Override
  protected ListedLabelsAccumulator empty() {
    return new ListedLabelsAccumulator(CLASSES);
  }

  @Override
  protected void add(ListedLabelsAccumulator state, Row row) {
    state.add(columns(row), 0, 1);
  }

  private static RowColumns columns(Row row) {
    RowColumns columns = Rows.evaluated(CLASSES, 0.5, 1, 0, 1, 0.5);
    long[] ids = new long[row.size];
    for (int i = 0; i < row.size; i++) {
      ids[i] = row.isListed ? (i + 1) % row.size : i + 1;
    }
    columns.listed[0] = ListedClasses.of(ids, new double[row.size], true);
    columns.ranks[0] = row.isListed ? row.size - 1 : row.size;
    return columns;
  }

  @Override
  protected Row row(Random random) {
    return new Row(1 + random.nextInt(5), random.nextBoolean());
  }

  private static MetricSummary summary(Row... rows) {
    EvaluatedRows state =
        new EvaluatedRows(
            new MetricOptions(List.of(1, 2, 3, 6), 2, 10, 10, 0).withListedOnly(true), CLASSES);
    for (Row row : rows) {
      state.add(columns(row), 0, 1);
    }
    return state.summary();
  }

  @Test
  void rows_that_do_not_list_their_label_are_counted_with_their_shortest_list() {
    assertThat(summary(new Row(3, true), new Row(4, false), new Row(2, false), new Row(1, true)))
        .extracting(all -> all.part(ListedSummary.class))
        .isEqualTo(new ListedSummary(2, 2, 3));
  }

  @Test
  void with_a_label_that_is_not_listed_sums_and_quantiles_stay_and_errors_are_null() {
    MetricValues metrics = MetricValues.of(summary(new Row(3, true), new Row(2, false)));
    for (String unknown :
        List.of(
            "loss_stddev",
            "loss_stderr",
            "loss_mean_ci95_low",
            "loss_mean_ci95_high",
            "margin_mean",
            "margin_below_zero_share",
            "brier_score",
            "top_3_accuracy")) {
      assertThat(metrics.contains(unknown)).as(unknown).isTrue();
      assertThat(metrics.value(unknown)).as(unknown).isNull();
    }
    for (String lower :
        List.of(
            "loss_sum",
            "loss_mean",
            "loss_min",
            "loss_max",
            "loss_p50",
            "loss_p90",
            "loss_p99",
            "perplexity",
            "infinite_loss_count")) {
      assertThat(metrics.value(lower)).as(lower).isNotNull();
      assertThat(MetricBounds.isLowerBound(lower, metrics)).as(lower).isTrue();
    }
    for (String exact : List.of("accuracy", "top_2_accuracy", "top_6_accuracy", "ece")) {
      assertThat(metrics.value(exact)).as(exact).isNotNull();
      assertThat(MetricBounds.isLowerBound(exact, metrics)).as(exact).isFalse();
    }
    assertThat(metrics.value("unlisted_label_count")).isEqualTo(1L);
    assertThat(metrics.value("loss_mean")).isEqualTo(0.5);
  }

  @Test
  void with_all_labels_listed_all_but_the_brier_score_are_known() {
    MetricSummary all = summary(new Row(3, true), new Row(2, true));
    assertThat(all.loss().lossStderr()).isEqualTo(0.0);
    assertThat(all.part(MarginSummary.class).marginMean()).isNotNull();
    assertThat(all.part(BrierSummary.class)).isEqualTo(new BrierSummary(null));
    assertThat(all.part(AccuracySummary.class).topK())
        .extracting(TopKAccuracy::accuracy)
        .containsExactly(0.0, 0.5, 1.0, 1.0);
    MetricValues metrics = MetricValues.of(all);
    assertThat(MetricBounds.isLowerBound("loss_mean", metrics)).isFalse();
  }

  @Test
  void a_list_of_the_label_alone_does_not_tell_its_margin() {
    MetricSummary alone = summary(new Row(3, true), new Row(1, true));
    assertThat(alone.part(MarginSummary.class)).isEqualTo(new MarginSummary(null, null));
    assertThat(alone.loss().lossStddev()).isNotNull();
  }

  @Test
  void options_are_kept_in_the_binary_form() {
    MetricOptions options = MetricOptions.DEFAULT.withListedOnly(true);
    assertThat(MetricOptions.fromByteArray(options.toByteArray())).isEqualTo(options);
    assertThat(options.ofSlice("s").listedOnly()).isTrue();
    assertThat(options.withoutSlices().withClusters(3).listedOnly()).isTrue();
  }
}
