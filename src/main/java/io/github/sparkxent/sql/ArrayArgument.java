// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import org.apache.spark.sql.catalyst.util.ArrayData;

/**
 * Reads an array argument into Java's own arrays.
 *
 * <p>Spark's {@code toFloatArray} turns null elements into zeros, so these methods look for nulls
 * first.
 */
public final class ArrayArgument {
  private ArrayArgument() {}

  /**
   * Looks for a null.
   *
   * @param array an array
   * @return the index of its first null element, or -1
   */
  public static int firstNull(ArrayData array) {
    int length = array.numElements();
    for (int i = 0; i < length; i++) {
      if (array.isNullAt(i)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Returns the elements of an array of float.
   *
   * @throws IllegalArgumentException if one is null
   */
  static float[] floats(String name, ArrayData array) {
    requireNoNull(name, array);
    return array.toFloatArray();
  }

  /**
   * Returns the elements of an array of double.
   *
   * @param name the argument's name, for the message
   * @param array an array of double
   * @return its elements
   * @throws IllegalArgumentException if one is null
   */
  public static double[] doubles(String name, ArrayData array) {
    requireNoNull(name, array);
    return array.toDoubleArray();
  }

  /**
   * Returns the masses of a label distribution.
   *
   * @param labels an array of float or double
   * @param ofFloats whether it is one of float
   * @return its elements, NaN for a null one
   */
  public static double[] masses(ArrayData labels, boolean ofFloats) {
    double[] masses = new double[labels.numElements()];
    for (int i = 0; i < masses.length; i++) {
      if (labels.isNullAt(i)) {
        masses[i] = Double.NaN;
      } else {
        masses[i] = ofFloats ? labels.getFloat(i) : labels.getDouble(i);
      }
    }
    return masses;
  }

  private static void requireNoNull(String name, ArrayData array) {
    int index = firstNull(array);
    if (index >= 0) {
      throw nullElement(name, index);
    }
  }

  static IllegalArgumentException nullElement(String name, int index) {
    return new IllegalArgumentException(name + "[" + index + "] is null, expected a number");
  }
}
