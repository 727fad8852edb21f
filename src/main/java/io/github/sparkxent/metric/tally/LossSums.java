// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.tally;

import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.numeric.exact.ExactSum;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;

/** The number of rows and the sums of loss and loss^2, each row counting once. */
public final class LossSums {
  private long finiteRows;
  private long infiniteRows;

  /** Over the finite losses. */
  private final ExactSum loss;

  private final ExactSum square;

  public LossSums() {
    this(0, 0, new ExactSum(), new ExactSum());
  }

  private LossSums(long finiteRows, long infiniteRows, ExactSum loss, ExactSum square) {
    this.finiteRows = finiteRows;
    this.infiniteRows = infiniteRows;
    this.loss = loss;
    this.square = square;
  }

  public void add(double value) {
    if (value == Double.POSITIVE_INFINITY) {
      infiniteRows++;
      return;
    }
    finiteRows++;
    loss.add(value);
    square.addProduct(value, value);
  }

  /** Adds rows of finite losses by what these and their squares sum to. */
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

  public static LossSums readFrom(DataInput in, String name) throws IOException {
    LossSums sums =
        new LossSums(
            BinaryForm.readCount(in, name),
            BinaryForm.readCount(in, name),
            StateForm.readFinite(in, name),
            StateForm.readFinite(in, name));
    if (sums.square.exactValue().signum() < 0
        || (sums.finiteRows == 0 && sums.square.exactValue().signum() != 0)) {
      throw BinaryForm.damaged(name, "its sum of squares is impossible");
    }
    return sums;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LossSums that
        && finiteRows == that.finiteRows
        && infiniteRows == that.infiniteRows
        && loss.equals(that.loss)
        && square.equals(that.square);
  }

  @Override
  public int hashCode() {
    return Objects.hash(finiteRows, infiniteRows, loss, square);
  }
}
