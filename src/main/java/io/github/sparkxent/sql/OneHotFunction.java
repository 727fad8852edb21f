// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** {@code xent.one_hot(label, num_classes)}: the distribution of a class id, array of float. */
final class OneHotFunction implements UnboundFunction {
  private static final String NAME = "one_hot";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "one_hot(label, num_classes) - 1 at the class id, else 0, array<float>;"
        + " label and num_classes: integer types";
  }

  @Override
  public BoundFunction bind(StructType inputType) {
    Signature signature = new Signature(NAME, inputType, "label", "num_classes");
    signature.requireInteger(0);
    signature.requireInteger(1);
    return new Bound();
  }

  static float[] oneHot(long label, long numClasses) {
    if (numClasses < 1 || numClasses > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "num_classes " + numClasses + " is outside [1, " + (Integer.MAX_VALUE - 8) + "]");
    }
    if (label < 0 || label >= numClasses) {
      throw new IllegalArgumentException("label " + label + " is outside [0, " + numClasses + ")");
    }
    float[] oneHot = new float[(int) numClasses];
    oneHot[(int) label] = 1;
    return oneHot;
  }

  /** The function. Public for generated code only. */
  public static final class Bound extends BoundScalar<ArrayData> {
    private static final long serialVersionUID = 1L;

    Bound() {
      super(
          NAME,
          DataTypes.createArrayType(DataTypes.FloatType, false),
          DataTypes.LongType,
          DataTypes.LongType);
    }

    /**
     * Computes one row.
     *
     * @param label the class id
     * @param numClasses C, at most the longest array
     * @return shape [C]
     */
    public static ArrayData invoke(long label, long numClasses) {
      return UnsafeArrayData.fromPrimitiveArray(oneHot(label, numClasses));
    }

    @Override
    public ArrayData produceResult(InternalRow input) {
      return input.isNullAt(0) || input.isNullAt(1)
          ? null
          : invoke(input.getLong(0), input.getLong(1));
    }
  }
}
