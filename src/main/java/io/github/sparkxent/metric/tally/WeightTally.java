// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.tally;

import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.numeric.exact.ExactRational;
import io.github.sparkxent.numeric.exact.ExactSum;
import io.github.sparkxent.row.LabelWeight;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The number of some rows and the exact sum of their weights; while all are 1, a counter. */
public final class WeightTally {
  private long unweightedRows;
  private long weightedRows;

  /** Null until there is a row whose weight is not 1. */
  private ExactSum weights;

  /** Adds a row of weight r. */
  public void add(double r) {
    if (r == 1) {
      unweightedRows++;
    } else {
      countWeighted().add(r);
    }
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

  /** Adds a row of weight r * mass, of which mass is a class's part of its label. */
  public void addPart(double r, double mass) {
    if (r == 1 || mass == 1) {
      add(r * mass);
    } else {
      countWeighted().addProduct(r, mass);
    }
  }

  private ExactSum countWeighted() {
    weightedRows++;
    if (weights == null) {
      weights = new ExactSum();
    }
    return weights;
  }

  /** Adds a number of rows of weight 1. */
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

  /**
   * Writes the rows of weight 1, the other rows, and if there are such the sum of their weights.
   */
  public void writeTo(DataOutput out) throws IOException {
    BinaryForm.writeCount(out, unweightedRows);
    BinaryForm.writeCount(out, weightedRows);
    if (weights != null) {
      weights.writeTo(out);
    }
  }

  public void readFrom(DataInput in, String name) throws IOException {
    unweightedRows = BinaryForm.readCount(in, name);
    weightedRows = BinaryForm.readCount(in, name);
    if (weightedRows > 0) {
      weights = StateForm.readFinite(in, name);
      if (weights.exactValue().signum() < 0) {
        throw BinaryForm.damaged(name, "a sum of weights is " + weights.value());
      }
    }
  }
}
