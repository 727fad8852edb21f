// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import static org.apache.spark.sql.catalyst.expressions.UnsafeArrayData.fromPrimitiveArray;

import io.github.sparkxent.numeric.PackedLogits;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;

/**
 * Reads arguments of classic functions, which arrive as objects of whatever type the column has,
 * into Spark's own forms. What a function does not take is an IllegalArgumentException.
 */
final class UdfArgument {
  private UdfArgument() {}

  /** Returns an array of float or of double as one of double. */
  static ArrayData doubles(String name, Object array) {
    List<Object> elements = elements(name, array, "array<float> or array<double>");
    double[] doubles = new double[elements.size()];
    for (int i = 0; i < doubles.length; i++) {
      Object element = elements.get(i);
      if (!(element instanceof Float || element instanceof Double)) {
        throw refuseElement(name, i, element, "float or double");
      }
      doubles[i] = ((Number) element).doubleValue();
    }
    return fromPrimitiveArray(doubles);
  }

  /** Returns logits, in an array of float or of double or packed, as an array of double. */
  static ArrayData logits(String name, Object logits) {
    if (!(logits instanceof byte[] packed)) {
      return doubles(name, logits);
    }
    float[] floats = PackedLogits.unpack(packed);
    double[] doubles = new double[floats.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = floats[i];
    }
    return fromPrimitiveArray(doubles);
  }

  /** Returns an array of float. */
  static ArrayData floats(String name, Object array) {
    List<Object> elements = elements(name, array, "array<float>");
    float[] floats = new float[elements.size()];
    for (int i = 0; i < floats.length; i++) {
      Object element = elements.get(i);
      if (!(element instanceof Float number)) {
        throw refuseElement(name, i, element, "float");
      }
      floats[i] = number;
    }
    return fromPrimitiveArray(floats);
  }

  /** Returns an integer of at most 64 bits. */
  static long integer(String name, Object value) {
    if (value instanceof Byte
        || value instanceof Short
        || value instanceof Integer
        || value instanceof Long) {
      return ((Number) value).longValue();
    }
    throw refuse(name, value, "tinyint, smallint, int or bigint");
  }

  /** Returns packed logits. */
  static byte[] binary(String name, Object value) {
    if (value instanceof byte[] bytes) {
      return bytes;
    }
    throw refuse(name, value, "binary");
  }

  /** Returns a vector of Spark ML as it is stored. */
  static InternalRow vector(String name, Object value) {
    if (!(value instanceof Row row) || !StoredVector.isVector(row.schema())) {
      throw refuse(name, value, StoredVector.TYPE.catalogString());
    }
    Object indices = row.isNullAt(2) ? null : fromPrimitiveArray(ints(row.getList(2)));
    Object values = row.isNullAt(3) ? null : doubles(name, row.get(3));
    return new GenericInternalRow(new Object[] {row.get(0), row.get(1), indices, values});
  }

  private static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Lets a row turn Scala's collections, of which there are two kinds, into a list. */
  private static List<Object> elements(String name, Object array, String expected) {
    try {
      return RowFactory.create(array).getList(0);
    } catch (ClassCastException e) {
      throw refuse(name, array, expected);
    }
  }

  private static IllegalArgumentException refuseElement(
      String name, int index, Object element, String expected) {
    return element == null
        ? ArrayArgument.nullElement(name, index)
        : refuse(name + "[" + index + "]", element, expected);
  }

  /** A cast helps if another type of number is expected. */
  private static boolean isCast(Object found, String expected) {
    return (found instanceof Number || found instanceof Boolean || found instanceof String)
        && !expected.startsWith("array<")
        && !expected.startsWith("binary")
        && !expected.startsWith("struct<");
  }

  private static IllegalArgumentException refuse(String name, Object found, String expected) {
    return new IllegalArgumentException(
        name
            + " is "
            + found
            + " ("
            + found.getClass().getSimpleName()
            + "), expected "
            + expected
            + (isCast(found, expected) ? Signature.CAST : ""));
  }
}
