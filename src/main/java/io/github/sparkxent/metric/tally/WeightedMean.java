// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.tally;

import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.numeric.exact.ExactRational;
import io.github.sparkxent.numeric.exact.ExactSum;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;

/** The exact sum of r * value over some rows, and the weights r of these. */
public final class WeightedMean {
  private final WeightTally weights;
  private final ExactSum products;

  public WeightedMean() {
    this(new WeightTally(), new ExactSum());
  }

  private WeightedMean(WeightTally weights, ExactSum products) {
    this.weights = weights;
    this.products = products;
  }

  public void add(double value, double r) {
    weights.add(r);
    if (r == 1) {
      products.add(value);
    } else {
      products.addProduct(r, value);
    }
  }

  /** Adds a row of weight 1. */
  public void addUnit(double value) {
    weights.addUnits(1);
    products.add(value);
  }

  /** Adds so many rows of weight 1. */
  public void addUnits(double[] values, int count) {
    weights.addUnits(count);
    products.add(values, count);
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

  public static WeightedMean readFrom(DataInput in, String name) throws IOException {
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
