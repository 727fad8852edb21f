// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import io.github.sparkxent.scan.parquet.LeafColumn.Kind;
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
      return leaf(List.of(name), field, depth, repeated ? depth : 0);
    }
    boolean isList =
        !repeated && field.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation;
    return isList ? list(field.asGroupType(), depth) : null;
  }

  private static LeafColumn list(GroupType list, int depth) {
    if (list.getFieldCount() != 1 || !list.getType(0).isRepetition(Repetition.REPEATED)) {
      return null;
    }
    Type repeated = list.getType(0);
    if (repeated.isPrimitive()) {
      return leaf(List.of(list.getName(), repeated.getName()), repeated, depth + 1, depth + 1);
    }
    GroupType group = repeated.asGroupType();
    boolean isElement =
        group.getFieldCount() != 1
            || group.getName().equals("array")
            || group.getName().equals(list.getName() + "_tuple");
    if (isElement || group.getType(0).isRepetition(Repetition.REPEATED)) {
      return null;
    }
    Type element = group.getType(0);
    int deepest = depth + (element.isRepetition(Repetition.REQUIRED) ? 1 : 2);
    return leaf(
        List.of(list.getName(), group.getName(), element.getName()), element, deepest, depth + 1);
  }

  private static LeafColumn leaf(List<String> path, Type type, int depth, int elementDepth) {
    Kind kind = type.isPrimitive() ? kind(type.asPrimitiveType()) : null;
    return kind == null
        ? null
        : new LeafColumn(
            path,
            type.asPrimitiveType().getPrimitiveTypeName(),
            kind,
            depth,
            elementDepth > 0 ? 1 : 0,
            elementDepth);
  }

  private static Kind kind(PrimitiveType type) {
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    return switch (type.getPrimitiveTypeName()) {
      case INT32, INT64 -> integer(annotation);
      case FLOAT -> annotation == null ? Kind.FLOAT : null;
      case DOUBLE -> annotation == null ? Kind.DOUBLE : null;
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
