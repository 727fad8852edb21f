// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import io.github.sparkxent.numeric.LogitEncoding;
import io.github.sparkxent.scan.parquet.LeafColumn.Kind;
import java.util.EnumSet;
import java.util.Set;

/** What a consumer wants of a column, whatever it is stored as. */
public enum ColumnForm {
  /** {@link FloatLists} of lists of FLOAT or FLOAT16. */
  FLOAT_LISTS(true, EnumSet.of(Kind.FLOAT, Kind.FLOAT16)),
  /** {@link DoubleLists} of lists of DOUBLE, or of narrower numbers. */
  DOUBLE_LISTS(true, EnumSet.of(Kind.DOUBLE, Kind.FLOAT, Kind.FLOAT16, Kind.INTEGER)),
  /** {@link FloatLists} of bytes: {@link LogitEncoding#FLOAT32}. */
  PACKED_FLOAT32(false, EnumSet.of(Kind.BYTES)),
  /** {@link FloatLists} of bytes: {@link LogitEncoding#FLOAT16}. */
  PACKED_FLOAT16(false, EnumSet.of(Kind.BYTES)),
  /** {@link FloatLists} of bytes: {@link LogitEncoding#BFLOAT16}. */
  PACKED_BFLOAT16(false, EnumSet.of(Kind.BYTES)),
  /** {@link Longs} of integers. */
  LONGS(false, EnumSet.of(Kind.INTEGER, Kind.UNSIGNED_INTEGER)),
  /** {@link Doubles} of numbers. */
  DOUBLES(
      false,
      EnumSet.of(Kind.DOUBLE, Kind.FLOAT, Kind.FLOAT16, Kind.INTEGER, Kind.UNSIGNED_INTEGER)),
  /** {@link Texts} of texts, and of integers as decimal text. */
  TEXTS(false, EnumSet.of(Kind.TEXT, Kind.BYTES, Kind.INTEGER, Kind.UNSIGNED_INTEGER)),
  /** {@link Binaries} of texts and bytes. */
  BINARIES(false, EnumSet.of(Kind.TEXT, Kind.BYTES));

  private final boolean lists;
  private final Set<Kind> kinds;

  ColumnForm(boolean lists, Set<Kind> kinds) {
    this.lists = lists;
    this.kinds = kinds;
  }

  /** Returns the form of bytes that are packed logits. */
  public static ColumnForm packed(LogitEncoding encoding) {
    return switch (encoding) {
      case FLOAT32 -> PACKED_FLOAT32;
      case FLOAT16 -> PACKED_FLOAT16;
      case BFLOAT16 -> PACKED_BFLOAT16;
    };
  }

  /** Tells whether a column can be read in this form. */
  public boolean takes(LeafColumn column) {
    return column.isList() == lists && kinds.contains(column.kind());
  }
}
