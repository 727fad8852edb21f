// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.tally;

import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.numeric.exact.ExactRational;
import io.github.sparkxent.numeric.exact.ExactSum;
import io.github.sparkxent.row.LabelWeight;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The sums of r * loss and omega over the rows of one class: their mean, and no more. */
public final class ClassLoss {
  private final WeightTally weight = new WeightTally();
  private final ExactSum product = new ExactSum();

  /** Rows of infinite loss that have r > 0. */
  private long infiniteRows;

  public void add(double loss, double r, LabelWeight w) {
    weight.add(r, w);
    if (loss < Double.POSITIVE_INFINITY) {
      if (r == 1) {
        product.add(loss);
      } else {
        product.addProduct(r, loss);
      }
    } else if (r > 0) {
      infiniteRows++;
    }
  }

  /** Adds a number of rows of weight 1 by the sum of their finite losses. */
  public void addUnits(long rows, ExactSum losses) {
    weight.addUnits(rows);
    product.add(losses);
  }

  public void merge(ClassLoss other) {
    weight.merge(other.weight);
    product.add(other.product);
    infiniteRows += other.infiniteRows;
  }

  /** Returns how many rows there are. */
  public long rows() {
    return weight.rows();
  }

  /** Returns the mean, rounded once; null if the weights sum to 0. */
  public Double mean() {
    ExactRational divisor = weight.weight();
    if (divisor.signum() == 0) {
      return null;
    }
    return infiniteRows > 0
        ? Double.POSITIVE_INFINITY
        : product.exactValue().dividedBy(divisor).doubleValue();
  }

  public void writeTo(DataOutput out) throws IOException {
    weight.writeTo(out);
    product.writeTo(out);
    BinaryForm.writeCount(out, infiniteRows);
  }

  public void readFrom(DataInput in, String name) throws IOException {
    weight.readFrom(in, name);
    product.add(StateForm.readFinite(in, name));
    infiniteRows = BinaryForm.readCount(in, name);
  }
}
