// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import io.github.sparkxent.numeric.PackedLogits;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** {@code xent.pack(logits)}: little-endian float32, binary. */
final class PackFunction implements UnboundFunction {
  private static final String NAME = "pack";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return NAME + "(logits) - the logits as little-endian float32, binary; logits: array<float>";
  }

  @Override
  public BoundFunction bind(StructType inputType) {
    Signature signature = new Signature(NAME, inputType, "logits");
    if (!signature.isFloats(0)) {
      throw signature.refuse(0, "array<float>");
    }
    return new Bound();
  }

  /** Public for generated code only. */
  public static final class Bound extends BoundScalar<byte[]> {
    private static final long serialVersionUID = 1L;

    Bound() {
      super(NAME, DataTypes.BinaryType, Signature.FLOATS);
    }

    /**
     * Packs one row.
     *
     * @param logits shape [C], or null
     * @return 4 C bytes, or null
     */
    public static byte[] invoke(ArrayData logits) {
      return logits == null ? null : PackedLogits.pack(ArrayArgument.floats("logits", logits));
    }

    @Override
    public byte[] produceResult(InternalRow input) {
      return invoke(input.isNullAt(0) ? null : input.getArray(0));
    }
  }
}
