// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.ranking;

import io.github.sparkxent.metric.tally.BinCounts;
import io.github.sparkxent.metric.tally.WeightTally;
import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.numeric.exact.ExactRational;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The weights of rows by {@link ScoreBins}: counts of the rows of weight 1, exact sums of others.
 */
final class BinWeights {
  private final BinCounts units = new BinCounts();
  private final TreeMap<Integer, WeightTally> others = new TreeMap<>();

  void add(int bin, double r) {
    if (r == 1) {
      units.add(bin);
    } else {
      others.computeIfAbsent(bin, b -> new WeightTally()).add(r);
    }
  }

  void merge(BinWeights other) {
    units.merge(other.units);
    for (Map.Entry<Integer, WeightTally> entry : Map.copyOf(other.others).entrySet()) {
      others.computeIfAbsent(entry.getKey(), b -> new WeightTally()).merge(entry.getValue());
    }
  }

  /** Tells whether each row weighs 1. */
  boolean areCounts() {
    return others.isEmpty();
  }

  long rows() {
    return units.total() + others.values().stream().mapToLong(WeightTally::rows).sum();
  }

  /** Returns the weight of each bin that has rows. */
  Map<Integer, ExactRational> weights() {
    Map<Integer, ExactRational> weights = new TreeMap<>();
    for (int bin : units.bins()) {
      weights.put(bin, ExactRational.of(units.count(bin)));
    }
    others.forEach((bin, tally) -> weights.merge(bin, tally.weight(), ExactRational::plus));
    return weights;
  }

  /**
   * Writes the counts of the rows of weight 1, then the number of bins that have others, and of
   * each its distance from the one before and its weights.
   */
  void writeTo(DataOutput out) throws IOException {
    units.writeTo(out, 0);
    BinaryForm.writeCount(out, others.size());
    int next = 0;
    for (Map.Entry<Integer, WeightTally> entry : others.entrySet()) {
      BinaryForm.writeCount(out, entry.getKey() - next);
      entry.getValue().writeTo(out);
      next = entry.getKey() + 1;
    }
  }

  void readFrom(DataInput in, String name) throws IOException {
    units.readFrom(in, name, 0, ScoreBins.COUNT - 1);
    long next = 0;
    for (long left = BinaryForm.readCount(in, name); left > 0; left--) {
      long distance = BinaryForm.readCount(in, name);
      WeightTally tally = new WeightTally();
      tally.readFrom(in, name);
      if (distance >= ScoreBins.COUNT - next || tally.rows() == 0) {
        throw BinaryForm.damaged(name, tally.rows() + " rows in bin " + next + " + " + distance);
      }
      others.put((int) (next + distance), tally);
      next += distance + 1;
    }
  }
}
