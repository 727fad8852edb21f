// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan;

import io.github.sparkxent.scan.ScanFile.Constant;
import io.github.sparkxent.scan.ScanFile.Source;
import io.github.sparkxent.scan.ScanFile.Stored;
import io.github.sparkxent.scan.parquet.Binaries;
import io.github.sparkxent.scan.parquet.DecodedColumn;
import io.github.sparkxent.scan.parquet.DoubleLists;
import io.github.sparkxent.scan.parquet.Doubles;
import io.github.sparkxent.scan.parquet.FloatLists;
import io.github.sparkxent.scan.parquet.Lists;
import io.github.sparkxent.scan.parquet.LongLists;
import io.github.sparkxent.scan.parquet.Longs;
import io.github.sparkxent.scan.parquet.ParquetRows;
import io.github.sparkxent.scan.parquet.Texts;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** Decoded columns as Spark's rows. For one thread. */
final class RowValues {
  private final DataType[] types;

  /** For each column of the rows, its index among those that are read; -1 for the unit. */
  private final int[] columns;

  private final Object[] constants;
  private final DecodedColumn[] decoded;
  private final TextStrings[] strings;
  private final GenericInternalRow row;

  /**
   * Prepares rows.
   *
   * @param read the columns that are read
   * @param schema the columns of the rows: some of those, and maybe the unit
   */
  RowValues(StructType read, StructType schema) {
    int size = schema.length();
    types = new DataType[size];
    columns = new int[size];
    constants = new Object[size];
    decoded = new DecodedColumn[size];
    strings = new TextStrings[size];
    row = new GenericInternalRow(size);
    for (int i = 0; i < size; i++) {
      types[i] = schema.apply(i).dataType();
      strings[i] = new TextStrings();
      String name = schema.apply(i).name();
      columns[i] = name.equals(ScanTable.UNIT) ? -1 : read.fieldIndex(name);
    }
  }

  /** Takes the columns of a file that was opened, and its unit. */
  void take(ParquetRows rows, List<Source> sources, long unit) {
    for (int i = 0; i < columns.length; i++) {
      if (columns[i] < 0) {
        constants[i] = unit;
        continue;
      }
      Source source = sources.get(columns[i]);
      if (source instanceof Stored stored) {
        decoded[i] = rows.column(stored.column());
      } else {
        Object value = ((Constant) source).value();
        decoded[i] = null;
        constants[i] = value instanceof String text ? UTF8String.fromString(text) : value;
      }
    }
  }

  /**
   * Returns a row, the same object each time.
   *
   * @param offset which of the decoded rows, from 0
   */
  InternalRow row(int offset) {
    for (int i = 0; i < columns.length; i++) {
      row.update(i, decoded[i] == null ? constants[i] : value(i, offset));
    }
    return row;
  }

  private Object value(int column, int offset) {
    DecodedColumn values = decoded[column];
    int at = values.row() + offset;
    if (values.nulls() != null && values.nulls()[at]) {
      return null;
    }
    if (values instanceof Lists lists) {
      return lists.lists() == null ? array(lists, at) : arrays(lists, at);
    } else if (values instanceof Longs longs) {
      long value = longs.values()[at];
      return types[column].equals(DataTypes.IntegerType) ? (Object) (int) value : (Object) value;
    } else if (values instanceof Doubles doubles) {
      return doubles.values()[at];
    } else if (values instanceof Texts texts) {
      return strings[column].get(texts, at);
    }
    Binaries binaries = (Binaries) values;
    byte[] bytes =
        Arrays.copyOfRange(binaries.bytes(), binaries.starts()[at], binaries.starts()[at + 1]);
    return types[column].equals(DataTypes.BinaryType) ? bytes : UTF8String.fromBytes(bytes);
  }

  private static ArrayData arrays(Lists lists, int row) {
    int from = lists.lists()[row];
    Object[] arrays = new Object[lists.lists()[row + 1] - from];
    for (int i = 0; i < arrays.length; i++) {
      boolean isNull = lists.nullLists() != null && lists.nullLists()[from + i];
      arrays[i] = isNull ? null : array(lists, from + i);
    }
    return new GenericArrayData(arrays);
  }

  private static ArrayData array(Lists lists, int at) {
    if (lists instanceof FloatLists floats) {
      return array(floats, at);
    } else if (lists instanceof DoubleLists doubles) {
      return array(doubles, at);
    }
    return array((LongLists) lists, at);
  }

  private static ArrayData array(LongLists lists, int at) {
    int from = lists.starts()[at];
    Object[] elements = new Object[lists.starts()[at + 1] - from];
    for (int i = 0; i < elements.length; i++) {
      boolean isNull = lists.nullElements() != null && lists.nullElements()[from + i];
      long value = lists.values()[from + i];
      elements[i] = isNull ? null : lists.areFlags() ? (Object) (value != 0) : (Object) value;
    }
    return new GenericArrayData(elements);
  }

  private static ArrayData array(FloatLists lists, int at) {
    int from = lists.starts()[at];
    int to = lists.starts()[at + 1];
    if (!hasNull(lists.nullElements(), from, to)) {
      return UnsafeArrayData.fromPrimitiveArray(Arrays.copyOfRange(lists.values(), from, to));
    }
    Object[] elements = new Object[to - from];
    for (int i = from; i < to; i++) {
      elements[i - from] = lists.nullElements()[i] ? null : (Object) lists.values()[i];
    }
    return new GenericArrayData(elements);
  }

  private static ArrayData array(DoubleLists lists, int at) {
    int from = lists.starts()[at];
    int to = lists.starts()[at + 1];
    if (!hasNull(lists.nullElements(), from, to)) {
      return UnsafeArrayData.fromPrimitiveArray(Arrays.copyOfRange(lists.values(), from, to));
    }
    Object[] elements = new Object[to - from];
    for (int i = from; i < to; i++) {
      elements[i - from] = lists.nullElements()[i] ? null : (Object) lists.values()[i];
    }
    return new GenericArrayData(elements);
  }

  private static boolean hasNull(boolean[] nulls, int from, int to) {
    for (int i = from; nulls != null && i < to; i++) {
      if (nulls[i]) {
        return true;
      }
    }
    return false;
  }

  /** The texts of a table as Spark's, each made once. */
  private static final class TextStrings {
    private UTF8String[] strings = new UTF8String[0];
    private int generation;

    UTF8String get(Texts texts, int at) {
      int id = texts.ids()[at];
      if (id < 0) {
        return null;
      }
      if (texts.table().generation() != generation) {
        generation = texts.table().generation();
        Arrays.fill(strings, null);
      }
      if (id >= strings.length) {
        strings = Arrays.copyOf(strings, Math.max(texts.table().size(), 2 * strings.length));
      }
      if (strings[id] == null) {
        strings[id] = UTF8String.fromBytes(texts.table().text(id));
      }
      return strings[id];
    }
  }
}
