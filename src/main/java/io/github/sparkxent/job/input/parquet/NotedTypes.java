// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.parquet;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;
import org.apache.spark.sql.types.YearMonthIntervalType;

/**
 * Reads Spark's own note of types in a file, which may say more than Parquet's types, such as that
 * a struct is a vector. The note counts only where the two agree: another program may have changed
 * the columns since.
 */
public final class NotedTypes {
  private NotedTypes() {}

  /**
   * Returns the type that a column has.
   *
   * @param noted the type that Spark noted down, or null
   */
  static DataType of(DataType noted, DataType found) {
    if (noted instanceof StructType struct && found instanceof StructType stored) {
      return isVariant(noted) ? noted : fields(struct, stored);
    }
    if (noted instanceof ArrayType array && found instanceof ArrayType stored) {
      return new ArrayType(of(array.elementType(), stored.elementType()), true);
    }
    if (noted instanceof MapType map && found instanceof MapType stored) {
      return new MapType(
          of(map.keyType(), stored.keyType()), of(map.valueType(), stored.valueType()), true);
    }
    return noted != null && agree(noted, found) ? noted : found;
  }

  private static StructType fields(StructType noted, StructType stored) {
    List<StructField> fields = new ArrayList<>();
    for (StructField field : stored.fields()) {
      fields.add(field(noted, field));
    }
    return new StructType(fields.toArray(new StructField[0]));
  }

  /** Returns a column as Spark noted it down, with its metadata. */
  public static StructField field(StructType noted, StructField found) {
    StructField other = field(noted, found.name());
    if (other == null || UnreadableType.isOne(found)) {
      return found;
    }
    DataType type = of(other.dataType(), found.dataType());
    boolean agrees = type.equals(other.dataType()) || type instanceof StructType;
    return new StructField(found.name(), type, true, agrees ? other.metadata() : found.metadata());
  }

  public static StructField field(StructType columns, String name) {
    int index = columns == null ? -1 : List.of(columns.fieldNames()).indexOf(name);
    return index < 0 ? null : columns.fields()[index];
  }

  private static boolean agree(DataType noted, DataType found) {
    if (noted instanceof UserDefinedType<?> user) {
      return user.sqlType().catalogString().equals(found.catalogString());
    }
    return noted.catalogString().equals(found.catalogString())
        || (noted instanceof StringType && found instanceof StringType)
        || (noted instanceof YearMonthIntervalType && found instanceof IntegerType)
        || (noted instanceof DayTimeIntervalType && found instanceof LongType)
        || (isVariant(noted) && found instanceof StructType);
  }

  /** Spark has had the type since 4.0, and no class of that name before. */
  public static boolean isVariant(DataType type) {
    return type.typeName().equals("variant");
  }

  /**
   * Tells whether Spark noted down a type that this version of Spark has for a Parquet type, which
   * others may not have.
   */
  static boolean isOnlyNoted(DataType noted, Type found) {
    LogicalTypeAnnotation annotation = found.getLogicalTypeAnnotation();
    return noted != null
        && annotation instanceof TimeLogicalTypeAnnotation
        && noted.typeName().startsWith("time(");
  }
}
