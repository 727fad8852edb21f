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

/** {@code xent.softmax(logits)}: the probabilities, array of double. */
final class SoftmaxFunction implements UnboundFunction {
  private static final String NAME = "softmax";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "softmax(logits) - the probabilities exp(z_i) / sum exp(z_j), array<double>;"
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
     * @return the probabilities, shape [C], or null
     */
    public static ArrayData invoke(ArrayData logits) {
      return logits == null
          ? null
          : UnsafeArrayData.fromPrimitiveArray(
              Softmax.softmax(ArrayArgument.floats("logits", logits)));
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
     * @return the probabilities, shape [C], or null
     */
    public static ArrayData invoke(ArrayData logits) {
      return logits == null
          ? null
          : UnsafeArrayData.fromPrimitiveArray(
              Softmax.softmax(ArrayArgument.doubles("logits", logits)));
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
     * @return the probabilities, shape [C], or null
     */
    public static ArrayData invoke(byte[] logits) {
      return logits == null
          ? null
          : UnsafeArrayData.fromPrimitiveArray(Softmax.softmax(PackedLogits.unpack(logits)));
    }

    @Override
    public ArrayData produceResult(InternalRow input) {
      return invoke(input.isNullAt(0) ? null : input.getBinary(0));
    }
  }
}
