// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.cluster;

import io.github.sparkxent.metric.tally.StateForm;
import io.github.sparkxent.metric.tally.WeightTally;
import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.numeric.exact.ExactRational;
import io.github.sparkxent.numeric.exact.ExactSum;
import io.github.sparkxent.row.LabelWeight;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** The exact sums over the rows of one cluster: r times each figure, omega, and r. */
final class ClusterSums {
  private final ExactSum[] products;
  private final WeightTally omega = new WeightTally();
  private final WeightTally weight = new WeightTally();

  ClusterSums(int figures) {
    products = new ExactSum[figures];
    Arrays.setAll(products, i -> new ExactSum());
  }

  /** Adds a row; a figure that is not finite adds nothing. */
  void add(double[] figures, double r, LabelWeight w) {
    omega.add(r, w);
    weight.add(r);
    for (int i = 0; i < products.length; i++) {
      if (!Double.isFinite(figures[i]) || figures[i] == 0) {
        continue;
      }
      if (r == 1) {
        products[i].add(figures[i]);
      } else {
        products[i].addProduct(r, figures[i]);
      }
    }
  }

  void merge(ClusterSums other) {
    omega.merge(other.omega);
    weight.merge(other.weight);
    for (int i = 0; i < products.length; i++) {
      products[i].add(other.products[i]);
    }
  }

  ExactRational product(int figure) {
    return products[figure].exactValue();
  }

  /** Returns the weight of a figure: omega of the first, r of the others. */
  ExactRational weight(int figure) {
    return (figure == 0 ? omega : weight).weight();
  }

  /** Writes the weights omega, the weights r, and the sum of r times each figure. */
  void writeTo(DataOutput out) throws IOException {
    omega.writeTo(out);
    weight.writeTo(out);
    for (ExactSum product : products) {
      product.writeTo(out);
    }
  }

  void readFrom(DataInput in, String name) throws IOException {
    omega.readFrom(in, name);
    weight.readFrom(in, name);
    for (ExactSum product : products) {
      product.add(StateForm.readFinite(in, name));
    }
    if (weight.rows() == 0 || omega.rows() != weight.rows()) {
      throw BinaryForm.damaged(name, "a cluster has " + weight.rows() + " rows");
    }
  }
}
