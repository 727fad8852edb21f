// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import io.github.sparkxent.numeric.PackedLogits;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Arguments of classic functions, which arrive as objects of whatever type the column has. */
final class UdfArgument {
  private UdfArgument() {}

  /**
   * Returns the elements of an array of float or of double.
   *
   * @throws IllegalArgumentException if it is of something else, or an element is null
   */
  static double[] doubles(String name, Object array) {
    List<Object> elements = elements(name, array, "array<float> or array<double>");
    double[] doubles = new double[elements.size()];
    for (int i = 0; i < doubles.length; i++) {
      Object element = elements.get(i);
      requireNumber(name, i, element);
      if (!(element instanceof Float || element instanceof Double)) {
        throw refuse(name + "[" + i + "]", element, "float or double");
      }
      doubles[i] = ((Number) element).doubleValue();
    }
    return doubles;
  }

  /**
   * Returns logits: the elements of an array of float or of double, or those that are packed.
   *
   * @throws IllegalArgumentException if they are something else
   */
  static double[] logits(Object logits) {
    if (!(logits instanceof byte[] packed)) {
      return doubles("logits", logits);
    }
    float[] floats = PackedLogits.unpack(packed);
    double[] doubles = new double[floats.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = floats[i];
    }
    return doubles;
  }

  /**
   * Returns the elements of an array of float.
   *
   * @throws IllegalArgumentException if it is of something else, or an element is null
   */
  static float[] floats(String name, Object array) {
    List<Object> elements = elements(name, array, "array<float>");
    float[] floats = new float[elements.size()];
    for (int i = 0; i < floats.length; i++) {
      Object element = elements.get(i);
      requireNumber(name, i, element);
      if (!(element instanceof Float number)) {
        throw refuse(name + "[" + i + "]", element, "float");
      }
      floats[i] = number;
    }
    return floats;
  }

  /**
   * Returns packed logits.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static byte[] binary(String name, Object value) {
    if (value instanceof byte[] bytes) {
      return bytes;
    }
    throw refuse(name, value, "binary");
  }

  /**
   * Returns the elements of a vector of Spark ML as it is stored.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static double[] vector(String name, Object value) {
    if (!(value instanceof Row row) || !VectorToArrayFunction.isVector(row.schema())) {
      throw refuse(name, value, VectorToArrayFunction.TYPE);
    }
    double[] values = row.<Double>getList(3).stream().mapToDouble(Double::doubleValue).toArray();
    if (row.getByte(0) != VectorToArrayFunction.SPARSE) {
      return values;
    }
    int[] indices = row.<Integer>getList(2).stream().mapToInt(Integer::intValue).toArray();
    return VectorToArrayFunction.dense(row.getInt(1), indices, values);
  }

  private static void requireNumber(String name, int index, Object element) {
    if (element == null) {
      throw new IllegalArgumentException(name + "[" + index + "] is null, expected a number");
    }
  }

  /** Lets a row make a list of what is a collection of Scala's, of which there are two kinds. */
  private static List<Object> elements(String name, Object array, String expected) {
    try {
      return RowFactory.create(array).getList(0);
    } catch (ClassCastException e) {
      throw refuse(name, array, expected);
    }
  }

  /**
   * Returns an integer of at most 64 bits.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static long integer(String name, Object value) {
    if (value instanceof Byte
        || value instanceof Short
        || value instanceof Integer
        || value instanceof Long) {
      return ((Number) value).longValue();
    }
    throw refuse(name, value, "tinyint, smallint, int or bigint");
  }

  /** A cast helps where another number is wanted, or one in text. */
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
