// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.parquet;

import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.BsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * The type that Spark gives a Parquet value, by its documented settings.
 *
 * @param binaryAsString whether bytes without annotation are text
 * @param int96AsTimestamp whether 96 bits are a time
 * @param inferTimestampNtz whether a time without zone is read as one
 * @param nanosAsLong whether a time in nanoseconds is read as their number
 */
record ParquetValues(
    boolean binaryAsString,
    boolean int96AsTimestamp,
    boolean inferTimestampNtz,
    boolean nanosAsLong) {
  private static final int MAX_INT_DIGITS = 9;
  private static final int MAX_LONG_DIGITS = 18;
  private static final int MAX_DIGITS = 38;
  private static final double LOG10_OF_2 = 0.3010299956639812;

  static ParquetValues of(SparkSession spark) {
    return new ParquetValues(
        isSet(spark, "spark.sql.parquet.binaryAsString", false),
        isSet(spark, "spark.sql.parquet.int96AsTimestamp", true),
        isSet(spark, "spark.sql.parquet.inferTimestampNTZ.enabled", true),
        isSet(spark, "spark.sql.legacy.parquet.nanosAsLong", false));
  }

  private static boolean isSet(SparkSession spark, String setting, boolean usual) {
    return Boolean.parseBoolean(spark.conf().get(setting, Boolean.toString(usual)));
  }

  /** Returns the type of a value, or null if Spark has none for it. */
  DataType type(PrimitiveType primitive) {
    LogicalTypeAnnotation annotation = primitive.getLogicalTypeAnnotation();
    if (isNull(annotation)) {
      return DataTypes.NullType;
    }
    return switch (primitive.getPrimitiveTypeName()) {
      case BOOLEAN -> DataTypes.BooleanType;
      case FLOAT -> DataTypes.FloatType;
      case DOUBLE -> DataTypes.DoubleType;
      case INT32 -> int32(annotation);
      case INT64 -> int64(annotation);
      case INT96 -> int96AsTimestamp ? DataTypes.TimestampType : null;
      case BINARY -> binary(annotation);
      case FIXED_LEN_BYTE_ARRAY -> fixed(annotation, primitive.getTypeLength());
    };
  }

  /** Tells whether a column has no values; the annotation has no class in all versions. */
  private static boolean isNull(LogicalTypeAnnotation annotation) {
    return annotation != null
        && (annotation.toString().equals("UNKNOWN") || annotation.toString().equals("NULL"));
  }

  private static DataType int32(LogicalTypeAnnotation annotation) {
    if (annotation == null) {
      return DataTypes.IntegerType;
    }
    if (annotation instanceof DateLogicalTypeAnnotation) {
      return DataTypes.DateType;
    }
    if (annotation instanceof IntLogicalTypeAnnotation integer) {
      return switch (integer.getBitWidth()) {
        case 8 -> integer.isSigned() ? DataTypes.ByteType : DataTypes.ShortType;
        case 16 -> integer.isSigned() ? DataTypes.ShortType : DataTypes.IntegerType;
        case 32 -> integer.isSigned() ? DataTypes.IntegerType : DataTypes.LongType;
        default -> null;
      };
    }
    return decimal(annotation, MAX_INT_DIGITS);
  }

  private DataType int64(LogicalTypeAnnotation annotation) {
    if (annotation == null) {
      return DataTypes.LongType;
    }
    if (annotation instanceof IntLogicalTypeAnnotation integer) {
      return integer.isSigned() ? DataTypes.LongType : DataTypes.createDecimalType(20, 0);
    }
    if (annotation instanceof TimestampLogicalTypeAnnotation time) {
      if (time.getUnit() == TimeUnit.NANOS) {
        return nanosAsLong ? DataTypes.LongType : null;
      }
      return time.isAdjustedToUTC() || !inferTimestampNtz
          ? DataTypes.TimestampType
          : DataTypes.TimestampNTZType;
    }
    return decimal(annotation, MAX_LONG_DIGITS);
  }

  private DataType binary(LogicalTypeAnnotation annotation) {
    if (annotation == null) {
      return binaryAsString ? DataTypes.StringType : DataTypes.BinaryType;
    }
    if (annotation instanceof BsonLogicalTypeAnnotation) {
      return DataTypes.BinaryType;
    }
    boolean text =
        annotation instanceof StringLogicalTypeAnnotation
            || annotation instanceof EnumLogicalTypeAnnotation
            || annotation instanceof JsonLogicalTypeAnnotation;
    return text ? DataTypes.StringType : decimal(annotation, MAX_DIGITS);
  }

  private static DataType fixed(LogicalTypeAnnotation annotation, int bytes) {
    if (annotation == null) {
      return DataTypes.BinaryType;
    }
    int bits = Byte.SIZE * bytes - 1;
    return decimal(annotation, Math.min(MAX_DIGITS, (int) (bits * LOG10_OF_2)));
  }

  private static DataType decimal(LogicalTypeAnnotation annotation, int maxDigits) {
    return annotation instanceof DecimalLogicalTypeAnnotation decimal
            && decimal.getPrecision() <= maxDigits
            && decimal.getScale() >= 0
            && decimal.getScale() <= decimal.getPrecision()
        ? DataTypes.createDecimalType(decimal.getPrecision(), decimal.getScale())
        : null;
  }
}
