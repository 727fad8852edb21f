// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import static io.github.sparkxent.sql.ArrayArgument.doubles;
import static io.github.sparkxent.sql.ArrayArgument.floats;
import static org.apache.spark.sql.catalyst.expressions.UnsafeArrayData.fromPrimitiveArray;

import io.github.sparkxent.numeric.PackedLogits;
import io.github.sparkxent.numeric.Softmax;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;

/** The functions of logits alone. */
final class BoundSoftmax {
  private BoundSoftmax() {}

  /** The probabilities of logits of float, in an array or packed. */
  public static final class SoftmaxOfFloats extends BoundScalar<ArrayData> {
    SoftmaxOfFloats(Binding binding) {
      super(binding);
    }

    public static ArrayData invoke(ArrayData logits) {
      return logits == null ? null : fromPrimitiveArray(Softmax.softmax(floats("logits", logits)));
    }

    public static ArrayData invoke(byte[] logits) {
      return logits == null
          ? null
          : fromPrimitiveArray(Softmax.softmax(PackedLogits.unpack(logits)));
    }

    @Override
    public ArrayData produceResult(InternalRow row) {
      return isPacked() ? invoke(binary(row, 0)) : invoke(array(row, 0));
    }
  }

  /** The probabilities of logits of double. */
  public static final class SoftmaxOfDoubles extends BoundScalar<ArrayData> {
    SoftmaxOfDoubles(Binding binding) {
      super(binding);
    }

    public static ArrayData invoke(ArrayData logits) {
      return logits == null ? null : fromPrimitiveArray(Softmax.softmax(doubles("logits", logits)));
    }

    @Override
    public ArrayData produceResult(InternalRow row) {
      return invoke(array(row, 0));
    }
  }

  /** The logarithms of the probabilities of logits of float, in an array or packed. */
  public static final class LogSoftmaxOfFloats extends BoundScalar<ArrayData> {
    LogSoftmaxOfFloats(Binding binding) {
      super(binding);
    }

    public static ArrayData invoke(ArrayData logits) {
      return logits == null
          ? null
          : fromPrimitiveArray(Softmax.logSoftmax(floats("logits", logits)));
    }

    public static ArrayData invoke(byte[] logits) {
      return logits == null
          ? null
          : fromPrimitiveArray(Softmax.logSoftmax(PackedLogits.unpack(logits)));
    }

    @Override
    public ArrayData produceResult(InternalRow row) {
      return isPacked() ? invoke(binary(row, 0)) : invoke(array(row, 0));
    }
  }

  /** The logarithms of the probabilities of logits of double. */
  public static final class LogSoftmaxOfDoubles extends BoundScalar<ArrayData> {
    LogSoftmaxOfDoubles(Binding binding) {
      super(binding);
    }

    public static ArrayData invoke(ArrayData logits) {
      return logits == null
          ? null
          : fromPrimitiveArray(Softmax.logSoftmax(doubles("logits", logits)));
    }

    @Override
    public ArrayData produceResult(InternalRow row) {
      return invoke(array(row, 0));
    }
  }

  /** The normaliser of logits of float, in an array or packed. */
  public static final class LogSumExpOfFloats extends BoundScalar<Double> {
    LogSumExpOfFloats(Binding binding) {
      super(binding);
    }

    public static Double invoke(ArrayData logits) {
      return logits == null ? null : (Double) Softmax.logSumExp(floats("logits", logits));
    }

    public static Double invoke(byte[] logits) {
      return logits == null ? null : (Double) Softmax.logSumExp(PackedLogits.unpack(logits));
    }

    @Override
    public Double produceResult(InternalRow row) {
      return isPacked() ? invoke(binary(row, 0)) : invoke(array(row, 0));
    }
  }

  /** The normaliser of logits of double. */
  public static final class LogSumExpOfDoubles extends BoundScalar<Double> {
    LogSumExpOfDoubles(Binding binding) {
      super(binding);
    }

    public static Double invoke(ArrayData logits) {
      return logits == null ? null : (Double) Softmax.logSumExp(doubles("logits", logits));
    }

    @Override
    public Double produceResult(InternalRow row) {
      return invoke(array(row, 0));
    }
  }
}
