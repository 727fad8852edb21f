// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.scan;

import io.github.sparkxent.job.input.column.PlainColumn;
import io.github.sparkxent.job.input.file.ColumnNames;
import io.github.sparkxent.sql.evaluation.SequenceTypes;
import java.io.Serializable;
import java.util.Set;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A column that an evaluation takes of the scan.
 *
 * @param name its name as the evaluation knows it
 * @param type its type as the evaluation takes it
 * @param source the column of the input that it is; null if it is one value for all rows
 * @param value that value
 */
record ScanColumn(String name, DataType type, String source, Serializable value) {
  private static final Set<DataType> INTEGERS =
      Set.of(DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType, DataTypes.LongType);
  private static final Set<DataType> NUMBERS = Set.of(DataTypes.FloatType, DataTypes.DoubleType);

  /** Spark's mark of a type that a text cannot tell: of a fixed length, which it may fill up. */
  private static final String FIXED_TEXT = "__CHAR_VARCHAR_TYPE_STRING";

  /** Of the text of a type. */
  private static final int LONGEST = 60;

  /** How the values of a column are taken. */
  enum Use {
    ID,
    TEXT,
    LOGITS,
    LABEL,
    WEIGHT,
    MASK,
    BYTES
  }

  /** A column of one value. */
  static ScanColumn of(String name, DataType type, Serializable value) {
    return new ScanColumn(name, type, null, value);
  }

  /**
   * A column of the input.
   *
   * @param key what it is in the configuration, for messages
   * @param expression its name
   * @param columns all columns of the input
   */
  static ScanColumn of(
      String name, Use use, String key, String expression, StructType columns, ColumnNames names)
      throws NotScanned {
    StructField found =
        names
            .find(columns.fieldNames(), PlainColumn.name(expression))
            .map(columns::apply)
            .orElseThrow(() -> new NotScanned("%s is no column of its own", key));
    if (found.metadata().contains(FIXED_TEXT)) {
      throw new NotScanned("%s is %s", key, found.metadata().getString(FIXED_TEXT));
    }
    DataType taken = taken(use, found.dataType());
    if (taken == null) {
      throw new NotScanned("%s is %s", key, shown(found.dataType()));
    }
    return new ScanColumn(name, taken, found.name(), null);
  }

  private static String shown(DataType type) {
    String shown = type.catalogString();
    return shown.length() <= LONGEST ? shown : type.typeName();
  }

  private static DataType taken(Use use, DataType type) {
    boolean isText = type.equals(DataTypes.StringType);
    boolean isInteger = INTEGERS.contains(type);
    boolean isList = type instanceof ArrayType array && NUMBERS.contains(array.elementType());
    return switch (use) {
      case ID ->
          isText || type.equals(DataTypes.LongType) || type.equals(DataTypes.IntegerType)
              ? type
              : null;
      case TEXT -> isText || isInteger ? DataTypes.StringType : null;
      case LOGITS ->
          isNested(type)
              ? nested(type)
              : isList ? list(type) : type.equals(DataTypes.BinaryType) ? type : null;
      case LABEL ->
          isInteger
              ? DataTypes.LongType
              : areIntegers(type)
                  ? SequenceTypes.LONGS
                  : isList
                      ? list(type)
                      : isText ? type : NUMBERS.contains(type) ? DataTypes.DoubleType : null;
      case MASK ->
          areIntegers(type)
              ? SequenceTypes.LONGS
              : type instanceof ArrayType array && array.elementType().equals(DataTypes.BooleanType)
                  ? SequenceTypes.BOOLEANS
                  : null;
      case BYTES -> isInteger ? DataTypes.LongType : null;
      case WEIGHT -> isInteger || NUMBERS.contains(type) ? DataTypes.DoubleType : null;
    };
  }

  private static boolean areIntegers(DataType type) {
    return type instanceof ArrayType array && INTEGERS.contains(array.elementType());
  }

  private static boolean isNested(DataType type) {
    return type instanceof ArrayType array
        && array.elementType() instanceof ArrayType inner
        && NUMBERS.contains(inner.elementType());
  }

  private static DataType nested(DataType type) {
    return ((ArrayType) ((ArrayType) type).elementType()).elementType().equals(DataTypes.FloatType)
        ? SequenceTypes.FLOATS
        : SequenceTypes.DOUBLES;
  }

  /** Returns a list of which any element may be null. */
  private static DataType list(DataType type) {
    return DataTypes.createArrayType(((ArrayType) type).elementType(), true);
  }

  StructField field() {
    return new StructField(name, type, true, Metadata.empty());
  }
}
