// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A vector of Spark ML as it is stored, for {@code xent.vector_to_array}: Spark's own function of
 * this name and the type that it takes may not be on the class path.
 */
public final class StoredVector {
  /** The name of the function that gives a vector's elements. */
  public static final String TO_ARRAY = "vector_to_array";

  /** The stored type of a vector. */
  static final StructType TYPE =
      new StructType()
          .add("type", DataTypes.ByteType)
          .add("size", DataTypes.IntegerType)
          .add("indices", DataTypes.createArrayType(DataTypes.IntegerType))
          .add("values", DataTypes.createArrayType(DataTypes.DoubleType));

  /** The value of {@code type} for a sparse vector. */
  private static final byte SPARSE = 0;

  private static final byte DENSE = 1;

  private StoredVector() {}

  /**
   * Tells whether a type is that of a stored vector.
   *
   * @param type a type
   * @return whether it has the four fields of a vector
   */
  public static boolean isVector(DataType type) {
    return type instanceof StructType struct
        && Arrays.equals(struct.fieldNames(), TYPE.fieldNames())
        && struct.catalogString().equals(TYPE.catalogString());
  }

  /** Returns all elements of a vector. */
  static ArrayData elements(InternalRow vector) {
    byte type = vector.getByte(0);
    if (type == DENSE) {
      return vector.getArray(3);
    }
    if (type != SPARSE) {
      throw new IllegalArgumentException(
          "vector has the type " + type + ", expected 0 (sparse) or 1 (dense)");
    }
    return UnsafeArrayData.fromPrimitiveArray(
        dense(
            vector.getInt(1), vector.getArray(2).toIntArray(), vector.getArray(3).toDoubleArray()));
  }

  private static double[] dense(int size, int[] indices, double[] values) {
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
}
