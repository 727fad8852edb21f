// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.tally;

import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.numeric.exact.ExactRational;
import io.github.sparkxent.numeric.exact.ExactSum;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The exact sum of r * value over some rows, and the weights r of these. */
public final class WeightedMean {
  private final WeightTally weights = new WeightTally();
  private final ExactSum products = new ExactSum();

  public void add(double value, double r) {
    weights.add(r);
    if (r == 1) {
      products.add(value);
    } else {
      products.addProduct(r, value);
    }
  }

  /** Adds rows, from one up to but not including another: faster if all weigh 1. */
  public void add(double[] values, double[] r, int from, int to) {
    boolean units = true;
    for (int i = from; i < to; i++) {
      units &= r[i] == 1;
    }
    if (units) {
      weights.addUnits(to - from);
      products.add(values, from, to);
      return;
    }
    for (int i = from; i < to; i++) {
      add(values[i], r[i]);
    }
  }

  /** Adds a number of rows of weight 1 by the sum of their values. */
  public void addUnits(long rows, ExactSum values) {
    weights.addUnits(rows);
    products.add(values);
  }

  public void merge(WeightedMean other) {
    weights.merge(other.weights);
    products.add(other.products);
  }

  public WeightTally weights() {
    return weights;
  }

  public ExactRational sum() {
    return products.exactValue();
  }

  /** Returns the mean, rounded once; null if the weights sum to 0. */
  public Double mean() {
    ExactRational weight = weights.weight();
    return weight.signum() == 0 ? null : sum().dividedBy(weight).doubleValue();
  }

  public void writeTo(DataOutput out) throws IOException {
    weights.writeTo(out);
    products.writeTo(out);
  }

  public void readFrom(DataInput in, String name) throws IOException {
    weights.readFrom(in, name);
    products.add(StateForm.readFinite(in, name));
    if (weights.rows() == 0 && sum().signum() != 0) {
      throw BinaryForm.damaged(name, "it has a sum over no rows");
    }
  }
}
