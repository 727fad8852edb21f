/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.sparkxent.sql;

import io.github.sparkxent.metric.RowEvaluation;
import io.github.sparkxent.metric.RowEvaluator;
import io.github.sparkxent.metric.RowStatus;
import io.github.sparkxent.numeric.PackedLogits;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

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
        DataTypes.BooleanType,
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

  /** Makes the tests of a row that need neither label nor the values of the logits. */
  static RowStatus statusOf(Object logits) {
    if (logits == null) {
      return RowStatus.NULL_LOGITS;
    }
    if (logits instanceof byte[] packed) {
      return PackedLogits.isWhole(packed) ? null : RowStatus.PACKED_LENGTH;
    }
    return ArrayArgument.firstNull((ArrayData) logits) >= 0 ? RowStatus.NULL_ELEMENT : null;
  }

  /** Returns logits that came as packed ones or as an array of float. */
  static float[] floats(Object logits) {
    return logits instanceof byte[] packed
        ? PackedLogits.unpack(packed)
        : ((ArrayData) logits).toFloatArray();
  }

  static ArrayData without(RowStatus status) {
    return new EvaluationRow().of(RowEvaluation.without(status, 0));
  }

  /** Evaluates a row with a class id. */
  static ArrayData evaluateRow(Object logits, long label, double weight, RowOptions options) {
    RowStatus status = statusOf(logits);
    if (status != null) {
      return without(status);
    }
    RowEvaluator evaluator = options.evaluator();
    return options
        .result()
        .of(
            options.floatLogits()
                ? evaluator.evaluate(floats(logits), label, weight)
                : evaluator.evaluate(((ArrayData) logits).toDoubleArray(), label, weight));
  }
}
