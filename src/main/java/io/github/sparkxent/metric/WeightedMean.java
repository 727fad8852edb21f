// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric;

import io.github.sparkxent.numeric.BinaryForm;
import io.github.sparkxent.numeric.ExactRational;
import io.github.sparkxent.numeric.ExactSum;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;

/** The exact sum of r * value over some rows, and the weights r of these. */
final class WeightedMean {
  private final WeightTally weights;
  private final ExactSum products;

  WeightedMean() {
    this(new WeightTally(), new ExactSum());
  }

  private WeightedMean(WeightTally weights, ExactSum products) {
    this.weights = weights;
    this.products = products;
  }

  void add(double value, double r) {
    weights.add(r);
    if (r == 1) {
      products.add(value);
    } else {
      products.addProduct(r, value);
    }
  }

  /** Adds a row of weight 1. */
  void addUnit(double value) {
    weights.addUnits(1);
    products.add(value);
  }

  /** Adds so many rows of weight 1. */
  void addUnits(double[] values, int count) {
    weights.addUnits(count);
    products.add(values, count);
  }

  void merge(WeightedMean other) {
    weights.merge(other.weights);
    products.add(other.products);
  }

  WeightTally weights() {
    return weights;
  }

  ExactRational sum() {
    return products.exactValue();
  }

  /** Returns the mean, rounded once; null if the weights sum to 0. */
  Double mean() {
    ExactRational weight = weights.weight();
    return weight.signum() == 0 ? null : sum().dividedBy(weight).doubleValue();
  }

  void writeTo(DataOutput out) throws IOException {
    weights.writeTo(out);
    products.writeTo(out);
  }

  static WeightedMean readFrom(DataInput in, String name) throws IOException {
    WeightedMean mean =
        new WeightedMean(WeightTally.readFrom(in, name), StateForm.readFinite(in, name));
    if (mean.weights.rows() == 0 && mean.sum().signum() != 0) {
      throw BinaryForm.damaged(name, "it has a sum over no rows");
    }
    return mean;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WeightedMean that
        && weights.equals(that.weights)
        && products.equals(that.products);
  }

  @Override
  public int hashCode() {
    return Objects.hash(weights, products);
  }
}
