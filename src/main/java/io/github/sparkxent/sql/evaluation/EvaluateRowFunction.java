// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import io.github.sparkxent.row.RowStatus;
import io.github.sparkxent.sql.Signature;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The job's function of a row, in four forms by the type of the label; gives what {@link
 * EvaluationRow} says.
 *
 * <pre>{@code
 * xent.evaluate_row(split, logits, label_is_null, label, weight, options)
 * }</pre>
 *
 * <p>No primitive argument may be null, since Spark would then give a null row without asking: the
 * caller passes {@code label IS NULL} and {@code coalesce(label, 0)}, and NaN for a null weight. A
 * null array or split arrives as null.
 *
 * <p>Where the options allow it, a row of few classes is tested and left for {@code
 * evaluate_splits} to evaluate: sixteen of them at a time take less time than one after the other.
 */
public final class EvaluateRowFunction implements UnboundFunction {
  /** The function's name in the catalog. */
  public static final String NAME = "evaluate_row";

  /** Creates the function; the catalog does. */
  public EvaluateRowFunction() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return NAME
        + "(split, logits, label_is_null, label, weight, options)"
        + " - a row's status and figures, array<double>";
  }

  @Override
  public BoundFunction bind(StructType inputType) {
    Signature signature =
        new Signature(
            NAME, inputType, "split", "logits", "label_is_null", "label", "weight", "options");
    if (!signature.type(0).equals(DataTypes.StringType)) {
      throw signature.refuse(0, "string");
    }
    DataType logits = signature.logits(1);
    DataType label = signature.type(3);
    if (label instanceof ArrayType) {
      return new EvaluateDistributionFunction(
          logits, signature.isFloats(3) ? Signature.FLOATS : Signature.DOUBLES);
    }
    if (label.equals(DataTypes.DoubleType)) {
      return new ByFloatingClassId(logits);
    }
    if (label.equals(DataTypes.LongType)) {
      return new ByClassId(logits);
    }
    if (label.equals(DataTypes.StringType)) {
      return new ByClassName(logits);
    }
    throw signature.refuse(3, "bigint, double, string, array<float> or array<double>");
  }

  /** Label: a class id of an integer type. Public for generated code only. */
  public static final class ByClassId extends BoundRow {
    private static final long serialVersionUID = 1L;

    ByClassId(DataType logits) {
      super(logits, DataTypes.LongType);
    }

    /**
     * Classes and evaluates one row.
     *
     * @param split the row's split, or null
     * @param logits shape [C], or null
     * @param labelIsNull whether the row has no label
     * @param label the class id
     * @param weight the row's own weight, NaN for none
     * @param options see {@link RowOptions}
     * @return see {@link EvaluationRow}
     */
    public static ArrayData invoke(
        UTF8String split,
        ArrayData logits,
        boolean labelIsNull,
        long label,
        double weight,
        InternalRow options) {
      return evaluate(split, logits, labelIsNull, label, weight, options);
    }

    /**
     * Classes and evaluates one row.
     *
     * @param split the row's split, or null
     * @param logits 4 C bytes, or null
     * @param labelIsNull whether the row has no label
     * @param label the class id
     * @param weight the row's own weight, NaN for none
     * @param options see {@link RowOptions}
     * @return see {@link EvaluationRow}
     */
    public static ArrayData invoke(
        UTF8String split,
        byte[] logits,
        boolean labelIsNull,
        long label,
        double weight,
        InternalRow options) {
      return evaluate(split, logits, labelIsNull, label, weight, options);
    }

    private static ArrayData evaluate(
        UTF8String split,
        Object logits,
        boolean labelIsNull,
        long label,
        double weight,
        InternalRow options) {
      RowOptions decoded = RowOptions.of(options);
      RowStatus before =
          labelIsNull ? RowStatus.NULL_LABEL : decoded.evaluator().beforeLogits(label);
      return evaluateRow(split, before, logits, label, weight, decoded);
    }

    @Override
    public ArrayData produceResult(InternalRow input) {
      return evaluate(
          split(input),
          logits(input),
          input.getBoolean(2),
          input.getLong(3),
          input.getDouble(4),
          input.getStruct(5, RowOptions.TYPE.length()));
    }
  }

  /** Label: a class id in floating point. Public for generated code only. */
  public static final class ByFloatingClassId extends BoundRow {
    private static final long serialVersionUID = 1L;

    ByFloatingClassId(DataType logits) {
      super(logits, DataTypes.DoubleType);
    }

    /**
     * Classes and evaluates one row.
     *
     * @param split the row's split, or null
     * @param logits shape [C], or null
     * @param labelIsNull whether the row has no label
     * @param label the class id, if it is an integer
     * @param weight the row's own weight, NaN for none
     * @param options see {@link RowOptions}
     * @return see {@link EvaluationRow}
     */
    public static ArrayData invoke(
        UTF8String split,
        ArrayData logits,
        boolean labelIsNull,
        double label,
        double weight,
        InternalRow options) {
      return evaluate(split, logits, labelIsNull, label, weight, options);
    }

    /**
     * Classes and evaluates one row.
     *
     * @param split the row's split, or null
     * @param logits 4 C bytes, or null
     * @param labelIsNull whether the row has no label
     * @param label the class id, if it is an integer
     * @param weight the row's own weight, NaN for none
     * @param options see {@link RowOptions}
     * @return see {@link EvaluationRow}
     */
    public static ArrayData invoke(
        UTF8String split,
        byte[] logits,
        boolean labelIsNull,
        double label,
        double weight,
        InternalRow options) {
      return evaluate(split, logits, labelIsNull, label, weight, options);
    }

    private static ArrayData evaluate(
        UTF8String split,
        Object logits,
        boolean labelIsNull,
        double label,
        double weight,
        InternalRow options) {
      RowOptions decoded = RowOptions.of(options);
      RowStatus before =
          labelIsNull ? RowStatus.NULL_LABEL : decoded.evaluator().beforeLogits(label);
      return evaluateRow(split, before, logits, (long) label, weight, decoded);
    }

    @Override
    public ArrayData produceResult(InternalRow input) {
      return evaluate(
          split(input),
          logits(input),
          input.getBoolean(2),
          input.getDouble(3),
          input.getDouble(4),
          input.getStruct(5, RowOptions.TYPE.length()));
    }
  }

  /** Label: the name of a class. Public for generated code only. */
  public static final class ByClassName extends BoundRow {
    private static final long serialVersionUID = 1L;

    ByClassName(DataType logits) {
      super(logits, DataTypes.StringType);
    }

    /**
     * Classes and evaluates one row.
     *
     * @param split the row's split, or null
     * @param logits shape [C], or null
     * @param labelIsNull whether the row has no label
     * @param label the name of its class
     * @param weight the row's own weight, NaN for none
     * @param options see {@link RowOptions}
     * @return see {@link EvaluationRow}
     */
    public static ArrayData invoke(
        UTF8String split,
        ArrayData logits,
        boolean labelIsNull,
        UTF8String label,
        double weight,
        InternalRow options) {
      return evaluate(split, logits, labelIsNull, label, weight, options);
    }

    /**
     * Classes and evaluates one row.
     *
     * @param split the row's split, or null
     * @param logits 4 C bytes, or null
     * @param labelIsNull whether the row has no label
     * @param label the name of its class
     * @param weight the row's own weight, NaN for none
     * @param options see {@link RowOptions}
     * @return see {@link EvaluationRow}
     */
    public static ArrayData invoke(
        UTF8String split,
        byte[] logits,
        boolean labelIsNull,
        UTF8String label,
        double weight,
        InternalRow options) {
      return evaluate(split, logits, labelIsNull, label, weight, options);
    }

    private static ArrayData evaluate(
        UTF8String split,
        Object logits,
        boolean labelIsNull,
        UTF8String label,
        double weight,
        InternalRow options) {
      RowOptions decoded = RowOptions.of(options);
      if (labelIsNull || label == null) {
        return evaluateRow(split, RowStatus.NULL_LABEL, logits, 0, weight, decoded);
      }
      Integer classId = decoded.classId(label);
      if (classId == null) {
        return evaluateRow(split, RowStatus.UNKNOWN_CLASS, logits, 0, weight, decoded);
      }
      RowStatus before = decoded.evaluator().beforeLogits(classId.longValue());
      return evaluateRow(split, before, logits, classId, weight, decoded);
    }

    @Override
    public ArrayData produceResult(InternalRow input) {
      return evaluate(
          split(input),
          logits(input),
          input.getBoolean(2),
          input.isNullAt(3) ? null : input.getUTF8String(3),
          input.getDouble(4),
          input.getStruct(5, RowOptions.TYPE.length()));
    }
  }
}
