// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import io.github.sparkxent.scan.parquet.LeafColumn.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.BsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/** Finds columns in a schema, by Parquet's rules for lists, those for older writers among them. */
final class LeafSchema {
  private LeafSchema() {}

  static LeafColumn column(MessageType schema, String name) {
    if (!schema.containsField(name)) {
      return null;
    }
    Type field = schema.getType(name);
    boolean repeated = field.isRepetition(Repetition.REPEATED);
    int depth = field.isRepetition(Repetition.REQUIRED) ? 0 : 1;
    if (field.isPrimitive()) {
      return repeated
          ? leaf(List.of(name), field, depth, depth)
          : leaf(List.of(name), field, depth);
    }
    return !repeated && isList(field) ? list(List.of(name), field.asGroupType(), depth) : null;
  }

  private static boolean isList(Type field) {
    return !field.isPrimitive()
        && field.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation;
  }

  /**
   * Finds the values of a list.
   *
   * @param path that of the list
   * @param depth the definition level of a list that is there, if it is empty
   * @param above the level from which on there are lists, of lists of lists; else nothing
   */
  private static LeafColumn list(List<String> path, GroupType list, int depth, int... above) {
    if (above.length > 1
        || list.getFieldCount() != 1
        || !list.getType(0).isRepetition(Repetition.REPEATED)) {
      return null;
    }
    Type repeated = list.getType(0);
    List<String> below = below(path, repeated);
    int[] levels = Arrays.copyOf(above, above.length + 1);
    levels[above.length] = depth + 1;
    if (repeated.isPrimitive()) {
      return leaf(below, repeated, depth + 1, levels);
    }
    GroupType group = repeated.asGroupType();
    boolean isElement =
        group.getFieldCount() != 1
            || group.getName().equals("array")
            || group.getName().equals(list.getName() + "_tuple");
    if (isElement) {
      return isList(group) ? list(below, group, depth + 1, levels) : null;
    }
    Type element = group.getType(0);
    if (element.isRepetition(Repetition.REPEATED)) {
      return null;
    }
    int deepest = depth + (element.isRepetition(Repetition.REQUIRED) ? 1 : 2);
    return isList(element)
        ? list(below(below, element), element.asGroupType(), deepest, levels)
        : leaf(below(below, element), element, deepest, levels);
  }

  private static List<String> below(List<String> path, Type field) {
    List<String> below = new ArrayList<>(path);
    below.add(field.getName());
    return List.copyOf(below);
  }

  /** Returns values; for each list above them the level from which on it has something. */
  private static LeafColumn leaf(List<String> path, Type type, int depth, int... levels) {
    Kind kind = type.isPrimitive() ? kind(type.asPrimitiveType()) : null;
    return kind == null
        ? null
        : new LeafColumn(
            path,
            type.asPrimitiveType().getPrimitiveTypeName(),
            kind,
            depth,
            levels.length,
            levels.length > 1 ? levels[0] : 0,
            levels.length > 0 ? levels[levels.length - 1] : 0);
  }

  private static Kind kind(PrimitiveType type) {
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    return switch (type.getPrimitiveTypeName()) {
      case INT32, INT64 -> integer(annotation);
      case FLOAT -> annotation == null ? Kind.FLOAT : null;
      case DOUBLE -> annotation == null ? Kind.DOUBLE : null;
      case BOOLEAN -> annotation == null ? Kind.FLAG : null;
      case BINARY -> bytes(annotation);
      case FIXED_LEN_BYTE_ARRAY -> isHalf(type, annotation) ? Kind.FLOAT16 : null;
      default -> null;
    };
  }

  private static Kind integer(LogicalTypeAnnotation annotation) {
    if (annotation == null) {
      return Kind.INTEGER;
    }
    if (annotation instanceof IntLogicalTypeAnnotation integer) {
      return integer.isSigned() ? Kind.INTEGER : Kind.UNSIGNED_INTEGER;
    }
    return null;
  }

  private static Kind bytes(LogicalTypeAnnotation annotation) {
    if (annotation == null || annotation instanceof BsonLogicalTypeAnnotation) {
      return Kind.BYTES;
    }
    boolean text =
        annotation instanceof StringLogicalTypeAnnotation
            || annotation instanceof EnumLogicalTypeAnnotation
            || annotation instanceof JsonLogicalTypeAnnotation;
    return text ? Kind.TEXT : null;
  }

  /** The annotation has no class in all versions. */
  private static boolean isHalf(PrimitiveType type, LogicalTypeAnnotation annotation) {
    return annotation != null
        && annotation.toString().equals("FLOAT16")
        && type.getTypeLength() == Short.BYTES;
  }
}
