// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import io.github.sparkxent.numeric.PackedLogits;
import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.RowEvaluator;
import io.github.sparkxent.row.RowStatus;
import io.github.sparkxent.sql.ArrayArgument;
import io.github.sparkxent.sql.Signature;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Reads split, logits, label and weight, the first arguments of both functions, one row after the
 * other: makes the tests of what is there at all; a {@link RowEvaluator} makes the others.
 */
final class RowReader {
  /** The names of the arguments. */
  static final List<String> ARGUMENTS = List.of("split", "logits", "label", "weight");

  static final int SPLIT = 0;
  private static final int LOGITS = 1;
  private static final int LABEL = 2;
  private static final int WEIGHT = 3;

  private final RowEvaluator evaluator;
  private final boolean isPacked;
  private final boolean hasDoubles;
  private final boolean isDistribution;
  private final boolean isFloatDistribution;
  private final boolean isFloating;
  private final boolean isName;
  private final Map<UTF8String, Integer> classIds = new HashMap<>();

  /** The logits of rows of few classes that are read side by side, each with its own place. */
  private final float[] fewFloats;

  private final double[] fewDoubles;

  /**
   * Creates a reader for the thread.
   *
   * @param capacity how many rows are read side by side
   * @param types the types of the arguments, as {@link #types} gives them
   */
  RowReader(RowEvaluator evaluator, List<String> classes, DataType[] types, int capacity) {
    this.evaluator = evaluator;
    isPacked = types[LOGITS].equals(DataTypes.BinaryType);
    hasDoubles = types[LOGITS].equals(Signature.DOUBLES);
    fewFloats = hasDoubles ? null : new float[capacity * RowEvaluator.FEW_CLASSES];
    fewDoubles = hasDoubles ? new double[capacity * RowEvaluator.FEW_CLASSES] : null;
    isDistribution = types[LABEL] instanceof ArrayType;
    isFloatDistribution = types[LABEL].equals(Signature.FLOATS);
    isFloating = types[LABEL].equals(DataTypes.DoubleType);
    isName = types[LABEL].equals(DataTypes.StringType);
    for (int i = 0; i < classes.size(); i++) {
      classIds.put(UTF8String.fromString(classes.get(i)), i);
    }
  }

  /** Returns the types in which the arguments are taken, or refuses one. */
  static DataType[] types(Signature signature) {
    if (!signature.type(SPLIT).equals(DataTypes.StringType)) {
      throw signature.refuse(SPLIT, "string");
    }
    if (!signature.type(WEIGHT).equals(DataTypes.DoubleType)) {
      throw signature.refuse(WEIGHT, "double");
    }
    return new DataType[] {
      DataTypes.StringType, signature.logits(LOGITS), labelType(signature), DataTypes.DoubleType
    };
  }

  private static DataType labelType(Signature signature) {
    DataType type = signature.type(LABEL);
    if (type instanceof ArrayType) {
      return signature.isFloats(LABEL) ? Signature.FLOATS : Signature.DOUBLES;
    }
    if (type.equals(DataTypes.LongType)
        || type.equals(DataTypes.DoubleType)
        || type.equals(DataTypes.StringType)) {
      return type;
    }
    throw signature.refuse(LABEL, "bigint, double, string, array<float> or array<double>");
  }

  /**
   * Reads a row to a row of columns. All rows of columns before it must be of few classes too; the
   * first may have any number.
   *
   * @return false if the row has too many logits to be read beside those before it
   */
  boolean read(InternalRow input, RowColumns rows, int at) {
    rows.clear(at, at + 1);
    rows.weights[at] = input.isNullAt(WEIGHT) ? Double.NaN : input.getDouble(WEIGHT);
    rows.floats = fewFloats;
    rows.doubles = fewDoubles;
    if (input.isNullAt(SPLIT)) {
      rows.find(at, RowStatus.NULL_SPLIT);
    } else if (input.isNullAt(LABEL)) {
      rows.find(at, RowStatus.NULL_LABEL);
    } else if (!isDistribution) {
      readLabel(input, rows, at);
    }
    if (rows.statuses[at] == null && input.isNullAt(LOGITS)) {
      rows.find(at, RowStatus.NULL_LOGITS);
    }
    if (rows.statuses[at] != null) {
      rows.numClasses[at] = 0; // what logits there are is not read
      return true;
    }
    if (isDistribution) {
      rows.distributions[at] = ArrayArgument.masses(input.getArray(LABEL), isFloatDistribution);
    }
    return isPacked
        ? readLogits(input.getBinary(LOGITS), rows, at)
        : readLogits(input.getArray(LOGITS), rows, at);
  }

  private void readLabel(InternalRow input, RowColumns rows, int at) {
    if (isFloating) {
      evaluator.setLabel(rows, at, input.getDouble(LABEL));
    } else if (isName) {
      Integer id = classIds.get(input.getUTF8String(LABEL));
      if (id == null) {
        rows.find(at, RowStatus.UNKNOWN_CLASS);
      } else {
        evaluator.setLabel(rows, at, id.longValue());
      }
    } else {
      evaluator.setLabel(rows, at, input.getLong(LABEL));
    }
  }

  private boolean readLogits(byte[] packed, RowColumns rows, int at) {
    int length = packed.length / Float.BYTES;
    rows.numClasses[at] = length;
    if (!PackedLogits.isWhole(packed)) {
      rows.find(at, RowStatus.PACKED_LENGTH);
    } else if (length > RowEvaluator.FEW_CLASSES) {
      if (at > 0) {
        return false;
      }
      rows.starts[at] = 0;
      rows.floats = PackedLogits.unpack(packed);
    } else {
      int start = at * RowEvaluator.FEW_CLASSES;
      rows.starts[at] = start;
      for (int i = 0; i < length; i++) {
        fewFloats[start + i] = PackedLogits.get(packed, i);
      }
    }
    return true;
  }

  private boolean readLogits(ArrayData array, RowColumns rows, int at) {
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
