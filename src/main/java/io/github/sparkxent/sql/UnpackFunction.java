// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import io.github.sparkxent.numeric.PackedLogits;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** {@code xent.unpack(packed)}: the logits in little-endian float32, array of float. */
final class UnpackFunction implements UnboundFunction {
  private static final String NAME = "unpack";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return NAME + "(packed) - the logits, array<float>; packed: binary, little-endian float32";
  }

  @Override
  public BoundFunction bind(StructType inputType) {
    Signature signature = new Signature(NAME, inputType, "packed");
    if (!signature.type(0).equals(DataTypes.BinaryType)) {
      throw signature.refuse(0, "binary");
    }
    return new Bound();
  }

  /** Public for generated code only. */
  public static final class Bound extends BoundScalar<ArrayData> {
    private static final long serialVersionUID = 1L;

    Bound() {
      super(NAME, DataTypes.createArrayType(DataTypes.FloatType, false), DataTypes.BinaryType);
    }

    /**
     * Unpacks one row.
     *
     * @param packed 4 C bytes, or null
     * @return shape [C], or null
     */
    public static ArrayData invoke(byte[] packed) {
      return packed == null
          ? null
          : UnsafeArrayData.fromPrimitiveArray(PackedLogits.unpack(packed));
    }

    @Override
    public ArrayData produceResult(InternalRow input) {
      return invoke(input.isNullAt(0) ? null : input.getBinary(0));
    }
  }
}
