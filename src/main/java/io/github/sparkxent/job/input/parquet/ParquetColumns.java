// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.parquet;

import io.github.sparkxent.job.input.file.ColumnNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapKeyValueTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The columns of a Parquet file as Spark reads them, each by itself. A column that Spark cannot
 * read is an {@link UnreadableType} beside the others.
 *
 * <p>Nested types follow Parquet's rules for lists and maps, including those for older writers.
 */
public final class ParquetColumns {
  private static final Logger LOG = LoggerFactory.getLogger(ParquetColumns.class);

  private final ColumnNames names;
  private final ParquetValues values;

  ParquetColumns(ColumnNames names, ParquetValues values) {
    this.names = names;
    this.values = values;
  }

  /** Returns columns as a session reads them with its settings. */
  public static ParquetColumns of(SparkSession spark) {
    return new ParquetColumns(ColumnNames.of(spark), ParquetValues.of(spark));
  }

  public StructType of(ParquetSchema schema) {
    return fields(schema.columns(), noted(schema));
  }

  private static StructType noted(ParquetSchema schema) {
    try {
      return schema.noted() != null && DataType.fromJson(schema.noted()) instanceof StructType noted
          ? noted
          : null;
    } catch (Exception e) {
      // Such as a type of the user's whose class is not there.
      LOG.debug("what Spark noted down of the columns is not taken", e);
      return null;
    }
  }

  private StructType fields(GroupType group, StructType noted) {
    Set<String> ambiguous = ambiguous(group);
    List<StructField> fields = new ArrayList<>();
    Set<String> done = new HashSet<>();
    for (Type field : group.getFields()) {
      String key = names.key(field.getName());
      if (!done.add(key)) {
        continue;
      }
      fields.add(
          ambiguous.contains(key)
              ? UnreadableType.column(field.getName(), "there twice in other case", false)
              : field(field, NotedTypes.field(noted, field.getName()), noted));
    }
    return new StructType(fields.toArray(new StructField[0]));
  }

  private Set<String> ambiguous(GroupType group) {
    Set<String> seen = new HashSet<>();
    Set<String> twice = new HashSet<>();
    for (Type field : group.getFields()) {
      if (!seen.add(names.key(field.getName()))) {
        twice.add(names.key(field.getName()));
      }
    }
    return twice;
  }

  private StructField field(Type field, StructField noted, StructType allNoted) {
    DataType type = type(field);
    if (type == null && noted != null && NotedTypes.isOnlyNoted(noted.dataType(), field)) {
      return noted;
    }
    if (type == null) {
      return unreadable(field);
    }
    return NotedTypes.field(
        allNoted, new StructField(field.getName(), type, true, Metadata.empty()));
  }

  private StructField unreadable(Type field) {
    boolean list = isList(field) || field.isRepetition(Type.Repetition.REPEATED);
    Type cause = field;
    while (isList(cause)) {
      cause = element(cause.asGroupType());
    }
    return UnreadableType.column(field.getName(), cause, list);
  }

  /** Returns the type of a column, or null if it cannot be read. */
  private DataType type(Type field) {
    if (!field.isRepetition(Type.Repetition.REPEATED)) {
      return single(field);
    }
    DataType element = single(field);
    return element == null ? null : new ArrayType(element, true);
  }

  private DataType single(Type field) {
    if (field.isPrimitive()) {
      return values.type(field.asPrimitiveType());
    }
    GroupType group = field.asGroupType();
    LogicalTypeAnnotation annotation = group.getLogicalTypeAnnotation();
    if (annotation == null) {
      return fields(group, null);
    }
    if (isList(field)) {
      DataType element = element(group) == null ? null : single(element(group));
      return element == null ? null : new ArrayType(element, true);
    }
    boolean map =
        annotation instanceof MapLogicalTypeAnnotation
            || annotation instanceof MapKeyValueTypeAnnotation;
    return map ? map(group) : other(group);
  }

  /** A group with another annotation; Spark may have noted down what it is. */
  private DataType other(GroupType group) {
    return group.getLogicalTypeAnnotation().toString().startsWith("VARIANT")
        ? fields(group, null)
        : null;
  }

  private DataType map(GroupType group) {
    if (group.getFieldCount() != 1 || group.getType(0).isPrimitive()) {
      return null;
    }
    GroupType entry = group.getType(0).asGroupType();
    if (entry.getFieldCount() != 2 || !entry.isRepetition(Type.Repetition.REPEATED)) {
      return null;
    }
    DataType key = single(entry.getType(0));
    DataType value = single(entry.getType(1));
    return key == null || value == null ? null : new MapType(key, value, true);
  }

  private static boolean isList(Type field) {
    return field.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation
        && !field.isPrimitive()
        && element(field.asGroupType()) != null;
  }

  /** Returns the elements of a list, or null if it is none that Parquet's rules know. */
  private static Type element(GroupType list) {
    if (list.getFieldCount() != 1 || !list.getType(0).isRepetition(Type.Repetition.REPEATED)) {
      return null;
    }
    Type repeated = list.getType(0);
    boolean isElement =
        repeated.isPrimitive()
            || repeated.asGroupType().getFieldCount() != 1
            || repeated.getName().equals("array")
            || repeated.getName().equals(list.getName() + "_tuple");
    return isElement ? repeated : repeated.asGroupType().getType(0);
  }
}
