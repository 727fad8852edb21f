// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The base of all bound scalar functions: their name and types.
 *
 * <p>A bound class itself declares the static {@code invoke} that generated code calls, and {@code
 * produceResult} for callers that do not know it, classic functions among them: Spark looks for
 * both on the class, not on its ancestors. An argument is null where SQL's is; the result then is
 * null. Bound classes and {@code invoke} are public because generated code calls them, and for no
 * other reason.
 *
 * @param <R> the result
 */
public abstract class BoundScalar<R> implements ScalarFunction<R> {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final DataType resultType;
  private final DataType[] inputTypes;

  /**
   * Creates a bound function.
   *
   * @param name its name in the catalog
   * @param resultType the type of its result
   * @param inputTypes the types of its arguments
   */
  public BoundScalar(String name, DataType resultType, DataType... inputTypes) {
    this.name = name;
    this.resultType = resultType;
    this.inputTypes = inputTypes;
  }

  BoundScalar(Binding binding) {
    this(binding.name(), binding.resultType(), binding.inputTypeArray());
  }

  /** Tells whether the first argument is packed and not an array. */
  final boolean isPacked() {
    return inputTypes[0].equals(DataTypes.BinaryType);
  }

  /** Returns an argument of interpreted code as generated code would pass it, null for null. */
  static ArrayData array(InternalRow row, int argument) {
    return row.isNullAt(argument) ? null : row.getArray(argument);
  }

  /** Returns an argument of interpreted code as generated code would pass it, null for null. */
  static byte[] binary(InternalRow row, int argument) {
    return row.isNullAt(argument) ? null : row.getBinary(argument);
  }

  /** Returns an argument of interpreted code as generated code would pass it, null for null. */
  static UTF8String text(InternalRow row, int argument) {
    return row.isNullAt(argument) ? null : row.getUTF8String(argument);
  }

  static String canonicalName(String name, DataType... inputTypes) {
    return Arrays.stream(inputTypes)
        .map(DataType::catalogString)
        .collect(Collectors.joining(",", "sparkxent." + name + "(", ")"));
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public String canonicalName() {
    return canonicalName(name, inputTypes);
  }

  @Override
  public final DataType[] inputTypes() {
    return inputTypes.clone();
  }

  @Override
  public final DataType resultType() {
    return resultType;
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof BoundScalar<?> that
        && getClass() == that.getClass()
        && canonicalName().equals(that.canonicalName());
  }

  @Override
  public final int hashCode() {
    return canonicalName().hashCode();
  }
}
