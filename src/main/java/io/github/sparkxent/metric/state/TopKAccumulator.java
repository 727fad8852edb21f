// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.metric.AccuracySummary;
import io.github.sparkxent.metric.TopKAccuracy;
import io.github.sparkxent.metric.tally.WeightTally;
import io.github.sparkxent.row.RowColumns;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How often the label is among the k classes of the largest logits, for several k at once: for 1,
 * which is the accuracy, always.
 *
 * <p><b>Method.</b> The rank of a label is the number of classes whose logit is larger than the
 * label's, or equal and of a lower index (so that rank 0 is the argmax). The row is a hit for every
 * k above that rank. Top-k accuracy is the sum of r over the hits by the sum of r over all rows,
 * rounded once. If k is at least the number of classes, it is 1. Class weights play no part.
 *
 * <p><b>Size.</b> About 5 bytes for each k in the binary form, with weights other than 1 about 20.
 */
final class TopKAccumulator extends MetricState<TopKAccumulator> {
  private final List<Integer> asked;

  /** 1 and the ks that are asked for, rising. */
  private final int[] ks;

  /** Element i has the rows of rank ks[i - 1] (or 0) to ks[i] - 1; one more has the rest. */
  private final WeightTally[] tallies;

  TopKAccumulator(List<Integer> ks) {
    asked = ks;
    this.ks = IntStream.concat(IntStream.of(1), ks.stream().mapToInt(k -> k)).distinct().toArray();
    tallies = new WeightTally[this.ks.length + 1];
    Arrays.setAll(tallies, i -> new WeightTally());
  }

  @Override
  void add(RowColumns rows, int from, int to) {
    for (int i = from; i < to; i++) {
      int tally = 0;
      for (int k : ks) {
        tally += rows.ranks[i] >= k ? 1 : 0; // no jump, which a poor model's ranks would mispredict
      }
      tallies[tally].add(rows.weights[i]);
    }
  }

  @Override
  void merge(TopKAccumulator other) {
    for (int i = 0; i < tallies.length; i++) {
      tallies[i].merge(other.tallies[i]);
    }
  }

  @Override
  AccuracySummary summary() {
    WeightTally all = new WeightTally();
    for (WeightTally tally : tallies) {
      all.merge(tally);
    }
    List<TopKAccuracy> accuracies = new ArrayList<>();
    WeightTally hits = new WeightTally();
    for (int i = 0; i < ks.length; i++) {
      hits.merge(tallies[i]);
      accuracies.add(new TopKAccuracy(ks[i], hits.rows(), hits.shareOf(all)));
    }
    return new AccuracySummary(
        accuracies.get(0).accuracy(),
        accuracies.stream().filter(top -> asked.contains(top.k())).toList());
  }

  /** Writes the weights of the rows below the first k, from there below the second, and so on. */
  @Override
  void writeTo(DataOutput out) throws IOException {
    for (WeightTally tally : tallies) {
      tally.writeTo(out);
    }
  }

  @Override
  void readFrom(DataInput in) throws IOException {
    for (WeightTally tally : tallies) {
      tally.readFrom(in, "top-k state");
    }
  }
}
