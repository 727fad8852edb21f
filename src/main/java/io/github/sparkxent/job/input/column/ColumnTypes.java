// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.column;

import io.github.sparkxent.job.input.file.ColumnNames;
import io.github.sparkxent.job.input.parquet.UnreadableType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The types that files have for a column, and for each field of a struct in it. The type of most
 * files is the usual one; a column of Parquet's null type does not count.
 */
final class ColumnTypes {
  static final String STRUCT = "struct";
  static final String ARRAY = "array";
  static final String MAP = "map";

  private final ColumnNames names;
  private final Map<String, Long> files = new LinkedHashMap<>();
  private final Map<String, StructField> first = new LinkedHashMap<>();
  private final Map<String, ColumnTypes> parts = new LinkedHashMap<>();

  ColumnTypes(ColumnNames names) {
    this.names = names;
  }

  /** Adds the columns of some files. */
  void add(StructType columns, long count) {
    add(new StructField("", columns, true, Metadata.empty()), count);
  }

  private void add(StructField field, long count) {
    String shape = shape(field);
    first.putIfAbsent(shape, field);
    files.merge(shape, count, Math::addExact);
    switch (shape) {
      case STRUCT -> {
        for (StructField part : ((StructType) field.dataType()).fields()) {
          part(STRUCT + names.key(part.name())).add(part, count);
        }
      }
      case ARRAY -> part(ARRAY).add(element(field), count);
      case MAP -> {
        part("key").add(key(field), count);
        part("value").add(value(field), count);
      }
      default -> {}
    }
  }

  private ColumnTypes part(String key) {
    return parts.computeIfAbsent(key, name -> new ColumnTypes(names));
  }

  /**
   * Returns the part of a type that must be equal in two files: the type itself, or that it is a
   * struct or holds structs.
   */
  static String shape(StructField field) {
    DataType type = field.dataType();
    if (UnreadableType.isOne(field)) {
      return UnreadableType.description(field);
    }
    if (type instanceof StructType) {
      return STRUCT;
    }
    if (type instanceof ArrayType && hasStruct(type)) {
      return ARRAY;
    }
    return type instanceof MapType && hasStruct(type) ? MAP : type.catalogString();
  }

  private static boolean hasStruct(DataType type) {
    if (type instanceof ArrayType array) {
      return hasStruct(array.elementType());
    }
    return type instanceof MapType map
        ? hasStruct(map.keyType()) || hasStruct(map.valueType())
        : type instanceof StructType;
  }

  static StructField element(StructField array) {
    return like(array, ((ArrayType) array.dataType()).elementType());
  }

  static StructField key(StructField map) {
    return like(map, ((MapType) map.dataType()).keyType());
  }

  static StructField value(StructField map) {
    return like(map, ((MapType) map.dataType()).valueType());
  }

  private static StructField like(StructField whole, DataType part) {
    return new StructField(whole.name(), part, true, Metadata.empty());
  }

  /** Returns all columns that were added, each with its usual type. */
  StructType columns() {
    return files.isEmpty() ? new StructType() : (StructType) usual().dataType();
  }

  private StructField usual() {
    String usual = null;
    for (String shape : files.keySet()) {
      boolean more = usual == null || says(shape) > says(usual);
      usual = more ? shape : usual;
    }
    StructField field = first.get(usual);
    return new StructField(field.name(), type(usual, field), true, field.metadata());
  }

  /** Returns how many files have a type; a null type does not count. */
  private long says(String shape) {
    return UnreadableType.isVoid(first.get(shape)) ? 0 : files.get(shape);
  }

  private DataType type(String shape, StructField field) {
    return switch (shape) {
      case STRUCT -> struct();
      case ARRAY -> new ArrayType(part(ARRAY).usual().dataType(), true);
      case MAP ->
          new MapType(part("key").usual().dataType(), part("value").usual().dataType(), true);
      default -> field.dataType();
    };
  }

  private StructType struct() {
    List<StructField> fields = new ArrayList<>();
    parts.forEach(
        (key, part) -> {
          if (key.startsWith(STRUCT)) {
            fields.add(part.usual());
          }
        });
    return new StructType(fields.toArray(new StructField[0]));
  }
}
