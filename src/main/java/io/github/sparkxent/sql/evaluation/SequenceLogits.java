// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import io.github.sparkxent.numeric.LogitEncoding;
import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.RowStatus;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Reads the logits of sequences of one side, the candidate's or the baseline's: of one sequence
 * after the other, position by position, so that the numbers of one position at a time are in
 * arrays of their own.
 */
final class SequenceLogits {
  private final int argument;

  /** How packed logits are stored; null if they are an array. */
  private final LogitEncoding packing;

  private final int numClasses;
  private final LogitsReader reader;

  private byte[] packed;
  private ArrayData nested;
  private int positions;

  /** Of the first position that has any, which the others must have; 0 for none yet. */
  private int classes;

  /**
   * Creates a reader for the thread.
   *
   * @param argument which of the arguments the logits are
   * @param type its type, as {@link SequenceTypes#logits} gives it
   * @param encoding how logits are stored if they are packed
   * @param numClasses how many logits each position has, 0 for any; not 0 if they are packed
   * @param capacity how many positions are read side by side
   */
  SequenceLogits(
      int argument, DataType type, LogitEncoding encoding, int numClasses, int capacity) {
    this.argument = argument;
    this.numClasses = numClasses;
    packing = type.equals(DataTypes.BinaryType) ? encoding : null;
    DataType ofPosition = packing != null ? type : ((ArrayType) type).elementType();
    reader = new LogitsReader(argument, ofPosition, encoding, capacity);
    if (packing != null && numClasses == 0) {
      throw new IllegalArgumentException(
          "packed sequences without num_classes, expected how many logits each position has");
    }
  }

  /**
   * Takes the logits of a row.
   *
   * @return what is wrong with them as a whole, or null
   */
  RowStatus begin(InternalRow input) {
    positions = 0;
    classes = 0;
    if (input.isNullAt(argument)) {
      return RowStatus.NULL_LOGITS;
    }
    if (packing == null) {
      nested = input.getArray(argument);
      positions = nested.numElements();
      return null;
    }
    packed = input.getBinary(argument);
    int width = packing.width();
    if (!packing.isWhole(packed.length)) {
      return RowStatus.PACKED_LENGTH;
    }
    positions = packed.length / width / numClasses;
    return packed.length / width % numClasses == 0 ? null : RowStatus.SEQUENCE_LENGTH_MISMATCH;
  }

  /** Returns how many positions the row has logits of. */
  int positions() {
    return positions;
  }

  /**
   * Reads the logits of a position to a row of columns, unless something was found of it before.
   *
   * @param index its place, from 0 on
   * @return false if there are too many to be read beside those before
   */
  boolean read(RowColumns rows, int at, int index) {
    if (rows.statuses[at] == null && packing == null && nested.isNullAt(index)) {
      rows.find(at, RowStatus.NULL_LOGITS);
    }
    if (rows.statuses[at] != null) {
      reader.skip(rows, at);
      return true;
    }
    boolean isRead =
        packing != null
            ? reader.read(packed, index * numClasses * packing.width(), numClasses, rows, at)
            : reader.read(nested.getArray(index), rows, at);
    if (isRead) {
      requireSame(rows, at);
    }
    return isRead;
  }

  /** All positions of a sequence have as many logits as the first. */
  private void requireSame(RowColumns rows, int at) {
    int found = rows.numClasses[at];
    if (classes == 0) {
      classes = found;
    } else if (found != classes && found != 0) {
      rows.find(at, RowStatus.NUM_CLASSES_MISMATCH);
    }
  }
}
