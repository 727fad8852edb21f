// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.cluster;

import io.github.sparkxent.metric.tally.StateForm;
import io.github.sparkxent.metric.tally.WeightTally;
import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.numeric.exact.ExactRational;
import io.github.sparkxent.numeric.exact.ExactSums;
import io.github.sparkxent.row.LabelWeight;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The exact sums over the rows of one cluster: r times each figure, omega, and r. */
final class ClusterSums {
  private final int figures;
  private final ExactSums products;
  private final WeightTally omega = new WeightTally();
  private final WeightTally weight = new WeightTally();

  ClusterSums(int figures) {
    this.figures = figures;
    products = new ExactSums(figures);
  }

  /** Adds a row; a figure that is not finite adds nothing. */
  void add(double[] values, double r, LabelWeight w) {
    omega.add(r, w);
    weight.add(r);
    for (int i = 0; i < figures; i++) {
      if (!Double.isFinite(values[i]) || values[i] == 0) {
        continue;
      }
      if (r == 1) {
        products.add(i, values[i]);
      } else {
        products.addProduct(i, r, values[i]);
      }
    }
  }

  void merge(ClusterSums other) {
    omega.merge(other.omega);
    weight.merge(other.weight);
    for (int i = 0; i < figures; i++) {
      products.add(i, other.products.of(i));
    }
  }

  /** Returns how many rows there are. */
  long rows() {
    return weight.rows();
  }

  ExactRational product(int figure) {
    return products.of(figure).exactValue();
  }

  /** Returns the weight of a figure: omega of the first, r of the others. */
  ExactRational weight(int figure) {
    return (figure == 0 ? omega : weight).weight();
  }

  /** Writes the weights omega, the weights r, and the sum of r times each figure. */
  void writeTo(DataOutput out) throws IOException {
    omega.writeTo(out);
    weight.writeTo(out);
    for (int i = 0; i < figures; i++) {
      products.of(i).writeTo(out);
    }
  }

  void readFrom(DataInput in, String name) throws IOException {
    omega.readFrom(in, name);
    weight.readFrom(in, name);
    for (int i = 0; i < figures; i++) {
      products.add(i, StateForm.readFinite(in, name));
    }
    if (weight.rows() == 0 || omega.rows() != weight.rows()) {
      throw BinaryForm.damaged(name, "a cluster has " + weight.rows() + " rows");
    }
  }
}
