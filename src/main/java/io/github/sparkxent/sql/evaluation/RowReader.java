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
 * other: makes the tests of what is there at all, and has a {@link RowEvaluator} make the others.
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

  /** Found before the values of the logits are looked at, or null. */
  private RowStatus status;

  /** The logits of a row without such a status: array or packed, and their number. */
  private ArrayData array;

  private byte[] packed;
  private int numClasses;
  private long label;
  private double weight;

  /**
   * Creates a reader for the thread.
   *
   * @param types the types of the arguments, as {@link #types} gives them
   */
  RowReader(RowEvaluator evaluator, List<String> classes, DataType[] types) {
    this.evaluator = evaluator;
    isPacked = types[LOGITS].equals(DataTypes.BinaryType);
    hasDoubles = types[LOGITS].equals(Signature.DOUBLES);
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

  /** Takes a row, which is valid until the next is taken. */
  void take(InternalRow input) {
    weight = input.isNullAt(WEIGHT) ? Double.NaN : input.getDouble(WEIGHT);
    status = input.isNullAt(SPLIT) ? RowStatus.NULL_SPLIT : takeLabel(input);
    if (status == null) {
      status = takeLogits(input);
    }
  }

  private RowStatus takeLabel(InternalRow input) {
    if (input.isNullAt(LABEL)) {
      return RowStatus.NULL_LABEL;
    }
    if (isDistribution) {
      return null;
    }
    if (isFloating) {
      double number = input.getDouble(LABEL);
      label = (long) number;
      return evaluator.beforeLogits(number);
    }
    if (isName) {
      Integer id = classIds.get(input.getUTF8String(LABEL));
      if (id == null) {
        return RowStatus.UNKNOWN_CLASS;
      }
      label = id;
    } else {
      label = input.getLong(LABEL);
    }
    return evaluator.beforeLogits(label);
  }

  private RowStatus takeLogits(InternalRow input) {
    if (input.isNullAt(LOGITS)) {
      return RowStatus.NULL_LOGITS;
    }
    if (isPacked) {
      packed = input.getBinary(LOGITS);
      numClasses = packed.length / Float.BYTES;
      return PackedLogits.isWhole(packed) ? null : RowStatus.PACKED_LENGTH;
    }
    array = input.getArray(LOGITS);
    numClasses = array.numElements();
    return ArrayArgument.firstNull(array) >= 0 ? RowStatus.NULL_ELEMENT : null;
  }

  /** Returns C if the row may wait to be evaluated beside others of as many classes, else 0. */
  int classesOfWaiting() {
    boolean waits =
        status == null
            && !isDistribution
            && !hasDoubles
            && evaluator.mayWait(numClasses, label, weight);
    return waits ? numClasses : 0;
  }

  /** Puts the row, which may wait, to others: its logits into the evaluator. */
  void putWaiting(RowColumns rows, int at) {
    rows.labels[at] = (int) label;
    rows.weights[at] = weight;
    if (isPacked) {
      for (int i = 0; i < numClasses; i++) {
        evaluator.setLogit(at, i, PackedLogits.get(packed, i));
      }
    } else {
      for (int i = 0; i < numClasses; i++) {
        evaluator.setLogit(at, i, array.getFloat(i));
      }
    }
  }

  /** Evaluates the rows that wait. */
  void evaluateWaiting(int numClasses, RowColumns rows, int count) {
    evaluator.evaluateWaiting(numClasses, rows, count);
  }

  /** Evaluates the row on its own, to a row of columns. */
  void evaluate(InternalRow input, RowColumns rows, int at) {
    if (status != null) {
      rows.set(at, status, 0);
    } else if (isDistribution) {
      double[] masses = ArrayArgument.masses(input.getArray(LABEL), isFloatDistribution);
      if (hasDoubles) {
        evaluator.evaluate(array.toDoubleArray(), masses, weight, rows, at);
      } else {
        evaluator.evaluate(floats(), masses, weight, rows, at);
      }
    } else if (hasDoubles) {
      evaluator.evaluate(array.toDoubleArray(), label, weight, rows, at);
    } else {
      evaluator.evaluate(floats(), label, weight, rows, at);
    }
  }

  private float[] floats() {
    return isPacked ? PackedLogits.unpack(packed) : array.toFloatArray();
  }
}
