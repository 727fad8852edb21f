// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.parquet;

import io.github.sparkxent.job.failure.EvaluationException;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A column that exists, but that Spark cannot read. A type stands in its place, over which
 * expressions resolve, with a mark that says what it is.
 */
public final class UnreadableType {
  private static final String MARK = "io.github.sparkxent.unreadable";
  private static final String FLOAT16 = "FLOAT16";

  private UnreadableType() {}

  /** Returns a column that stands for one that cannot be read. */
  public static StructField column(String name, Type type, boolean list) {
    return column(name, description(type, list), list);
  }

  public static StructField column(String name, String description, boolean list) {
    DataType single = description.endsWith(FLOAT16) ? DataTypes.FloatType : DataTypes.NullType;
    DataType standIn = list ? DataTypes.createArrayType(single) : single;
    Metadata mark = new MetadataBuilder().putString(MARK, description).build();
    return new StructField(name, standIn, true, mark);
  }

  private static String description(Type type, boolean list) {
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    String name =
        annotation != null
            ? annotation.toString()
            : type.isPrimitive() ? type.asPrimitiveType().getPrimitiveTypeName().name() : "group";
    return list ? "a list of " + name : name;
  }

  public static boolean isOne(StructField field) {
    return field.metadata().contains(MARK);
  }

  /** Returns Parquet's type of a column that cannot be read. */
  public static String description(StructField field) {
    return field.metadata().getString(MARK);
  }

  /** Tells whether the scan reads a column that Spark cannot read. */
  public static boolean isHalfPrecision(StructField field) {
    return isOne(field) && description(field).endsWith(FLOAT16);
  }

  /** Tells whether a column has Parquet's null type: it has no value in its file. */
  public static boolean isVoid(StructField field) {
    return !isOne(field) && field.dataType() instanceof NullType;
  }

  /** Returns how to write a column whose type Spark cannot read, for messages. */
  static String remedy(String description) {
    if (description.contains(FLOAT16)) {
      return "write it as float32";
    }
    if (description.contains("NANOS")) {
      return "write it in microseconds";
    }
    if (description.contains("DECIMAL")) {
      return "write it with at most 38 digits";
    }
    return description.contains("UUID")
        ? "write it as text"
        : "write it as a number, text or bytes";
  }

  /**
   * Refuses columns if one cannot be read.
   *
   * @param empty whether columns without values are read, as nulls
   * @param wayOut what a user can do instead of writing it in another way, or an empty text
   */
  public static void refuse(StructType columns, boolean empty, String wayOut) {
    for (StructField field : columns.fields()) {
      if (!(empty && isVoid(field))) {
        refuse(field, field.name(), wayOut);
      }
    }
  }

  private static void refuse(StructField field, String path, String wayOut) {
    if (isOne(field)) {
      throw refused(path, description(field), wayOut);
    }
    refuse(field.dataType(), path, wayOut);
  }

  private static void refuse(DataType type, String path, String wayOut) {
    if (type instanceof NullType) {
      throw refused(path, "without values (Parquet's null type)", wayOut);
    }
    if (type instanceof StructType struct) {
      for (StructField part : struct.fields()) {
        refuse(part, path + "." + part.name(), wayOut);
      }
    } else if (type instanceof ArrayType array) {
      refuse(array.elementType(), path, wayOut);
    } else if (type instanceof MapType map) {
      refuse(map.keyType(), path, wayOut);
      refuse(map.valueType(), path, wayOut);
    }
  }

  private static EvaluationException refused(String path, String found, String wayOut) {
    return EvaluationException.configuration(
        "column %s is %s, expected a type that Spark reads; %s%s"
            .formatted(path, found, remedy(found), wayOut));
  }
}
