// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.metric.TopKAccuracy;
import io.github.sparkxent.metric.tally.WeightTally;
import io.github.sparkxent.numeric.exact.BinaryForm;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How often the label is among the k classes of the largest logits, for several k at once.
 *
 * <p><b>Method.</b> The caller finds the rank of the label: the number of classes whose logit is
 * larger than the label's, or equal and of a lower index (so that rank 0 is the argmax). The row is
 * a hit for every k above that rank. Top-k accuracy is the sum of r over the hits by the sum of r
 * over all rows, rounded once; where k is not below the number of classes it is 1.
 *
 * <p><b>Size.</b> About 5 bytes for each k in the binary form, with weights other than 1 about 20.
 */
public final class TopKAccumulator implements MetricState<TopKAccumulator> {
  private static final String NAME = "top-k state";
  private static final int VERSION = 1;

  private final int[] ks;

  /** Element i has the rows of rank ks[i - 1] (or 0) to ks[i] - 1; one more has the rest. */
  private final WeightTally[] tallies;

  /**
   * Creates the state of no rows.
   *
   * @param ks the numbers of classes, each at least 1, in any order
   * @throws IllegalArgumentException if there is none, or one is below 1; the message holds them
   */
  public TopKAccumulator(int... ks) {
    this.ks = Arrays.stream(ks).sorted().distinct().toArray();
    if (this.ks.length == 0 || this.ks[0] < 1) {
      throw new IllegalArgumentException(
          "top-k needs numbers of at least 1, not " + Arrays.toString(ks));
    }
    tallies = new WeightTally[this.ks.length + 1];
    Arrays.setAll(tallies, i -> new WeightTally());
  }

  /**
   * Adds a row.
   *
   * @param rank how many classes come before the label, at least 0
   * @param r the row's own weight
   * @throws IllegalArgumentException if rank is negative, or r negative, NaN or infinite; the
   *     message holds it
   */
  public void add(int rank, double r) {
    RowValues.requireWeight(r, "r");
    tallies[tally(rank)].add(r);
  }

  /** Adds so many rows of weight 1. */
  void addUnits(int[] ranks, int count) {
    for (int i = 0; i < count; i++) {
      tallies[tally(ranks[i])].addUnits(1);
    }
  }

  private int tally(int rank) {
    if (rank < 0) {
      throw new IllegalArgumentException("the rank of a label is " + rank);
    }
    int i = 0;
    for (int k : ks) {
      i += rank >= k ? 1 : 0; // no jump, which the ranks of a poor model would mispredict
    }
    return i;
  }

  @Override
  public void merge(TopKAccumulator other) {
    if (!Arrays.equals(ks, other.ks)) {
      throw new IllegalArgumentException(
          "top " + Arrays.toString(ks) + " cannot merge top " + Arrays.toString(other.ks));
    }
    for (int i = 0; i < tallies.length; i++) {
      tallies[i].merge(other.tallies[i]);
    }
  }

  /**
   * Returns the accuracies so far.
   *
   * @return one element for each k, in ascending order
   */
  public List<TopKAccuracy> summary() {
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
    return List.copyOf(accuracies);
  }

  /**
   * Writes the binary form: version 1; the number of ks and the ks in ascending order, as counts;
   * for the ranks below the first k, from there below the second, and so on, and for the rest: the
   * number of rows of weight 1, that of other rows, and if that is not 0 the exact sum of their
   * weights.
   */
  @Override
  public void writeTo(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    BinaryForm.writeCount(out, ks.length);
    for (int k : ks) {
      BinaryForm.writeCount(out, k);
    }
    for (WeightTally tally : tallies) {
      tally.writeTo(out);
    }
  }

  /**
   * Reads the binary form.
   *
   * @param in where from; read up to the end of the form and no further
   * @return a state equal to the one written
   * @throws IllegalArgumentException if the form is damaged, cut short or newer
   * @throws IOException if in throws it
   */
  public static TopKAccumulator readFrom(DataInput in) throws IOException {
    return BinaryForm.read(in, NAME, VERSION, TopKAccumulator::readBody);
  }

  private static TopKAccumulator readBody(DataInput in) throws IOException {
    List<Integer> ks = new ArrayList<>();
    int before = 0;
    for (long left = BinaryForm.readCount(in, NAME); left > 0; left--) {
      long k = BinaryForm.readCount(in, NAME);
      if (k <= before || k > Integer.MAX_VALUE) {
        throw BinaryForm.damaged(NAME, "k = " + k + " after k = " + before);
      }
      before = (int) k;
      ks.add(before);
    }
    if (ks.isEmpty()) {
      throw BinaryForm.damaged(NAME, "it has no k");
    }
    TopKAccumulator state = new TopKAccumulator(ks.stream().mapToInt(Integer::intValue).toArray());
    for (int i = 0; i < state.tallies.length; i++) {
      state.tallies[i] = WeightTally.readFrom(in, NAME);
    }
    return state;
  }

  /**
   * Reads the binary form.
   *
   * @param bytes the form and nothing else
   * @return a state equal to the one written
   * @throws IllegalArgumentException if the form is damaged, cut short or newer
   */
  public static TopKAccumulator fromByteArray(byte[] bytes) {
    return BinaryForm.fromByteArray(bytes, NAME, TopKAccumulator::readFrom);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TopKAccumulator that
        && Arrays.equals(ks, that.ks)
        && Arrays.equals(tallies, that.tallies);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(ks) + Arrays.hashCode(tallies);
  }

  @Override
  public String toString() {
    return summary().toString();
  }
}
