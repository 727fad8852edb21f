// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.RowEvaluator;
import io.github.sparkxent.row.RowStatus;
import io.github.sparkxent.sql.ArrayArgument;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * {@link EvaluateRowFunction} for a label that is a distribution. Public for generated code only.
 */
public final class EvaluateDistributionFunction extends BoundRow {
  private static final long serialVersionUID = 1L;

  EvaluateDistributionFunction(DataType logits, DataType labels) {
    super(logits, labels);
  }

  /**
   * Classes and evaluates one row.
   *
   * @param split the row's split, or null
   * @param logits shape [C], or null
   * @param labelIsNull whether the row has no label
   * @param labels the distribution, shape [C]
   * @param weight the row's own weight, NaN for none
   * @param options see {@link RowOptions}
   * @return see {@link EvaluationRow}
   */
  public static ArrayData invoke(
      UTF8String split,
      ArrayData logits,
      boolean labelIsNull,
      ArrayData labels,
      double weight,
      InternalRow options) {
    return evaluate(split, logits, labelIsNull, labels, weight, options);
  }

  /**
   * Classes and evaluates one row.
   *
   * @param split the row's split, or null
   * @param logits 4 C bytes, or null
   * @param labelIsNull whether the row has no label
   * @param labels the distribution, shape [C]
   * @param weight the row's own weight, NaN for none
   * @param options see {@link RowOptions}
   * @return see {@link EvaluationRow}
   */
  public static ArrayData invoke(
      UTF8String split,
      byte[] logits,
      boolean labelIsNull,
      ArrayData labels,
      double weight,
      InternalRow options) {
    return evaluate(split, logits, labelIsNull, labels, weight, options);
  }

  private static ArrayData evaluate(
      UTF8String split,
      Object logits,
      boolean labelIsNull,
      ArrayData labels,
      double weight,
      InternalRow options) {
    RowOptions decoded = RowOptions.of(options);
    RowStatus before = labelIsNull || labels == null ? RowStatus.NULL_LABEL : null;
    RowStatus status = statusOf(split, before, logits);
    if (status != null) {
      return decoded.result().without(split, status);
    }
    double[] masses = ArrayArgument.masses(labels, decoded.floatLabels());
    RowEvaluator evaluator = decoded.evaluator();
    RowColumns row = decoded.row();
    if (decoded.floatLogits()) {
      evaluator.evaluate(floats(logits), masses, weight, row, 0);
    } else {
      evaluator.evaluate(((ArrayData) logits).toDoubleArray(), masses, weight, row, 0);
    }
    return decoded.result().of(split, row);
  }

  @Override
  public ArrayData produceResult(InternalRow input) {
    return evaluate(
        split(input),
        logits(input),
        input.getBoolean(2),
        input.isNullAt(3) ? null : input.getArray(3),
        input.getDouble(4),
        input.getStruct(5, RowOptions.TYPE.length()));
  }
}
