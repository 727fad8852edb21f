// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import io.github.sparkxent.numeric.LossOptions;
import io.github.sparkxent.row.PredictionKind;
import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.RowEvaluator;
import io.github.sparkxent.sql.ArrayArgument;
import io.github.sparkxent.sql.Signature;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The options of a run as they travel to the executors: one literal struct among the arguments of
 * {@code evaluate_row}.
 *
 * <p>A literal arrives as the same object for every row of a task, so it is decoded once for each
 * thread and identity.
 */
public final class RowOptions {
  /** The fields, in order, all of them literals. */
  public static final StructType TYPE =
      DataTypes.createStructType(
          new StructField[] {
            DataTypes.createStructField("float_logits", DataTypes.BooleanType, false),
            DataTypes.createStructField("float_labels", DataTypes.BooleanType, false),
            DataTypes.createStructField("label_smoothing", DataTypes.DoubleType, false),
            DataTypes.createStructField("ignore_index", DataTypes.LongType, true),
            DataTypes.createStructField("class_weights", Signature.DOUBLES, true),
            DataTypes.createStructField("num_classes", DataTypes.IntegerType, false),
            DataTypes.createStructField("label_sum_tolerance", DataTypes.DoubleType, false),
            DataTypes.createStructField("prediction_kind", DataTypes.IntegerType, false),
            DataTypes.createStructField("probability_sum_tolerance", DataTypes.DoubleType, false),
            DataTypes.createStructField(
                "class_names", DataTypes.createArrayType(DataTypes.StringType, false), true),
            DataTypes.createStructField("rows_may_wait", DataTypes.BooleanType, false)
          });

  private static final ThreadLocal<RowOptions> LAST = new ThreadLocal<>();

  private final InternalRow source;
  private final boolean floatLogits;
  private final boolean floatLabels;
  private final boolean rowsMayWait;
  private final RowEvaluator evaluator;
  private final Map<UTF8String, Integer> classIds;
  private final RowColumns row = new RowColumns(1);
  private final EvaluationRow result = new EvaluationRow();

  private RowOptions(InternalRow source) {
    this.source = source;
    floatLogits = source.getBoolean(0);
    floatLabels = source.getBoolean(1);
    LossOptions loss =
        LossOptions.of(
            source.getDouble(2),
            source.isNullAt(4) ? null : ArrayArgument.doubles("class_weights", source.getArray(4)),
            source.isNullAt(3) ? OptionalLong.empty() : OptionalLong.of(source.getLong(3)));
    evaluator =
        new RowEvaluator(
            loss,
            source.getInt(5),
            source.getDouble(6),
            PredictionKind.values()[source.getInt(7)],
            source.getDouble(8));
    rowsMayWait = source.getBoolean(10);
    classIds = source.isNullAt(9) ? Map.of() : classIds(source.getArray(9));
  }

  private static Map<UTF8String, Integer> classIds(ArrayData names) {
    Map<UTF8String, Integer> ids = new HashMap<>();
    for (int i = 0; i < names.numElements(); i++) {
      ids.put(names.getUTF8String(i).clone(), i);
    }
    return ids;
  }

  static RowOptions of(InternalRow literal) {
    RowOptions last = LAST.get();
    if (last == null || last.source != literal) {
      last = new RowOptions(literal);
      LAST.set(last);
    }
    return last;
  }

  boolean floatLogits() {
    return floatLogits;
  }

  boolean floatLabels() {
    return floatLabels;
  }

  /** Whether the aggregate takes rows that it has to evaluate. */
  boolean rowsMayWait() {
    return rowsMayWait;
  }

  /** Returns the class id of a class name, or null if no class has it. */
  Integer classId(UTF8String name) {
    return classIds.get(name);
  }

  /** Returns where this thread puts the figures of a row. */
  EvaluationRow result() {
    return result;
  }

  RowColumns row() {
    return row;
  }

  RowEvaluator evaluator() {
    return evaluator;
  }
}
