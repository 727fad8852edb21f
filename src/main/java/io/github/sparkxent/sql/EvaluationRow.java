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
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A {@link RowEvaluation} as an array of double, and after it the {@link SplitName} of its split:
 * what {@code evaluate_row} gives and the aggregate takes.
 *
 * <p>An array and not a struct, since Spark writes a row's result into memory twice on its way to
 * the aggregate: an array of primitives as one block, a struct field by field. Whole numbers are
 * exact in a double.
 */
public final class EvaluationRow {
  /** The field with the code of the row's status. */
  public static final String STATUS = "status";

  /** The field with the loss. */
  public static final String LOSS = "loss";

  /** The field with the row's own weight. */
  public static final String WEIGHT = "weight";

  /** The field with the class of the label. */
  public static final String LABEL = "label";

  /** The field with the predicted class. */
  public static final String PREDICTION = "prediction";

  /** The field with the probability of the prediction. */
  public static final String CONFIDENCE = "confidence";

  static final DataType TYPE = DataTypes.createArrayType(DataTypes.DoubleType, false);

  private static final List<String> FIELDS =
      List.of(
          STATUS,
          "num_classes",
          LOSS,
          WEIGHT,
          "loss_weight",
          LABEL,
          PREDICTION,
          "rank",
          CONFIDENCE,
          "brier_score");

  private static final Set<String> WHOLE_NUMBERS = Set.of(STATUS, LABEL, PREDICTION);

  /** Names of fewer doubles than this have memory that is used again: those of up to 56 bytes. */
  private static final int SHORT_NAMES = 9;

  /** Element n has room for a split's name of n doubles; null until there is one. */
  private final UnsafeArrayData[] arrays = new UnsafeArrayData[SHORT_NAMES];

  /** Creates the memory for the figures of a row at a time; for one thread. */
  EvaluationRow() {}

  /**
   * Returns a field of a column of such arrays, under its name.
   *
   * @param row the column
   * @param name one of the constants
   * @return the field, an int or a double
   */
  public static Column field(Column row, String name) {
    Column field = row.getItem(FIELDS.indexOf(name));
    return (WHOLE_NUMBERS.contains(name) ? field.cast(DataTypes.IntegerType) : field).as(name);
  }

  /** Returns the figures of a row of a split, or of none, which are valid until the next one's. */
  ArrayData of(UTF8String split, RowEvaluation row) {
    UnsafeArrayData array = arrayFor(split == null ? 0 : SplitName.words(split));
    if (split != null) {
      SplitName.write(split, array, FIELDS.size());
    }
    array.setDouble(0, row.status().code());
    array.setDouble(1, row.numClasses());
    array.setDouble(2, row.loss());
    array.setDouble(3, row.weight());
    array.setDouble(4, row.lossWeight());
    array.setDouble(5, row.label());
    array.setDouble(6, row.prediction());
    array.setDouble(7, row.rank());
    array.setDouble(8, row.confidence());
    array.setDouble(9, row.brierScore());
    return array;
  }

  private UnsafeArrayData arrayFor(int words) {
    if (words < SHORT_NAMES && arrays[words] != null) {
      return arrays[words];
    }
    UnsafeArrayData array = UnsafeArrayData.fromPrimitiveArray(new double[FIELDS.size() + words]);
    if (words < SHORT_NAMES) {
      arrays[words] = array;
    }
    return array;
  }

  static SplitName split(ArrayData row) {
    return SplitName.read(row, FIELDS.size());
  }

  static boolean isOf(SplitName split, ArrayData row) {
    return split.isIn(row, FIELDS.size());
  }

  static RowEvaluation read(ArrayData row) {
    return new RowEvaluation(
        RowStatus.ofCode((int) row.getDouble(0)),
        (int) row.getDouble(1),
        row.getDouble(2),
        row.getDouble(3),
        row.getDouble(4),
        (int) row.getDouble(5),
        (int) row.getDouble(6),
        (int) row.getDouble(7),
        row.getDouble(8),
        row.getDouble(9));
  }
}
