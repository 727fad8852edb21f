// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.numeric.exact.ExactSum;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;

/** The exact sum or mean of numbers, rounded once. Nulls are passed over. */
final class BoundMoment extends BoundAggregate<BoundMoment.Moment, Double> {
  private static final long serialVersionUID = 1L;
  private static final String NAME = "moment state";

  /** What is made of the count and the sum at the end. */
  enum Figure {
    SUM,
    MEAN
  }

  /** How many numbers were added, and their exact sum. */
  static final class Moment {
    private long count;
    private ExactSum sum = new ExactSum();
  }

  private final Figure figure;
  private final boolean isOfIntegers;

  BoundMoment(Binding binding, Figure figure) {
    super(binding.name(), binding.resultType(), binding.inputTypeArray());
    this.figure = figure;
    isOfIntegers = binding.inputTypes().get(0).equals(DataTypes.LongType);
  }

  @Override
  public Moment create() {
    return new Moment();
  }

  @Override
  public void add(Moment moment, InternalRow input) {
    if (input.isNullAt(0)) {
      return;
    }
    if (isOfIntegers) {
      addLong(moment.sum, input.getLong(0));
    } else {
      moment.sum.add(input.getDouble(0));
    }
    moment.count++;
  }

  /** Adds a 64-bit integer as two doubles, since one may not hold it. */
  private static void addLong(ExactSum sum, long x) {
    long low = x & 0xffff_ffffL;
    sum.add((double) (x - low));
    sum.add((double) low);
  }

  @Override
  public void merge(Moment moment, Moment other) {
    moment.count = Math.addExact(moment.count, other.count);
    moment.sum.add(other.sum);
  }

  @Override
  public Double result(Moment moment) {
    if (moment.count == 0) {
      return null;
    }
    return figure == Figure.SUM ? moment.sum.value() : moment.sum.mean(moment.count);
  }

  @Override
  public byte[] toBytes(Moment moment) {
    return BinaryForm.toByteArray(
        out -> {
          BinaryForm.writeCount(out, moment.count);
          moment.sum.writeTo(out);
        });
  }

  @Override
  public Moment fromBytes(byte[] bytes) {
    return BinaryForm.fromByteArray(
        bytes,
        NAME,
        in -> {
          Moment moment = new Moment();
          moment.count = BinaryForm.readCount(in, NAME);
          moment.sum = ExactSum.readFrom(in);
          return moment;
        });
  }
}
