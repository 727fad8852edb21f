// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql;

import io.github.sparkxent.numeric.LossOptions;
import io.github.sparkxent.numeric.SoftmaxRow;
import io.github.sparkxent.row.LabelWeight;
import io.github.sparkxent.row.RowEvaluation;
import io.github.sparkxent.row.RowStatus;
import io.github.sparkxent.sql.evaluation.BoundRow;
import io.github.sparkxent.sql.evaluation.EvaluateRowFunction;
import io.github.sparkxent.sql.evaluation.RowOptions;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * {@code evaluate_row} with the tests of split, label and logits, the loss and the prediction, and
 * none of the other figures; for arrays of float.
 */
public final class RowLossFunction implements UnboundFunction {
  RowLossFunction() {}

  @Override
  public String name() {
    return EvaluateRowFunction.NAME;
  }

  @Override
  public String description() {
    return name()
        + "(split, logits, label_is_null, label, weight, options)"
        + " - a row's status and loss, array<double>";
  }

  @Override
  public BoundFunction bind(StructType inputType) {
    return new OfClassId(inputType.fields()[1].dataType());
  }

  /** Label: a class id of an integer type. Public for generated code only. */
  public static final class OfClassId extends BoundRow {
    private static final long serialVersionUID = 1L;

    private static final ThreadLocal<Decoded> LAST = new ThreadLocal<>();

    /** The options of a task, found once a row as the job finds them. */
    private record Decoded(InternalRow source, RowOptions options, SoftmaxRow row) {}

    OfClassId(DataType logits) {
      super(logits, DataTypes.LongType);
    }

    /** Classes a row and computes its loss; the arguments are those of the job's function. */
    public static ArrayData invoke(
        UTF8String split,
        ArrayData logits,
        boolean labelIsNull,
        long label,
        double weight,
        InternalRow options) {
      Decoded decoded = LAST.get();
      if (decoded == null || decoded.source != options) {
        decoded = new Decoded(options, RowOptions.of(options), new SoftmaxRow());
        LAST.set(decoded);
      }
      RowStatus before =
          labelIsNull ? RowStatus.NULL_LABEL : decoded.options.evaluator().beforeLogits(label);
      RowStatus status = statusOf(split, before, logits);
      RowEvaluation row =
          status == null
              ? evaluate(decoded.row, floats(logits), label, weight)
              : RowEvaluation.without(status, 0);
      return decoded.options.result().of(split, row);
    }

    private static RowEvaluation evaluate(
        SoftmaxRow row, float[] logits, long label, double weight) {
      if (label < 0 || label >= logits.length) {
        return RowEvaluation.without(RowStatus.LABEL_OUT_OF_RANGE, logits.length);
      }
      if (!row.load(logits).isDefined()) {
        return RowEvaluation.without(RowStatus.NAN_LOGIT, logits.length);
      }
      double loss = row.loss(label, LossOptions.DEFAULT);
      return new RowEvaluation(
          RowStatus.EVALUATED,
          logits.length,
          loss,
          weight,
          LabelWeight.ONE,
          (int) label,
          row.argmax(),
          0,
          0,
          0,
          0,
          null);
    }

    @Override
    public ArrayData produceResult(InternalRow input) {
      return invoke(
          split(input),
          (ArrayData) logits(input),
          input.getBoolean(2),
          input.getLong(3),
          input.getDouble(4),
          input.getStruct(5, RowOptions.TYPE.length()));
    }
  }
}
