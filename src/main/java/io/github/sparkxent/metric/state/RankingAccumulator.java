// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.metric.ranking.RankingOptions;
import io.github.sparkxent.metric.ranking.RankingSummary;
import io.github.sparkxent.metric.ranking.RankingTally;
import io.github.sparkxent.row.RowColumns;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How well the scores of two classes rank rows: {@link RankingTally} of the rows' own weights. */
final class RankingAccumulator extends MetricState<RankingAccumulator> {
  private final RankingTally tally;

  RankingAccumulator(RankingOptions options) {
    tally = new RankingTally(options);
  }

  @Override
  void add(RowColumns rows, int from, int to) {
    for (int i = from; i < to; i++) {
      tally.add(rows.labels[i], rows.scores[i], rows.weights[i]);
    }
  }

  @Override
  void merge(RankingAccumulator other) {
    tally.merge(other.tally);
  }

  @Override
  RankingSummary summary() {
    return tally.summary();
  }

  @Override
  void writeTo(DataOutput out) throws IOException {
    tally.writeTo(out);
  }

  @Override
  void readFrom(DataInput in) throws IOException {
    tally.readFrom(in, "ranking state");
  }
}
