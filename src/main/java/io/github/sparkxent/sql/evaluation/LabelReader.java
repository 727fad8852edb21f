// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.RowEvaluator;
import io.github.sparkxent.row.RowStatus;
import io.github.sparkxent.sql.ArrayArgument;
import io.github.sparkxent.sql.Signature;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/** Reads labels, one row after the other: class ids, names of classes, distributions. */
final class LabelReader {
  private final int argument;
  private final RowEvaluator evaluator;
  private final boolean isDistribution;
  private final boolean isFloatDistribution;
  private final boolean isFloating;
  private final boolean isName;
  private final Map<UTF8String, Integer> classIds = new HashMap<>();

  /**
   * Creates a reader for the thread.
   *
   * @param argument which of the arguments the label is
   * @param type its type, as {@link #type} gives it
   * @param evaluator tests class ids
   * @param classes the names of the classes in the order of their ids
   */
  LabelReader(int argument, DataType type, RowEvaluator evaluator, List<String> classes) {
    this.argument = argument;
    this.evaluator = evaluator;
    isDistribution = type instanceof ArrayType;
    isFloatDistribution = type.equals(Signature.FLOATS);
    isFloating = type.equals(DataTypes.DoubleType);
    isName = type.equals(DataTypes.StringType);
    for (int i = 0; i < classes.size(); i++) {
      classIds.put(UTF8String.fromString(classes.get(i)), i);
    }
  }

  /** Returns the type in which a label is taken, or refuses it. */
  static DataType type(Signature signature, int argument) {
    DataType type = signature.type(argument);
    if (type instanceof ArrayType) {
      return signature.isFloats(argument) ? Signature.FLOATS : Signature.DOUBLES;
    }
    if (type.equals(DataTypes.LongType)
        || type.equals(DataTypes.DoubleType)
        || type.equals(DataTypes.StringType)) {
      return type;
    }
    throw signature.refuse(argument, "bigint, double, string, array<float> or array<double>");
  }

  /** Reads the label of a row to a row of columns. */
  void read(InternalRow input, RowColumns rows, int at) {
    if (input.isNullAt(argument)) {
      rows.find(at, RowStatus.NULL_LABEL);
    } else if (isDistribution) {
      rows.distributions[at] = ArrayArgument.masses(input.getArray(argument), isFloatDistribution);
    } else if (isFloating) {
      evaluator.setLabel(rows, at, input.getDouble(argument));
    } else if (isName) {
      Integer id = classIds.get(input.getUTF8String(argument));
      if (id == null) {
        rows.find(at, RowStatus.UNKNOWN_CLASS);
      } else {
        evaluator.setLabel(rows, at, id.longValue());
      }
    } else {
      evaluator.setLabel(rows, at, input.getLong(argument));
    }
  }
}
