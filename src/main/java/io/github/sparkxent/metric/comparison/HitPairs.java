// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.comparison;

import io.github.sparkxent.metric.PairedDifference;
import io.github.sparkxent.metric.cluster.Clusters;
import io.github.sparkxent.metric.tally.MeanMoments;
import io.github.sparkxent.metric.tally.StateForm;
import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.numeric.exact.ExactRational;
import io.github.sparkxent.numeric.exact.ExactSum;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Which of candidate and baseline are right on some rows: four cells, of which each has the number
 * of its rows of weight 1, and of the others the number and the exact sums of r and r^2.
 */
public final class HitPairs {
  private static final int CELLS = 4;
  private static final int NEITHER = 0;
  private static final int CANDIDATE = 1;
  private static final int BASELINE = 2;
  private static final int BOTH = CANDIDATE | BASELINE;

  private final long[] unitRows = new long[CELLS];
  private final long[] weightedRows = new long[CELLS];

  /** By cell; null while there is no row whose weight is not 1. */
  private final ExactSum[] weights = new ExactSum[CELLS];

  private final ExactSum[] squares = new ExactSum[CELLS];

  /** Returns the cell of a row. */
  static int cell(boolean candidateHits, boolean baselineHits) {
    return (candidateHits ? CANDIDATE : NEITHER) | (baselineHits ? BASELINE : NEITHER);
  }

  /** Adds a row. */
  public void add(boolean candidateHits, boolean baselineHits, double r) {
    int cell = cell(candidateHits, baselineHits);
    if (r == 1) {
      unitRows[cell]++;
    } else {
      weigh(cell);
      weightedRows[cell]++;
      weights[cell].add(r);
      squares[cell].addProduct(r, r);
    }
  }

  /**
   * Adds rows of weight 1, from one up to but not including another: a side is right if its rank is
   * below k.
   */
  public void addUnits(int[] candidateRanks, int[] baselineRanks, int k, int from, int to) {
    int candidate = 0;
    int baseline = 0;
    int both = 0;
    for (int i = from; i < to; i++) {
      int ofCandidate = candidateRanks[i] < k ? 1 : 0;
      int ofBaseline = baselineRanks[i] < k ? 1 : 0;
      candidate += ofCandidate;
      baseline += ofBaseline;
      both += ofCandidate & ofBaseline;
    }
    unitRows[BOTH] += both;
    unitRows[CANDIDATE] += candidate - both;
    unitRows[BASELINE] += baseline - both;
    unitRows[NEITHER] += to - from - candidate - baseline + both;
  }

  /** Adds the rows of one label from a table. */
  void addUnits(UnitPairs units, int label) {
    for (int cell = 0; cell < CELLS; cell++) {
      unitRows[cell] += units.rows(label, cell);
    }
  }

  private void weigh(int cell) {
    if (weights[cell] == null) {
      weights[cell] = new ExactSum();
      squares[cell] = new ExactSum();
    }
  }

  /** Adds all rows of others. */
  public void merge(HitPairs other) {
    for (int i = 0; i < CELLS; i++) {
      unitRows[i] += other.unitRows[i];
      weightedRows[i] += other.weightedRows[i];
      if (other.weights[i] != null) {
        weigh(i);
        weights[i].add(other.weights[i]);
        squares[i].add(other.squares[i]);
      }
    }
  }

  private long rows(int cell) {
    return unitRows[cell] + weightedRows[cell];
  }

  /** Returns how many rows there are. */
  public long rows() {
    return Arrays.stream(unitRows).sum() + Arrays.stream(weightedRows).sum();
  }

  private ExactRational weight(int cell) {
    return with(cell, weights[cell]);
  }

  private ExactRational square(int cell) {
    return with(cell, squares[cell]);
  }

  private ExactRational with(int cell, ExactSum sum) {
    ExactRational ones = ExactRational.of(unitRows[cell]);
    return sum == null ? ones : ones.plus(sum.exactValue());
  }

  /** Returns the sum of r over all rows. */
  public ExactRational weight() {
    return weight(NEITHER).plus(weight(CANDIDATE)).plus(weight(BASELINE)).plus(weight(BOTH));
  }

  /** Returns how the sides differ, with a standard error by clusters if there are any. */
  public PairedDifference difference(Clusters clusters, int figure) {
    ExactRational all = weight();
    return Differences.of(
        Differences.quotient(weight(BASELINE).plus(weight(BOTH)), all),
        Differences.quotient(weight(CANDIDATE).plus(weight(BOTH)), all),
        Differences.moments(moments(all), clusters, figure),
        rows(CANDIDATE),
        rows(BASELINE),
        rows(NEITHER) + rows(BOTH));
  }

  /** The difference of a row is 1, -1 or 0. */
  private MeanMoments moments(ExactRational all) {
    ExactRational won = square(CANDIDATE);
    ExactRational lost = square(BASELINE);
    return new MeanMoments(
        rows(),
        weight(CANDIDATE).minus(weight(BASELINE)),
        won.plus(lost),
        won.minus(lost),
        all,
        won.plus(lost).plus(square(NEITHER)).plus(square(BOTH)));
  }

  /**
   * Writes for each cell, neither, candidate, baseline, both: its rows of weight 1, its other rows,
   * and if there are such the sums of r and r^2 over them.
   */
  public void writeTo(DataOutput out) throws IOException {
    for (int i = 0; i < CELLS; i++) {
      BinaryForm.writeCount(out, unitRows[i]);
      BinaryForm.writeCount(out, weightedRows[i]);
      if (weights[i] != null) {
        weights[i].writeTo(out);
        squares[i].writeTo(out);
      }
    }
  }

  /** Reads, into this state without rows, what another has written. */
  public void readFrom(DataInput in, String name) throws IOException {
    for (int i = 0; i < CELLS; i++) {
      unitRows[i] = BinaryForm.readCount(in, name);
      weightedRows[i] = BinaryForm.readCount(in, name);
      if (weightedRows[i] > 0) {
        weigh(i);
        weights[i].add(StateForm.readFinite(in, name));
        squares[i].add(StateForm.readFinite(in, name));
        if (weights[i].exactValue().signum() < 0 || squares[i].exactValue().signum() < 0) {
          throw BinaryForm.damaged(name, "a sum of weights is " + weights[i].value());
        }
      }
    }
  }
}
