// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sparkxent.metric.ranking.RankingOptions;
import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.Rows;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RankingAccumulatorTest extends MetricStateContract<RankingAccumulator, double[]> {
  private static final MetricOptions OPTIONS =
      new MetricOptions(List.of(1), 0, 0, 0, 0).withRanking(new RankingOptions(0.25));

  @Override
  protected RankingAccumulator empty() {
    return new RankingAccumulator(OPTIONS.ranking());
  }

  @Override
  protected void add(RankingAccumulator state, double[] row) {
    state.add(scored((int) row[0], row[1], row[2]), 0, 1);
  }

  private static RowColumns scored(int label, double score, double r) {
    RowColumns row = Rows.evaluated(2, 0.5, r, label, score > 0 ? 1 : 0, 0.5);
    row.keepScores();
    row.scores[0] = score;
    return row;
  }

  @Override
  protected double[] row(Random random) {
    double score = random.nextInt(5) == 0 ? 0 : random.nextGaussian();
    double weight = random.nextInt(3) > 0 ? 1 : random.nextInt(3) == 0 ? 0 : random.nextDouble();
    return new double[] {random.nextInt(2), score, weight};
  }

  @Test
  void the_options_read_back_with_a_comparison_and_without() {
    MetricOptions both = OPTIONS.withComparison(new ComparisonOptions(true, 2, true));

    assertThat(MetricOptions.fromByteArray(OPTIONS.toByteArray())).isEqualTo(OPTIONS);
    assertThat(MetricOptions.fromByteArray(both.toByteArray())).isEqualTo(both);
  }

  @Test
  void rows_of_two_classes_are_ranked_and_those_of_others_counted() {
    EvaluationState state = new EvaluationState(10, OPTIONS);
    for (int i = 0; i < 40; i++) {
      state.split("s").add(scored(i % 2, i % 2 == 0 ? -i : i + 1, 1), 0, 1);
      state.split("s").add(Rows.evaluated(3, 0.5, 1, 2, 1, 0.5), 0, 1);
    }
    EvaluationState read = EvaluationState.fromByteArray(state.toByteArray());

    assertThat(read).isEqualTo(state);
    assertThat(read.summaries(2).get(0).metrics().toString()).contains("auc=1.0");
    assertThat(read.summaries(3).get(0).metrics().toString()).doesNotContain("auc");
  }
}
