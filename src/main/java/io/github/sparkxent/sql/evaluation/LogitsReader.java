// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import io.github.sparkxent.numeric.LogitEncoding;
import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.RowEvaluator;
import io.github.sparkxent.row.RowStatus;
import io.github.sparkxent.sql.ArrayArgument;
import io.github.sparkxent.sql.Signature;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Reads the logits of one side, the candidate's or the baseline's, one row after the other. */
final class LogitsReader {
  private final int argument;

  /** How packed logits are stored; null if they are an array. */
  private final LogitEncoding packing;

  private final boolean hasDoubles;

  /** The logits of rows of few classes that are read side by side, each with its own place. */
  private final float[] fewFloats;

  private final double[] fewDoubles;

  /**
   * Creates a reader for the thread.
   *
   * @param argument which of the arguments the logits are
   * @param type its type, as {@link Signature#logits} gives it
   * @param encoding how logits are stored if they are packed
   * @param capacity how many rows are read side by side
   */
  LogitsReader(int argument, DataType type, LogitEncoding encoding, int capacity) {
    this.argument = argument;
    packing = type.equals(DataTypes.BinaryType) ? encoding : null;
    hasDoubles = type.equals(Signature.DOUBLES);
    fewFloats = hasDoubles ? null : new float[capacity * RowEvaluator.FEW_CLASSES];
    fewDoubles = hasDoubles ? new double[capacity * RowEvaluator.FEW_CLASSES] : null;
  }

  /**
   * Reads the logits of a row to a row of columns, unless something was found of the row before.
   * All rows of columns before it must be of few classes too; the first may have any number.
   *
   * @return false if there are too many logits to be read beside those before
   */
  boolean read(InternalRow input, RowColumns rows, int at) {
    if (rows.statuses[at] == null && input.isNullAt(argument)) {
      rows.find(at, RowStatus.NULL_LOGITS);
    }
    if (rows.statuses[at] != null) {
      skip(rows, at);
      return true;
    }
    if (packing == null) {
      return read(input.getArray(argument), rows, at);
    }
    byte[] packed = input.getBinary(argument);
    int length = packed.length / packing.width();
    if (!packing.isWhole(packed.length)) {
      useFew(rows);
      rows.numClasses[at] = length;
      rows.find(at, RowStatus.PACKED_LENGTH);
      return true;
    }
    return read(packed, 0, length, rows, at);
  }

  /** Leaves the logits of a row of columns unread. */
  void skip(RowColumns rows, int at) {
    useFew(rows);
    rows.numClasses[at] = 0;
  }

  private void useFew(RowColumns rows) {
    rows.floats = fewFloats;
    rows.doubles = fewDoubles;
  }

  /**
   * Reads some of packed logits to a row of columns.
   *
   * @param first where they start in the bytes
   * @param length how many they are
   * @return false if there are too many to be read beside those before
   */
  boolean read(byte[] packed, int first, int length, RowColumns rows, int at) {
    useFew(rows);
    rows.numClasses[at] = length;
    if (length <= RowEvaluator.FEW_CLASSES) {
      int start = at * RowEvaluator.FEW_CLASSES;
      rows.starts[at] = start;
      packing.read(packed, first, fewFloats, start, length);
    } else if (at > 0) {
      return false;
    } else {
      rows.starts[at] = 0;
      rows.floats = new float[length];
      packing.read(packed, first, rows.floats, 0, length);
    }
    return true;
  }

  /**
   * Reads the logits of an array to a row of columns.
   *
   * @return false if there are too many to be read beside those before
   */
  boolean read(ArrayData array, RowColumns rows, int at) {
    useFew(rows);
    int length = array.numElements();
    rows.numClasses[at] = length;
    if (ArrayArgument.firstNull(array) >= 0) {
      rows.find(at, RowStatus.NULL_ELEMENT);
    } else if (length > RowEvaluator.FEW_CLASSES) {
      if (at > 0) {
        return false;
      }
      rows.starts[at] = 0;
      if (hasDoubles) {
        rows.doubles = array.toDoubleArray();
      } else {
        rows.floats = array.toFloatArray();
      }
    } else {
      int start = at * RowEvaluator.FEW_CLASSES;
      rows.starts[at] = start;
      for (int i = 0; i < length; i++) {
        if (hasDoubles) {
          fewDoubles[start + i] = array.getDouble(i);
        } else {
          fewFloats[start + i] = array.getFloat(i);
        }
      }
    }
    return true;
  }
}
