// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.tally;

import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.numeric.exact.ExactSum;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The number of rows and the sums of loss and loss^2, each row counting once. */
public final class LossSums {
  private long finiteRows;
  private long infiniteRows;

  /** Over the finite losses. */
  private final ExactSum loss = new ExactSum();

  private final ExactSum square = new ExactSum();

  public void add(double value) {
    if (value == Double.POSITIVE_INFINITY) {
      infiniteRows++;
      return;
    }
    finiteRows++;
    loss.add(value);
    square.addProduct(value, value);
  }

  /** Adds rows of finite losses, from one up to but not including another. */
  public void add(double[] losses, int from, int to) {
    finiteRows += to - from;
    loss.add(losses, from, to);
    square.addSquares(losses, from, to);
  }

  /** Adds rows of finite losses by the sums of the losses and of their squares. */
  public void add(long rows, ExactSum losses, ExactSum squares) {
    finiteRows += rows;
    loss.add(losses);
    square.add(squares);
  }

  public void merge(LossSums other) {
    add(other.finiteRows, other.loss, other.square);
    infiniteRows += other.infiniteRows;
  }

  public long rows() {
    return finiteRows + infiniteRows;
  }

  public long infiniteRows() {
    return infiniteRows;
  }

  public ExactSum loss() {
    return loss;
  }

  public ExactSum square() {
    return square;
  }

  public void writeTo(DataOutput out) throws IOException {
    BinaryForm.writeCount(out, finiteRows);
    BinaryForm.writeCount(out, infiniteRows);
    loss.writeTo(out);
    square.writeTo(out);
  }

  public void readFrom(DataInput in, String name) throws IOException {
    finiteRows = BinaryForm.readCount(in, name);
    infiniteRows = BinaryForm.readCount(in, name);
    loss.add(StateForm.readFinite(in, name));
    square.add(StateForm.readFinite(in, name));
    int sign = square.exactValue().signum();
    if (sign < 0 || (finiteRows == 0 && sign != 0)) {
      throw BinaryForm.damaged(name, "its sum of squares is impossible");
    }
  }
}
