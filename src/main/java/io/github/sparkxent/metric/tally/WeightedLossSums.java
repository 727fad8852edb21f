// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.tally;

import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.numeric.exact.ExactRational;
import io.github.sparkxent.numeric.exact.ExactSum;
import io.github.sparkxent.row.LabelWeight;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * The sums over rows that have weights: r of the row, omega = r * w in the mean, both exact.
 *
 * <p>A row with r = 0 adds r * loss = 0 even where its loss is infinite.
 */
public final class WeightedLossSums {
  /** The same rows without their weights. */
  private final LossSums rows = new LossSums();

  /** Rows of infinite loss that have r > 0. */
  private long infiniteRowsThatCount;

  /** Of r * loss, its square, and omega * r * loss: over the rows where r * loss is finite. */
  private final ExactSum product = new ExactSum();

  private final ExactSum productSquare = new ExactSum();
  private final ExactSum productTimesWeight = new ExactSum();

  /** Of omega and its square, over all rows. */
  private final ExactSum weight = new ExactSum();

  private final ExactSum weightSquare = new ExactSum();

  /** Of omega over the rows of infinite loss. */
  private final ExactSum infiniteWeight = new ExactSum();

  private List<ExactSum> sums() {
    return List.of(
        product, productSquare, productTimesWeight, weight, weightSquare, infiniteWeight);
  }

  public void add(double loss, double r, LabelWeight w) {
    rows.add(loss);
    if (loss == Double.POSITIVE_INFINITY) {
      infiniteRowsThatCount += r > 0 ? 1 : 0;
    } else if (r == 1) {
      product.add(loss);
      productSquare.addProduct(loss, loss);
    } else {
      product.addProduct(r, loss);
      productSquare.addProduct(r, loss, r, loss);
    }
    if (!w.isDouble()) {
      addOmega(loss, r, w.times(r));
    } else if (r == 1 || w.nearest() == 1) {
      addOmega(loss, r, r * w.nearest());
    } else {
      addOmegaOf(loss, r, w.nearest());
    }
  }

  /** Adds the terms with the factor omega, if that is a double. */
  private void addOmega(double loss, double r, double omega) {
    weight.add(omega);
    weightSquare.addProduct(omega, omega);
    if (loss == Double.POSITIVE_INFINITY) {
      infiniteWeight.add(omega);
    } else if (r == 1) {
      productTimesWeight.addProduct(omega, loss);
    } else {
      productTimesWeight.addProduct(omega, r, loss);
    }
  }

  /** Adds the terms with the factor omega = r * w, if that need not be a double. */
  private void addOmegaOf(double loss, double r, double w) {
    weight.addProduct(r, w);
    weightSquare.addProduct(r, w, r, w);
    if (loss == Double.POSITIVE_INFINITY) {
      infiniteWeight.addProduct(r, w);
    } else {
      productTimesWeight.addProduct(r, w, r, loss);
    }
  }

  /** Adds the terms with the factor omega, if that need not be the product of two doubles. */
  private void addOmega(double loss, double r, ExactRational omega) {
    weight.add(omega);
    weightSquare.add(omega.times(omega));
    if (loss == Double.POSITIVE_INFINITY) {
      infiniteWeight.add(omega);
    } else {
      productTimesWeight.add(omega.times(ExactRational.of(r)).times(ExactRational.of(loss)));
    }
  }

  public void merge(WeightedLossSums other) {
    rows.merge(other.rows);
    infiniteRowsThatCount += other.infiniteRowsThatCount;
    List<ExactSum> mine = sums();
    List<ExactSum> theirs = other.sums();
    for (int i = 0; i < mine.size(); i++) {
      mine.get(i).add(theirs.get(i));
    }
  }

  public LossSums rows() {
    return rows;
  }

  public long infiniteRowsThatCount() {
    return infiniteRowsThatCount;
  }

  public ExactSum product() {
    return product;
  }

  public ExactSum productSquare() {
    return productSquare;
  }

  public ExactSum productTimesWeight() {
    return productTimesWeight;
  }

  public ExactSum weight() {
    return weight;
  }

  public ExactSum weightSquare() {
    return weightSquare;
  }

  public ExactSum infiniteWeight() {
    return infiniteWeight;
  }

  public void writeTo(DataOutput out) throws IOException {
    rows.writeTo(out);
    BinaryForm.writeCount(out, infiniteRowsThatCount);
    for (ExactSum sum : sums()) {
      sum.writeTo(out);
    }
  }

  public void readFrom(DataInput in, String name) throws IOException {
    rows.readFrom(in, name);
    infiniteRowsThatCount = BinaryForm.readCount(in, name);
    for (ExactSum sum : sums()) {
      sum.add(StateForm.readFinite(in, name));
    }
    if (rows.rows() == 0 || infiniteRowsThatCount > rows.infiniteRows()) {
      throw BinaryForm.damaged(name, "its numbers of weighted rows are impossible");
    }
  }
}
