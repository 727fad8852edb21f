// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import java.io.Serializable;
import java.util.List;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * A column of values in a Parquet file: of single values, or the elements of lists.
 *
 * @param path the names of the fields from the top-level column on
 * @param type how a value is stored
 * @param kind what a value is
 * @param maxDefinition the definition level of a value that is there
 * @param maxRepetition 1 for the elements of lists, 2 for those of lists of lists, else 0
 * @param listDefinition the definition level from which on a list of lists has a list, null or not;
 *     one less is that of one without lists, a lower one that of a null row; 0 else
 * @param elementDefinition the definition level from which on a list has an element, null or not;
 *     one less is that of an empty list, a lower one that of a null list; 0 for single values
 */
public record LeafColumn(
    List<String> path,
    PrimitiveTypeName type,
    Kind kind,
    int maxDefinition,
    int maxRepetition,
    int listDefinition,
    int elementDefinition)
    implements Serializable {
  /** Makes a column of single values, or of the elements of lists. */
  public LeafColumn(
      List<String> path,
      PrimitiveTypeName type,
      Kind kind,
      int maxDefinition,
      int maxRepetition,
      int elementDefinition) {
    this(path, type, kind, maxDefinition, maxRepetition, 0, elementDefinition);
  }

  /** What values are. */
  public enum Kind {
    /** Of INT32 or INT64. */
    INTEGER,
    /** Of INT32 or INT64, unsigned. */
    UNSIGNED_INTEGER,
    /** Of BOOLEAN. */
    FLAG,
    /** Of FIXED_LEN_BYTE_ARRAY of two bytes. */
    FLOAT16,
    /** Of FLOAT. */
    FLOAT,
    /** Of DOUBLE. */
    DOUBLE,
    /** Of BINARY: UTF-8. */
    TEXT,
    /** Of BINARY: any bytes. */
    BYTES
  }

  /**
   * Finds the values of a top-level column.
   *
   * @param schema the schema of a file
   * @param column the name of a top-level column, exactly as in the schema
   * @return null if there is none, or it is of a form that the scan does not know
   */
  public static LeafColumn of(MessageType schema, String column) {
    return LeafSchema.column(schema, column);
  }

  /**
   * Tells whether values of this column can be decoded.
   *
   * @param encoding the name of an encoding as in a footer, which may name those of levels too
   */
  public boolean knows(String encoding) {
    return switch (encoding) {
      case "PLAIN", "PLAIN_DICTIONARY", "RLE_DICTIONARY", "RLE", "BIT_PACKED" -> true;
      case "BYTE_STREAM_SPLIT" -> kind != Kind.TEXT && kind != Kind.BYTES && kind != Kind.FLAG;
      case "DELTA_BINARY_PACKED" -> kind == Kind.INTEGER || kind == Kind.UNSIGNED_INTEGER;
      case "DELTA_LENGTH_BYTE_ARRAY" -> kind == Kind.TEXT || kind == Kind.BYTES;
      case "DELTA_BYTE_ARRAY" -> kind == Kind.TEXT || kind == Kind.BYTES || kind == Kind.FLOAT16;
      default -> false;
    };
  }

  /** Tells whether a row has a list of lists of values. */
  public boolean isNested() {
    return maxRepetition > 1;
  }

  /** Tells whether a row has a list of values, or of lists. */
  public boolean isList() {
    return maxRepetition > 0;
  }
}
