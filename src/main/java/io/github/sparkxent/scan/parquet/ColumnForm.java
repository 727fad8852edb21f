// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import io.github.sparkxent.numeric.LogitEncoding;
import io.github.sparkxent.scan.parquet.LeafColumn.Kind;
import java.util.EnumSet;
import java.util.Set;

/** What a consumer wants of a column, whatever it is stored as. */
public enum ColumnForm {
  /** {@link FloatLists} of lists of FLOAT or FLOAT16. */
  FLOAT_LISTS(1, EnumSet.of(Kind.FLOAT, Kind.FLOAT16)),
  /** {@link DoubleLists} of lists of DOUBLE, or of narrower numbers. */
  DOUBLE_LISTS(1, EnumSet.of(Kind.DOUBLE, Kind.FLOAT, Kind.FLOAT16, Kind.INTEGER)),
  /** {@link FloatLists} of lists of lists of FLOAT or FLOAT16. */
  NESTED_FLOATS(2, EnumSet.of(Kind.FLOAT, Kind.FLOAT16)),
  /** {@link DoubleLists} of lists of lists of DOUBLE, or of narrower numbers. */
  NESTED_DOUBLES(2, EnumSet.of(Kind.DOUBLE, Kind.FLOAT, Kind.FLOAT16, Kind.INTEGER)),
  /** {@link LongLists} of lists of integers, or of flags as 0 and 1. */
  LONG_LISTS(1, EnumSet.of(Kind.INTEGER, Kind.UNSIGNED_INTEGER, Kind.FLAG)),
  /** {@link FloatLists} of bytes: {@link LogitEncoding#FLOAT32}. */
  PACKED_FLOAT32(0, EnumSet.of(Kind.BYTES)),
  /** {@link FloatLists} of bytes: {@link LogitEncoding#FLOAT16}. */
  PACKED_FLOAT16(0, EnumSet.of(Kind.BYTES)),
  /** {@link FloatLists} of bytes: {@link LogitEncoding#BFLOAT16}. */
  PACKED_BFLOAT16(0, EnumSet.of(Kind.BYTES)),
  /** {@link Longs} of integers. */
  LONGS(0, EnumSet.of(Kind.INTEGER, Kind.UNSIGNED_INTEGER)),
  /** {@link Doubles} of numbers. */
  DOUBLES(
      0, EnumSet.of(Kind.DOUBLE, Kind.FLOAT, Kind.FLOAT16, Kind.INTEGER, Kind.UNSIGNED_INTEGER)),
  /** {@link Texts} of texts, and of integers as decimal text. */
  TEXTS(0, EnumSet.of(Kind.TEXT, Kind.BYTES, Kind.INTEGER, Kind.UNSIGNED_INTEGER)),
  /** {@link Binaries} of texts and bytes. */
  BINARIES(0, EnumSet.of(Kind.TEXT, Kind.BYTES));

  private final int lists;
  private final Set<Kind> kinds;

  ColumnForm(int lists, Set<Kind> kinds) {
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
    return column.maxRepetition() == lists && kinds.contains(column.kind());
  }
}
