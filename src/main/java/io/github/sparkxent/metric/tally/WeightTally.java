// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.tally;

import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.numeric.exact.ExactRational;
import io.github.sparkxent.numeric.exact.ExactSum;
import io.github.sparkxent.row.LabelWeight;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;

/** The number of some rows and the exact sum of their weights r; while all are 1, a counter. */
public final class WeightTally {
  private long unweightedRows;
  private long weightedRows;

  /** Null until a row comes whose weight is not 1. */
  private ExactSum weights;

  public void add(double r) {
    if (r == 1) {
      unweightedRows++;
      return;
    }
    countWeighted().add(r);
  }

  /** Adds a row of weight r * w. */
  public void add(double r, LabelWeight w) {
    if (w.isOne()) {
      add(r);
    } else if (w.isDouble()) {
      countWeighted().addProduct(r, w.nearest());
    } else {
      countWeighted().add(w.times(r));
    }
  }

  private ExactSum countWeighted() {
    weightedRows++;
    if (weights == null) {
      weights = new ExactSum();
    }
    return weights;
  }

  /** Adds so many rows of weight 1. */
  public void addUnits(long rows) {
    unweightedRows += rows;
  }

  public void merge(WeightTally other) {
    unweightedRows += other.unweightedRows;
    weightedRows += other.weightedRows;
    if (other.weights != null) {
      if (weights == null) {
        weights = new ExactSum();
      }
      weights.add(other.weights);
    }
  }

  public long rows() {
    return unweightedRows + weightedRows;
  }

  public ExactRational weight() {
    ExactRational ones = ExactRational.of(unweightedRows);
    return weights == null ? ones : ones.plus(weights.exactValue());
  }

  /** Returns this weight by that of all rows, rounded once; null if that is 0. */
  public Double shareOf(WeightTally all) {
    ExactRational whole = all.weight();
    return whole.signum() == 0 ? null : weight().dividedBy(whole).doubleValue();
  }

  public void writeTo(DataOutput out) throws IOException {
    BinaryForm.writeCount(out, unweightedRows);
    BinaryForm.writeCount(out, weightedRows);
    if (weights != null) {
      weights.writeTo(out);
    }
  }

  public static WeightTally readFrom(DataInput in, String name) throws IOException {
    WeightTally tally = new WeightTally();
    tally.unweightedRows = BinaryForm.readCount(in, name);
    tally.weightedRows = BinaryForm.readCount(in, name);
    if (tally.weightedRows > 0) {
      tally.weights = StateForm.readFinite(in, name);
      if (tally.weights.exactValue().signum() < 0) {
        throw BinaryForm.damaged(name, "a sum of weights is " + tally.weights.value());
      }
    }
    return tally;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WeightTally that
        && unweightedRows == that.unweightedRows
        && weightedRows == that.weightedRows
        && Objects.equals(weights, that.weights);
  }

  @Override
  public int hashCode() {
    return Objects.hash(unweightedRows, weightedRows, weights);
  }
}
