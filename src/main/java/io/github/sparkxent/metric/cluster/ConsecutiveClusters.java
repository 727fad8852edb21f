// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.cluster;

import io.github.sparkxent.metric.tally.MeanMoments;
import io.github.sparkxent.metric.tally.StateForm;
import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.numeric.exact.ExactRational;
import io.github.sparkxent.numeric.exact.ExactSum;
import io.github.sparkxent.row.LabelWeight;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Clusters of which each is whole in one state, where its rows come one after the other: sequences
 * of predictions.
 *
 * <p><b>Method.</b> Where the next cluster begins, the sums over the rows of the last one are
 * final, and all that the moments need of them is added exactly: S, S^2, S W, W, W^2 of each
 * figure. A cluster that is still open counts as it is.
 *
 * <p><b>Size.</b> About 150 bytes on the heap and 30 in the binary form for each of these sums, for
 * any number of clusters.
 */
final class ConsecutiveClusters extends Clusters {
  private final int figures;
  private long units;
  private long rows;

  /** By figure. */
  private final ExactSum[] products;

  private final ExactSum[] productSquares;
  private final ExactSum[] productsTimesWeight;

  /** Of omega and of r. */
  private final ExactSum[] weights = sums(2);

  private final ExactSum[] weightSquares = sums(2);

  /** Of the cluster whose rows come; null before the first. */
  private ClusterSums open;

  private ClusterKey key;

  ConsecutiveClusters(int figures) {
    this.figures = figures;
    products = sums(figures);
    productSquares = sums(figures);
    productsTimesWeight = sums(figures);
  }

  private static ExactSum[] sums(int count) {
    ExactSum[] sums = new ExactSum[count];
    Arrays.setAll(sums, i -> new ExactSum());
    return sums;
  }

  @Override
  public void add(ClusterKey cluster, double[] values, double r, LabelWeight w) {
    if (cluster != key || open == null) {
      close();
      open = new ClusterSums(figures);
      key = cluster;
    }
    open.add(values, r, w);
  }

  /** Adds what the moments need of the open cluster. */
  private void close() {
    if (open == null) {
      return;
    }
    units++;
    rows += open.rows();
    for (int i = 0; i < figures; i++) {
      ExactRational s = open.product(i);
      if (s.signum() != 0) {
        products[i].add(s);
        productSquares[i].add(s.times(s));
        productsTimesWeight[i].add(s.times(open.weight(i)));
      }
    }
    for (int i = 0; i < weights.length; i++) {
      ExactRational weight = open.weight(i);
      weights[i].add(weight);
      weightSquares[i].add(weight.times(weight));
    }
    open = null;
    key = null;
  }

  @Override
  public void merge(Clusters others) {
    ConsecutiveClusters other = (ConsecutiveClusters) others;
    close();
    other.close();
    units += other.units;
    rows += other.rows;
    add(products, other.products);
    add(productSquares, other.productSquares);
    add(productsTimesWeight, other.productsTimesWeight);
    add(weights, other.weights);
    add(weightSquares, other.weightSquares);
  }

  private static void add(ExactSum[] sums, ExactSum[] others) {
    for (int i = 0; i < sums.length; i++) {
      sums[i].add(others[i]);
    }
  }

  @Override
  public long count() {
    close();
    return units;
  }

  @Override
  public long rows() {
    close();
    return rows;
  }

  @Override
  public boolean areHashed() {
    return false;
  }

  @Override
  public MeanMoments moments(int figure) {
    close();
    int weight = figure == 0 ? 0 : 1;
    return new MeanMoments(
        units,
        products[figure].exactValue(),
        productSquares[figure].exactValue(),
        productsTimesWeight[figure].exactValue(),
        weights[weight].exactValue(),
        weightSquares[weight].exactValue());
  }

  /**
   * Writes the number of clusters and of their rows; for each figure the sums of S, S^2 and S W;
   * those of W and W^2, once with omega and once with r.
   */
  @Override
  public void writeTo(DataOutput out) throws IOException {
    close();
    BinaryForm.writeCount(out, units);
    BinaryForm.writeCount(out, rows);
    for (int i = 0; i < figures; i++) {
      products[i].writeTo(out);
      productSquares[i].writeTo(out);
      productsTimesWeight[i].writeTo(out);
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i].writeTo(out);
      weightSquares[i].writeTo(out);
    }
  }

  @Override
  public void readFrom(DataInput in) throws IOException {
    units = BinaryForm.readCount(in, NAME);
    rows = BinaryForm.readCount(in, NAME);
    for (int i = 0; i < figures; i++) {
      products[i].add(StateForm.readFinite(in, NAME));
      productSquares[i].add(readSquares(in));
      productsTimesWeight[i].add(StateForm.readFinite(in, NAME));
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i].add(readSquares(in));
      weightSquares[i].add(readSquares(in));
    }
    if (rows < units || (rows > 0) != (units > 0)) {
      throw BinaryForm.damaged(NAME, "it has " + rows + " rows in " + units + " clusters");
    }
  }

  private static ExactSum readSquares(DataInput in) throws IOException {
    ExactSum sum = StateForm.readFinite(in, NAME);
    if (sum.exactValue().signum() < 0) {
      throw BinaryForm.damaged(NAME, "a sum of squares or weights is " + sum.value());
    }
    return sum;
  }
}
