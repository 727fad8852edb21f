// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import io.github.sparkxent.numeric.PackedLogits;
import io.github.sparkxent.numeric.Softmax;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** {@code xent.log_softmax(logits)}: the logarithms of the probabilities, array of double. */
final class LogSoftmaxFunction implements UnboundFunction {
  private static final String NAME = "log_softmax";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "log_softmax(logits) - the logarithms z_i - log(sum exp(z_j)) of the probabilities, array<double>;"
        + " logits: array<float>, array<double> or packed binary";
  }

  @Override
  public BoundFunction bind(StructType inputType) {
    DataType logits = new Signature(NAME, inputType, "logits").logits(0);
    if (logits.equals(DataTypes.BinaryType)) {
      return new OfPacked();
    }
    return logits.equals(Signature.FLOATS) ? new OfFloats() : new OfDoubles();
  }

  /** Over array of float. Public for generated code only. */
  public static final class OfFloats extends BoundScalar<ArrayData> {
    private static final long serialVersionUID = 1L;

    OfFloats() {
      super(NAME, DataTypes.createArrayType(DataTypes.DoubleType, false), Signature.FLOATS);
    }

    /**
     * Computes one row.
     *
     * @param logits shape [C], or null
     * @return the logarithms z_i - log(sum exp(z_j)) of the probabilities, array<double>, or null
     */
    public static ArrayData invoke(ArrayData logits) {
      return logits == null
          ? null
          : UnsafeArrayData.fromPrimitiveArray(
              Softmax.logSoftmax(ArrayArgument.floats("logits", logits)));
    }

    @Override
    public ArrayData produceResult(InternalRow input) {
      return invoke(input.isNullAt(0) ? null : input.getArray(0));
    }
  }

  /** Over array of double. Public for generated code only. */
  public static final class OfDoubles extends BoundScalar<ArrayData> {
    private static final long serialVersionUID = 1L;

    OfDoubles() {
      super(NAME, DataTypes.createArrayType(DataTypes.DoubleType, false), Signature.DOUBLES);
    }

    /**
     * Computes one row.
     *
     * @param logits shape [C], or null
     * @return the logarithms z_i - log(sum exp(z_j)) of the probabilities, array<double>, or null
     */
    public static ArrayData invoke(ArrayData logits) {
      return logits == null
          ? null
          : UnsafeArrayData.fromPrimitiveArray(
              Softmax.logSoftmax(ArrayArgument.doubles("logits", logits)));
    }

    @Override
    public ArrayData produceResult(InternalRow input) {
      return invoke(input.isNullAt(0) ? null : input.getArray(0));
    }
  }

  /** Over packed logits. Public for generated code only. */
  public static final class OfPacked extends BoundScalar<ArrayData> {
    private static final long serialVersionUID = 1L;

    OfPacked() {
      super(NAME, DataTypes.createArrayType(DataTypes.DoubleType, false), DataTypes.BinaryType);
    }

    /**
     * Computes one row.
     *
     * @param logits 4 C bytes, or null
     * @return the logarithms z_i - log(sum exp(z_j)) of the probabilities, array<double>, or null
     */
    public static ArrayData invoke(byte[] logits) {
      return logits == null
          ? null
          : UnsafeArrayData.fromPrimitiveArray(Softmax.logSoftmax(PackedLogits.unpack(logits)));
    }

    @Override
    public ArrayData produceResult(InternalRow input) {
      return invoke(input.isNullAt(0) ? null : input.getBinary(0));
    }
  }
}
