// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/** The id of a row that is being added, made text when it is asked for: for most rows it is not. */
final class RowId {
  private final DataType type;
  private final int index;
  private boolean isNull = true;
  private long number;
  private UTF8String text;

  /**
   * Creates the place of an id.
   *
   * @param type string, bigint or int, or null if rows have no id
   * @param index which argument of the aggregate it is
   */
  RowId(DataType type, int index) {
    this.type = type;
    this.index = index;
  }

  /** Takes the id of a row, valid as long as the row is. */
  void take(InternalRow input) {
    if (type == null) {
      return;
    }
    isNull = input.isNullAt(index);
    if (isNull) {
      return;
    }
    if (type.equals(DataTypes.StringType)) {
      text = input.getUTF8String(index);
    } else {
      number = type.equals(DataTypes.LongType) ? input.getLong(index) : input.getInt(index);
    }
  }

  /** Takes the id of a row that will be gone when it is asked for. */
  void keep(InternalRow input) {
    take(input);
    if (!isNull && text != null) {
      text = text.copy();
    }
  }

  /** Returns what gives the id as text, or null if there is none. */
  Object orNull() {
    return isNull ? null : this;
  }

  @Override
  public String toString() {
    return type.equals(DataTypes.StringType) ? text.toString() : Long.toString(number);
  }
}
