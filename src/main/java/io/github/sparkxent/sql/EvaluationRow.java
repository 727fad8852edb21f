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
import io.github.sparkxent.metric.RowStatus;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A {@link RowEvaluation} as a struct: what {@code evaluate_row} gives and the aggregate takes. */
public final class EvaluationRow {
  /** The field with the code of the row's status. */
  public static final String STATUS = "status";

  /** The field with the number of classes. */
  public static final String NUM_CLASSES = "num_classes";

  /** The field with the loss. */
  public static final String LOSS = "loss";

  /** The field with the row's own weight. */
  public static final String WEIGHT = "weight";

  /** The field with the row's part in the divisor of the mean loss. */
  public static final String LOSS_WEIGHT = "loss_weight";

  /** The field with the class of the label. */
  public static final String LABEL = "label";

  /** The field with the predicted class. */
  public static final String PREDICTION = "prediction";

  /** The field with the rank of the label. */
  public static final String RANK = "rank";

  /** The field with the probability of the prediction. */
  public static final String CONFIDENCE = "confidence";

  /** The field with the Brier score of the row. */
  public static final String BRIER_SCORE = "brier_score";

  static final StructType TYPE =
      DataTypes.createStructType(
          new StructField[] {
            DataTypes.createStructField(STATUS, DataTypes.IntegerType, false),
            DataTypes.createStructField(NUM_CLASSES, DataTypes.IntegerType, false),
            DataTypes.createStructField(LOSS, DataTypes.DoubleType, false),
            DataTypes.createStructField(WEIGHT, DataTypes.DoubleType, false),
            DataTypes.createStructField(LOSS_WEIGHT, DataTypes.DoubleType, false),
            DataTypes.createStructField(LABEL, DataTypes.IntegerType, false),
            DataTypes.createStructField(PREDICTION, DataTypes.IntegerType, false),
            DataTypes.createStructField(RANK, DataTypes.IntegerType, false),
            DataTypes.createStructField(CONFIDENCE, DataTypes.DoubleType, false),
            DataTypes.createStructField(BRIER_SCORE, DataTypes.DoubleType, false)
          });

  private EvaluationRow() {}

  static InternalRow of(RowEvaluation row) {
    return new Fields(row);
  }

  static RowEvaluation read(InternalRow row) {
    return new RowEvaluation(
        RowStatus.ofCode(row.getInt(0)),
        row.getInt(1),
        row.getDouble(2),
        row.getDouble(3),
        row.getDouble(4),
        row.getInt(5),
        row.getInt(6),
        row.getInt(7),
        row.getDouble(8),
        row.getDouble(9));
  }

  /** The row as Spark's generated code reads it, without a box for each number. */
  private static final class Fields extends GenericInternalRow {
    private static final long serialVersionUID = 1L;
    private static final Object[] NONE = {};

    private final transient RowEvaluation row;

    Fields(RowEvaluation row) {
      super(NONE);
      this.row = row;
    }

    @Override
    public int numFields() {
      return TYPE.length();
    }

    @Override
    public boolean isNullAt(int ordinal) {
      return false;
    }

    @Override
    public int getInt(int ordinal) {
      return switch (ordinal) {
        case 0 -> row.status().code();
        case 1 -> row.numClasses();
        case 5 -> row.label();
        case 6 -> row.prediction();
        case 7 -> row.rank();
        default -> throw new IndexOutOfBoundsException(ordinal);
      };
    }

    @Override
    public double getDouble(int ordinal) {
      return switch (ordinal) {
        case 2 -> row.loss();
        case 3 -> row.weight();
        case 4 -> row.lossWeight();
        case 8 -> row.confidence();
        case 9 -> row.brierScore();
        default -> throw new IndexOutOfBoundsException(ordinal);
      };
    }

    @Override
    public Object genericGet(int ordinal) {
      return TYPE.fields()[ordinal].dataType().equals(DataTypes.IntegerType)
          ? (Object) getInt(ordinal)
          : (Object) getDouble(ordinal);
    }
  }
}
