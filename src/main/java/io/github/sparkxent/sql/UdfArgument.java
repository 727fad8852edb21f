/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.sparkxent.sql;

import scala.collection.Seq;

/** Arguments of classic functions, which arrive as objects of whatever type the column has. */
final class UdfArgument {
  private UdfArgument() {}

  /**
   * Returns the elements of an array of float or of double.
   *
   * @throws IllegalArgumentException if it is of something else, or an element is null
   */
  static double[] doubles(String name, Object array) {
    if (!(array instanceof Seq<?> elements)) {
      throw refuse(name, array, "array<float> or array<double>");
    }
    double[] doubles = new double[elements.length()];
    for (int i = 0; i < doubles.length; i++) {
      Object element = elements.apply(i);
      if (element == null) {
        throw new IllegalArgumentException(name + "[" + i + "] is null, expected a number");
      }
      if (!(element instanceof Float || element instanceof Double)) {
        throw refuse(name + "[" + i + "]", element, "float or double");
      }
      doubles[i] = ((Number) element).doubleValue();
    }
    return doubles;
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

  private static IllegalArgumentException refuse(String name, Object found, String expected) {
    return new IllegalArgumentException(
        name
            + " is "
            + found
            + " ("
            + found.getClass().getSimpleName()
            + "), expected "
            + expected
            + "; cast it if that is what is meant");
  }
}
