// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import io.github.sparkxent.row.ListedClasses;
import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.RowStatus;
import io.github.sparkxent.sql.ArrayArgument;
import io.github.sparkxent.sql.Signature;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Reads the listed classes of rows that have no other log-probabilities, one row after the other: a
 * struct of ids and log-probabilities, in this order.
 */
final class ListedReader {
  private static final int IDS = 0;
  private static final int LOG_PROBABILITIES = 1;
  private static final int FIELDS = 2;

  private final int argument;
  private final int numClasses;
  private final boolean areFloats;

  /**
   * Creates a reader.
   *
   * @param argument which of the arguments the lists are
   * @param type its type, as {@link #type} gives it
   * @param numClasses the number of classes, which the lists do not tell
   */
  ListedReader(int argument, DataType type, int numClasses) {
    this.argument = argument;
    this.numClasses = numClasses;
    areFloats = elements((StructType) type, LOG_PROBABILITIES).equals(DataTypes.FloatType);
  }

  /** Returns the type in which lists are taken, or refuses it. */
  static DataType type(Signature signature, int argument) {
    if (signature.type(argument) instanceof StructType struct
        && struct.length() == FIELDS
        && DataTypes.LongType.equals(elements(struct, IDS))
        && (DataTypes.FloatType.equals(elements(struct, LOG_PROBABILITIES))
            || DataTypes.DoubleType.equals(elements(struct, LOG_PROBABILITIES)))) {
      return struct;
    }
    throw signature.refuse(
        argument, "struct<ids: array<bigint>, logprobs: array<float> or array<double>>");
  }

  private static DataType elements(StructType struct, int field) {
    return struct.fields()[field].dataType() instanceof ArrayType array
        ? array.elementType()
        : null;
  }

  /** Reads the list of a row to a row of columns, unless something was found of the row before. */
  void read(InternalRow input, RowColumns rows, int at) {
    rows.numClasses[at] = 0;
    if (rows.statuses[at] != null) {
      return; // what is listed is not read
    }
    InternalRow lists = input.isNullAt(argument) ? null : input.getStruct(argument, FIELDS);
    if (lists == null || lists.isNullAt(IDS) || lists.isNullAt(LOG_PROBABILITIES)) {
      rows.find(at, RowStatus.NULL_LOGITS);
      return;
    }
    ArrayData ids = lists.getArray(IDS);
    ArrayData logProbabilities = lists.getArray(LOG_PROBABILITIES);
    if (ArrayArgument.firstNull(ids) >= 0 || ArrayArgument.firstNull(logProbabilities) >= 0) {
      rows.find(at, RowStatus.NULL_ELEMENT);
    } else if (ids.numElements() != logProbabilities.numElements()) {
      rows.find(at, RowStatus.LISTED_LENGTH_MISMATCH);
    } else if (ids.numElements() == 0) {
      rows.find(at, RowStatus.EMPTY_LOGITS);
    } else {
      rows.numClasses[at] = numClasses;
      rows.listed[at] = ListedClasses.of(ids.toLongArray(), numbers(logProbabilities), areFloats);
    }
  }

  private double[] numbers(ArrayData array) {
    if (!areFloats) {
      return array.toDoubleArray();
    }
    double[] numbers = new double[array.numElements()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.getFloat(i);
    }
    return numbers;
  }
}
