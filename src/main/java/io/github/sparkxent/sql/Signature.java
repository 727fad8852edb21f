// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;

/**
 * Checks the arguments of a call against those that a function takes.
 *
 * <p>Spark would cast what does not fit, and casts lie: a label 1.7 becomes 1. So each function
 * takes exactly the types that it names and refuses all others.
 */
public final class Signature {
  /** An array of float. */
  public static final DataType FLOATS = DataTypes.createArrayType(DataTypes.FloatType, true);

  /** An array of double. */
  public static final DataType DOUBLES = DataTypes.createArrayType(DataTypes.DoubleType, true);

  /** The advice in a message, if a cast helps. */
  static final String CAST = "; cast it if that is what is meant";

  private static final Set<DataType> INTEGERS =
      Set.of(DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType, DataTypes.LongType);

  private final String function;
  private final String[] parameters;
  private final StructType arguments;

  /**
   * Compares the number of arguments with that of the parameters.
   *
   * @param function its name
   * @param arguments the types of a call
   * @param parameters the names of what it takes
   * @throws UnsupportedOperationException if they differ
   */
  public Signature(String function, StructType arguments, String... parameters) {
    this.function = function;
    this.parameters = parameters;
    this.arguments = arguments;
    if (arguments.length() != parameters.length) {
      throw new UnsupportedOperationException(
          this + " takes " + parameters.length + " arguments, found " + arguments.length());
    }
  }

  /**
   * Returns the type of an argument.
   *
   * @param argument its index
   * @return its type
   */
  public DataType type(int argument) {
    return arguments.fields()[argument].dataType();
  }

  /**
   * Tells which array an argument is.
   *
   * @param argument its index
   * @return true for an array of float, false for one of double
   */
  public boolean isFloats(int argument) {
    return distribution(argument).equals(FLOATS);
  }

  /** Returns the type of a distribution: array of float or array of double. */
  DataType distribution(int argument) {
    return array(argument, "array<float> or array<double>");
  }

  /**
   * Returns the type of logits.
   *
   * @param argument their index
   * @return array of float, array of double, or binary for packed ones
   */
  public DataType logits(int argument) {
    return type(argument).equals(DataTypes.BinaryType)
        ? DataTypes.BinaryType
        : array(argument, "array<float>, array<double> or binary (packed)");
  }

  private DataType array(int argument, String expected) {
    if (type(argument) instanceof ArrayType array) {
      if (array.elementType().equals(DataTypes.FloatType)) {
        return FLOATS;
      }
      if (array.elementType().equals(DataTypes.DoubleType)) {
        return DOUBLES;
      }
    }
    throw refuse(argument, expected);
  }

  /** Requires an array of float. */
  DataType floats(int argument) {
    if (isFloats(argument)) {
      return FLOATS;
    }
    throw refuse(argument, "array<float>");
  }

  /** Requires an integer type of at most 64 bits, all of which are read as bigint. */
  DataType integer(int argument) {
    if (INTEGERS.contains(type(argument))) {
      return DataTypes.LongType;
    }
    throw refuse(argument, "tinyint, smallint, int or bigint");
  }

  /** Returns the type to read a number as: double for floating ones, bigint for integers. */
  DataType number(int argument) {
    DataType type = type(argument);
    if (type.equals(DataTypes.DoubleType) || type.equals(DataTypes.FloatType)) {
      return DataTypes.DoubleType;
    }
    if (INTEGERS.contains(type)) {
      return DataTypes.LongType;
    }
    throw refuse(argument, "double, float or an integer type");
  }

  /**
   * Requires a type.
   *
   * @param argument the index of the argument
   * @param type the only type that it may have
   * @return that type
   */
  public DataType require(int argument, DataType type) {
    if (type(argument).equals(type)) {
      return type;
    }
    throw refuse(argument, type.catalogString());
  }

  /** Requires binary. */
  DataType binary(int argument) {
    if (type(argument).equals(DataTypes.BinaryType)) {
      return DataTypes.BinaryType;
    }
    throw refuse(argument, "binary");
  }

  /** Requires text. */
  DataType text(int argument) {
    return require(argument, DataTypes.StringType);
  }

  /** Requires a vector of Spark ML as it is stored. */
  DataType vector(int argument) {
    if (StoredVector.isVector(type(argument))) {
      return type(argument);
    }
    throw refuse(argument, StoredVector.TYPE.catalogString());
  }

  /**
   * Refuses an argument whose type the function does not take.
   *
   * @param argument its index
   * @param expected the types that it takes
   * @return the exception to throw
   */
  public UnsupportedOperationException refuse(int argument, String expected) {
    return new UnsupportedOperationException(
        this
            + ": "
            + parameters[argument]
            + " is "
            + type(argument).simpleString()
            + ", expected "
            + expected
            + (isCast(type(argument), expected) ? CAST : ""));
  }

  /** Tells whether a cast gives the expected type: for numbers, single or in arrays. */
  private static boolean isCast(DataType type, String expected) {
    if (expected.startsWith("array<")) {
      return type instanceof ArrayType array && isNumber(array.elementType());
    }
    boolean wantsNumber = !expected.startsWith("binary") && !expected.startsWith("struct<");
    return wantsNumber && (isNumber(type) || type.equals(DataTypes.BooleanType));
  }

  private static boolean isNumber(DataType type) {
    return type instanceof NumericType || type instanceof StringType;
  }

  @Override
  public String toString() {
    return Arrays.stream(parameters).collect(Collectors.joining(", ", function + "(", ")"));
  }
}
