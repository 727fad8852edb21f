// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import io.github.sparkxent.sql.Signature;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** The types of rows that are sequences: what tells these from single rows. */
public final class SequenceTypes {
  /** The labels of a sequence, and a mask of numbers. */
  public static final DataType LONGS = DataTypes.createArrayType(DataTypes.LongType, true);

  /** A mask of flags. */
  public static final DataType BOOLEANS = DataTypes.createArrayType(DataTypes.BooleanType, true);

  /** The logits of a sequence. */
  public static final DataType FLOATS = DataTypes.createArrayType(Signature.FLOATS, true);

  /** The logits of a sequence in double. */
  public static final DataType DOUBLES = DataTypes.createArrayType(Signature.DOUBLES, true);

  private SequenceTypes() {}

  /**
   * Tells whether rows are sequences.
   *
   * @param logits the type of their logits
   * @param label the type of their labels
   * @return true for arrays of arrays, and for packed logits with an array of integers
   */
  public static boolean areIn(DataType logits, DataType label) {
    return isNested(logits) || (logits.equals(DataTypes.BinaryType) && isLongs(label));
  }

  /** Tells whether a type is an array of arrays. */
  public static boolean isNested(DataType type) {
    return type instanceof ArrayType array && array.elementType() instanceof ArrayType;
  }

  private static boolean isLongs(DataType type) {
    return type instanceof ArrayType array && array.elementType().equals(DataTypes.LongType);
  }

  /** Returns the type in which the logits of sequences are taken, or refuses it. */
  static DataType logits(Signature signature, int argument) {
    DataType type = signature.type(argument);
    if (type.equals(DataTypes.BinaryType)) {
      return type;
    }
    DataType element = isNested(type) ? ((ArrayType) type).elementType() : type;
    if (isNested(type) && ((ArrayType) element).elementType().equals(DataTypes.FloatType)) {
      return FLOATS;
    }
    if (isNested(type) && ((ArrayType) element).elementType().equals(DataTypes.DoubleType)) {
      return DOUBLES;
    }
    throw signature.refuse(
        argument, "array<array<float>>, array<array<double>> or binary (packed)");
  }

  /** Returns the type in which the labels of sequences are taken, or refuses it. */
  static DataType labels(Signature signature, int argument) {
    if (isLongs(signature.type(argument))) {
      return LONGS;
    }
    throw signature.refuse(argument, "array<bigint>: a label for each position");
  }

  /** Returns the type in which a mask is taken, or refuses it. */
  static DataType mask(Signature signature, int argument) {
    DataType type = signature.type(argument);
    if (isLongs(type)) {
      return LONGS;
    }
    if (type instanceof ArrayType array && array.elementType().equals(DataTypes.BooleanType)) {
      return BOOLEANS;
    }
    throw signature.refuse(argument, "array<boolean> or array<bigint>");
  }
}
