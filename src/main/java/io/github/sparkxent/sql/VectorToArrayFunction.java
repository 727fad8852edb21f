// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * {@code xent.vector_to_array(vector)}: a vector of Spark ML as it is stored, where Spark's own
 * function of this name and the type that it takes are not on the class path.
 */
public final class VectorToArrayFunction implements UnboundFunction {
  /** The function's name in the catalog. */
  public static final String NAME = "vector_to_array";

  /** What a vector is stored as. */
  static final String TYPE =
      "struct<type:tinyint,size:int,indices:array<int>,values:array<double>>";

  /** The value of {@code type} for a vector that holds only some of its elements. */
  static final byte SPARSE = 0;

  private static final byte DENSE = 1;

  private static final String[] FIELDS = {"type", "size", "indices", "values"};

  /** Creates the function; the catalog does. */
  VectorToArrayFunction() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return NAME
        + "(vector) - the elements of a dense or sparse vector, array<double>;"
        + " vector: "
        + TYPE;
  }

  @Override
  public BoundFunction bind(StructType inputType) {
    Signature signature = new Signature(NAME, inputType, "vector");
    if (!isVector(signature.type(0))) {
      throw signature.refuse(0, TYPE);
    }
    return new Bound(signature.type(0));
  }

  /**
   * Tells whether a type is that of a stored vector.
   *
   * @param type a type
   * @return whether it has the four fields of a vector
   */
  public static boolean isVector(DataType type) {
    return type instanceof StructType struct
        && Arrays.equals(struct.fieldNames(), FIELDS)
        && struct.apply(0).dataType().equals(DataTypes.ByteType)
        && struct.apply(1).dataType().equals(DataTypes.IntegerType)
        && struct.apply(2).dataType().catalogString().equals("array<int>")
        && struct.apply(3).dataType().catalogString().equals("array<double>");
  }

  /** Returns all elements of a sparse vector. */
  static double[] dense(int size, int[] indices, double[] values) {
    if (size < 0 || indices.length != values.length) {
      throw new IllegalArgumentException(
          "vector has the size "
              + size
              + ", "
              + indices.length
              + " indices and "
              + values.length
              + " values, expected a size of 0 or more and as many indices as values");
    }
    double[] elements = new double[size];
    for (int i = 0; i < indices.length; i++) {
      if (indices[i] < 0 || indices[i] >= size) {
        throw new IllegalArgumentException(
            "vector has the index " + indices[i] + ", expected [0, " + size + ")");
      }
      elements[indices[i]] = values[i];
    }
    return elements;
  }

  /** The function. Public for generated code only. */
  public static final class Bound extends BoundScalar<ArrayData> {
    private static final long serialVersionUID = 1L;

    Bound(DataType vector) {
      super(NAME, DataTypes.createArrayType(DataTypes.DoubleType, false), vector);
    }

    /**
     * Converts one vector.
     *
     * @param vector its type, size, indices and values, or null
     * @return its elements, or null
     */
    public static ArrayData invoke(InternalRow vector) {
      if (vector == null) {
        return null;
      }
      ArrayData values = vector.getArray(3);
      byte type = vector.getByte(0);
      if (type != SPARSE) {
        if (type != DENSE) {
          throw new IllegalArgumentException(
              "vector has the type " + type + ", expected 0 (sparse) or 1 (dense)");
        }
        return values;
      }
      return UnsafeArrayData.fromPrimitiveArray(
          dense(vector.getInt(1), vector.getArray(2).toIntArray(), values.toDoubleArray()));
    }

    @Override
    public ArrayData produceResult(InternalRow input) {
      return invoke(input.isNullAt(0) ? null : input.getStruct(0, FIELDS.length));
    }
  }
}
