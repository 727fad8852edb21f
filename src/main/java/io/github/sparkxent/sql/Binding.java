// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import java.util.List;
import org.apache.spark.sql.types.DataType;

/** A function's name, the type of its result, and the types of arguments that it is bound to. */
record Binding(String name, DataType resultType, List<DataType> inputTypes) {
  /** Tells whether an argument is an array of double, and not of float or packed float. */
  boolean isDoubles(int argument) {
    return inputTypes.get(argument).equals(Signature.DOUBLES);
  }

  DataType[] inputTypeArray() {
    return inputTypes.toArray(new DataType[0]);
  }
}
