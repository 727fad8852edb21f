// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.numeric.exact.ExactSum;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** An aggregate of numbers that follows from their count and exact sum. Nulls are passed over. */
abstract class BoundMoment extends BoundAggregate<BoundMoment.Moment, Double> {
  private static final long serialVersionUID = 1L;
  private static final String NAME = "moment state";

  /** How many numbers were added, and their exact sum. */
  static final class Moment {
    private long count;
    private ExactSum sum = new ExactSum();
  }

  BoundMoment(String name, DataType type) {
    super(name, DataTypes.DoubleType, type);
  }

  /** Returns the type to read the one argument as: float and double as double, integers as long. */
  static DataType numberType(Signature signature) {
    DataType type = signature.type(0);
    if (type.equals(DataTypes.DoubleType) || type.equals(DataTypes.FloatType)) {
      return DataTypes.DoubleType;
    }
    if (type.equals(DataTypes.ByteType)
        || type.equals(DataTypes.ShortType)
        || type.equals(DataTypes.IntegerType)
        || type.equals(DataTypes.LongType)) {
      return DataTypes.LongType;
    }
    throw signature.refuse(0, "double, float or an integer type");
  }

  abstract double value(ExactSum sum, long count);

  @Override
  public final Moment create() {
    return new Moment();
  }

  @Override
  public final void add(Moment moment, InternalRow input) {
    if (input.isNullAt(0)) {
      return;
    }
    if (inputTypes()[0].equals(DataTypes.LongType)) {
      addLong(moment.sum, input.getLong(0));
    } else {
      moment.sum.add(input.getDouble(0));
    }
    moment.count++;
  }

  /** Adds a 64-bit integer, which one double may not hold, as two that do. */
  private static void addLong(ExactSum sum, long x) {
    long low = x & 0xffff_ffffL;
    sum.add((double) (x - low));
    sum.add((double) low);
  }

  @Override
  public final void merge(Moment moment, Moment other) {
    moment.count = Math.addExact(moment.count, other.count);
    moment.sum.add(other.sum);
  }

  @Override
  public final Double result(Moment moment) {
    return moment.count == 0 ? null : (Double) value(moment.sum, moment.count);
  }

  @Override
  public final byte[] toBytes(Moment moment) {
    return BinaryForm.toByteArray(
        out -> {
          BinaryForm.writeCount(out, moment.count);
          moment.sum.writeTo(out);
        });
  }

  @Override
  public final Moment fromBytes(byte[] bytes) {
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
