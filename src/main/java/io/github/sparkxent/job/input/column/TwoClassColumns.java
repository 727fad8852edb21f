// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.column;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.github.sparkxent.job.failure.EvaluationException;
import io.github.sparkxent.row.PredictionKind;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/**
 * The columns of two classes as those of any number: one number of class 1 as an array of both, and
 * a label that is true or false as a class id.
 */
public final class TwoClassColumns {
  private TwoClassColumns() {}

  /**
   * Returns a prediction that may be one number: a logit z is [0, z], a probability p is [1 - p, p]
   * in double.
   *
   * @param kind what the number is
   * @throws EvaluationException of kind configuration if it is one log-probability, of which that
   *     of the other class is no number to be exact with
   */
  public static InputColumn prediction(InputColumn column, PredictionKind kind) {
    if (!InputColumn.isFloating(column.type())) {
      return column;
    }
    Column one = column.column();
    if (kind == PredictionKind.LOG_PROBABILITIES) {
      throw EvaluationException.configuration(
          column
              + ", one log-probability, expected those of both classes, or a logit or probability"
              + " and columns.input_kind to say so");
    }
    if (kind == PredictionKind.PROBABILITIES) {
      Column p = one.cast(DataTypes.DoubleType);
      return pair(column, lit(1.0).minus(p), p);
    }
    return pair(column, lit(0).cast(column.type()), one);
  }

  private static InputColumn pair(InputColumn column, Column zero, Column one) {
    return new InputColumn(
        column.key(),
        column.expression(),
        column.sql(),
        when(column.column().isNotNull(), array(zero, one)),
        DataTypes.createArrayType(column.column() == one ? column.type() : DataTypes.DoubleType));
  }

  /** Returns a label, true as 1 and false as 0. */
  public static InputColumn label(InputColumn column) {
    return column.type().equals(DataTypes.BooleanType)
        ? new InputColumn(
            column.key(),
            column.expression(),
            column.sql(),
            column.column().cast(DataTypes.LongType),
            DataTypes.LongType)
        : column;
  }
}
