// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import io.github.sparkxent.numeric.PackedLogits;
import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.RowEvaluator;
import io.github.sparkxent.row.RowStatus;
import io.github.sparkxent.sql.ArrayArgument;
import io.github.sparkxent.sql.BoundScalar;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * {@link EvaluateRowFunction} bound to types. Logits are an ArrayData or, packed, a byte[]; a bound
 * class has an {@code invoke} for each.
 */
abstract class BoundRow extends BoundScalar<ArrayData> {
  private static final long serialVersionUID = 1L;

  private final boolean isPacked;

  BoundRow(DataType logits, DataType label) {
    super(
        EvaluateRowFunction.NAME,
        EvaluationRow.TYPE,
        DataTypes.StringType,
        logits,
        DataTypes.BooleanType,
        label,
        DataTypes.DoubleType,
        RowOptions.TYPE);
    isPacked = logits.equals(DataTypes.BinaryType);
  }

  @Override
  public final boolean isResultNullable() {
    return false;
  }

  /** Returns the logits of interpreted code as generated code would pass them. */
  final Object logits(InternalRow input) {
    if (input.isNullAt(1)) {
      return null;
    }
    return isPacked ? input.getBinary(1) : input.getArray(1);
  }

  /** Returns the split of interpreted code as generated code would pass it. */
  static UTF8String split(InternalRow input) {
    return input.isNullAt(0) ? null : input.getUTF8String(0);
  }

  /**
   * Tells what became of a row before the values of its logits were looked at.
   *
   * @param before what its label says of that, or null
   */
  static RowStatus statusOf(UTF8String split, RowStatus before, Object logits) {
    if (split == null) {
      return RowStatus.NULL_SPLIT;
    }
    if (before != null) {
      return before;
    }
    if (logits == null) {
      return RowStatus.NULL_LOGITS;
    }
    if (logits instanceof byte[] packed) {
      return PackedLogits.isWhole(packed) ? null : RowStatus.PACKED_LENGTH;
    }
    return ArrayArgument.firstNull((ArrayData) logits) >= 0 ? RowStatus.NULL_ELEMENT : null;
  }

  private static int length(Object logits) {
    return logits instanceof byte[] packed
        ? packed.length / Float.BYTES
        : ((ArrayData) logits).numElements();
  }

  /** Returns logits that came as packed ones or as an array of float. */
  static float[] floats(Object logits) {
    return logits instanceof byte[] packed
        ? PackedLogits.unpack(packed)
        : ((ArrayData) logits).toFloatArray();
  }

  /**
   * Evaluates a row with a class id, or leaves that to the aggregate.
   *
   * @param before what became of the row before its logits were looked at, or null
   */
  static ArrayData evaluateRow(
      UTF8String split,
      RowStatus before,
      Object logits,
      long label,
      double weight,
      RowOptions options) {
    RowStatus status = statusOf(split, before, logits);
    if (status != null) {
      return options.result().without(split, status);
    }
    RowEvaluator evaluator = options.evaluator();
    RowColumns row = options.row();
    if (!options.floatLogits()) {
      evaluator.evaluate(((ArrayData) logits).toDoubleArray(), label, weight, row, 0);
      return options.result().of(split, row);
    }
    if (options.rowsMayWait() && evaluator.fitsBlock(length(logits), label, weight)) {
      return logits instanceof byte[] packed
          ? options.result().waiting(split, packed, (int) label, weight)
          : options.result().waiting(split, (ArrayData) logits, (int) label, weight);
    }
    evaluator.evaluate(floats(logits), label, weight, row, 0);
    return options.result().of(split, row);
  }
}
