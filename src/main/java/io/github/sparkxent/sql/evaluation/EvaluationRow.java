// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import io.github.sparkxent.metric.state.RowBlock;
import io.github.sparkxent.numeric.PackedLogits;
import io.github.sparkxent.row.LabelWeight;
import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.RowStatus;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A row of {@link RowColumns} as an array of double, and after it the {@link SplitName} of its
 * split: what {@code evaluate_row} gives and the aggregate takes. Where the weight of the label is
 * no double, it stands between the two as {@link ExactWords}.
 *
 * <p>An array and not a struct, since Spark writes a row's result into memory twice on its way to
 * the aggregate: an array of primitives as one block, a struct field by field. Whole numbers are
 * exact in a double.
 *
 * <p>A row that waits for the aggregate to evaluate it has -1 for its status, and then the number
 * of classes, the label, the weight and the logits, two floats in the bits of a double.
 */
public final class EvaluationRow {
  /** The field with the code of the row's status. */
  public static final String STATUS = "status";

  /** The field with the number of the row's logits. */
  public static final String NUM_CLASSES = "num_classes";

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

  public static final DataType TYPE = DataTypes.createArrayType(DataTypes.DoubleType, false);

  private static final List<String> FIELDS =
      List.of(
          STATUS,
          NUM_CLASSES,
          LOSS,
          WEIGHT,
          "label_weight",
          LABEL,
          PREDICTION,
          "rank",
          CONFIDENCE,
          "brier_score",
          "margin");

  private static final Set<String> WHOLE_NUMBERS = Set.of(STATUS, NUM_CLASSES, LABEL, PREDICTION);

  /** The place of the weight of the label; NaN there if that follows the figures. */
  private static final int LABEL_WEIGHT = 4;

  /** In the place of a status. */
  private static final double WAITS = -1;

  /** Where the logits of a row that waits begin. */
  private static final int LOGITS = 4;

  /** Rows of fewer doubles than this have memory that is used again. */
  private static final int SHORT_ROWS = 33;

  /** Element n is of n doubles; null until there is one. */
  private final UnsafeArrayData[] arrays = new UnsafeArrayData[SHORT_ROWS];

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

  /** Returns a row that has no figures. */
  ArrayData without(UTF8String split, RowStatus status) {
    UnsafeArrayData array = arrayWith(split, FIELDS.size());
    for (int i = 0; i < FIELDS.size(); i++) {
      array.setDouble(i, i == 0 ? status.code() : 0);
    }
    return array;
  }

  /** Returns the figures of the first row, of a split, which are valid until the next one's. */
  ArrayData of(UTF8String split, RowColumns rows) {
    if (rows.statuses[0] != RowStatus.EVALUATED) {
      ArrayData array = without(split, rows.statuses[0]);
      array.setDouble(1, rows.numClasses[0]);
      return array;
    }
    LabelWeight labelWeight = rows.labelWeights[0];
    UnsafeArrayData array =
        labelWeight.isDouble()
            ? arrayWith(split, FIELDS.size())
            : arrayWith(split, ExactWords.of(labelWeight.exact()));
    array.setDouble(0, rows.statuses[0].code());
    array.setDouble(1, rows.numClasses[0]);
    array.setDouble(2, rows.losses[0]);
    array.setDouble(3, rows.weights[0]);
    array.setDouble(LABEL_WEIGHT, labelWeight.isDouble() ? labelWeight.nearest() : Double.NaN);
    array.setDouble(5, rows.labels[0]);
    array.setDouble(6, rows.predictions[0]);
    array.setDouble(7, rows.ranks[0]);
    array.setDouble(8, rows.confidences[0]);
    array.setDouble(9, rows.brierScores[0]);
    array.setDouble(10, rows.margins[0]);
    return array;
  }

  /** Returns a row of a split for the aggregate to evaluate, valid until the next one's. */
  ArrayData waiting(UTF8String split, ArrayData logits, int label, double weight) {
    int numClasses = logits.numElements();
    UnsafeArrayData array = waitingArray(split, numClasses, label, weight);
    int index = LOGITS;
    int last = numClasses - 1;
    for (int i = 0; i < last; i += 2) {
      array.setLong(index++, pair(logits.getFloat(i), logits.getFloat(i + 1)));
    }
    if (last % 2 == 0) {
      array.setLong(index, pair(logits.getFloat(last), 0.0f));
    }
    return array;
  }

  /** The same of packed logits, of a whole number of them. */
  ArrayData waiting(UTF8String split, byte[] packed, int label, double weight) {
    int numClasses = packed.length / Float.BYTES;
    UnsafeArrayData array = waitingArray(split, numClasses, label, weight);
    int index = LOGITS;
    int last = numClasses - 1;
    for (int i = 0; i < last; i += 2) {
      array.setLong(index++, PackedLogits.pair(packed, i));
    }
    if (last % 2 == 0) {
      array.setLong(index, pair(PackedLogits.get(packed, last), 0.0f));
    }
    return array;
  }

  private UnsafeArrayData waitingArray(UTF8String split, int numClasses, int label, double weight) {
    UnsafeArrayData array = arrayWith(split, endOfLogits(numClasses));
    array.setDouble(0, WAITS);
    array.setDouble(1, numClasses);
    array.setDouble(2, label);
    array.setDouble(3, weight);
    return array;
  }

  private static long pair(float first, float second) {
    return (Float.floatToRawIntBits(first) & 0xffffffffL)
        | ((long) Float.floatToRawIntBits(second) << Float.SIZE);
  }

  private static int endOfLogits(int numClasses) {
    return LOGITS + (numClasses + 1) / 2;
  }

  /** Returns memory for the figures, an exact number after them, and then the split's name. */
  private UnsafeArrayData arrayWith(UTF8String split, ExactWords exact) {
    UnsafeArrayData array = arrayWith(split, FIELDS.size() + exact.words());
    exact.write(array, FIELDS.size());
    return array;
  }

  /** Returns memory for so many doubles and the split's name, if there is one, after them. */
  private UnsafeArrayData arrayWith(UTF8String split, int doubles) {
    if (split == null) {
      return arrayOf(doubles);
    }
    UnsafeArrayData array = arrayOf(doubles + SplitName.words(split));
    SplitName.write(split, array, doubles);
    return array;
  }

  private UnsafeArrayData arrayOf(int doubles) {
    if (doubles < SHORT_ROWS && arrays[doubles] != null) {
      return arrays[doubles];
    }
    UnsafeArrayData array = UnsafeArrayData.fromPrimitiveArray(new double[doubles]);
    if (doubles < SHORT_ROWS) {
      arrays[doubles] = array;
    }
    return array;
  }

  /** Tells whether a row has logits instead of figures. */
  static boolean isWaiting(ArrayData row) {
    return row.getDouble(0) == WAITS;
  }

  /** Returns where the name of a row's split begins. */
  static int nameIndex(ArrayData row) {
    if (isWaiting(row)) {
      return endOfLogits(numClasses(row));
    }
    return hasExactWeight(row)
        ? FIELDS.size() + ExactWords.words(row, FIELDS.size())
        : FIELDS.size();
  }

  /** Tells whether the label of a row that has figures weighs what no double is. */
  private static boolean hasExactWeight(ArrayData row) {
    return Double.isNaN(row.getDouble(LABEL_WEIGHT));
  }

  /** Returns the number of classes of a row that waits. */
  static int numClasses(ArrayData row) {
    return (int) row.getDouble(1);
  }

  /** Adds a row that waits to a block. */
  static void read(ArrayData row, RowBlock block) {
    int numClasses = numClasses(row);
    int index = LOGITS;
    int last = numClasses - 1;
    for (int i = 0; i < last; i += 2) {
      long pair = row.getLong(index++);
      block.setLogit(i, Float.intBitsToFloat((int) pair));
      block.setLogit(i + 1, Float.intBitsToFloat((int) (pair >>> Float.SIZE)));
    }
    if (last % 2 == 0) {
      block.setLogit(last, Float.intBitsToFloat((int) row.getLong(index)));
    }
    block.add(numClasses, (int) row.getDouble(2), row.getDouble(3));
  }

  /** Reads a row into the first of columns. */
  static void read(ArrayData row, RowColumns rows) {
    rows.set(0, RowStatus.ofCode((int) row.getDouble(0)), (int) row.getDouble(1));
    rows.losses[0] = row.getDouble(2);
    rows.weights[0] = row.getDouble(3);
    rows.labelWeights[0] =
        hasExactWeight(row)
            ? LabelWeight.of(ExactWords.read(row, FIELDS.size()))
            : LabelWeight.of(row.getDouble(LABEL_WEIGHT));
    rows.labels[0] = (int) row.getDouble(5);
    rows.predictions[0] = (int) row.getDouble(6);
    rows.ranks[0] = (int) row.getDouble(7);
    rows.confidences[0] = row.getDouble(8);
    rows.brierScores[0] = row.getDouble(9);
    rows.margins[0] = row.getDouble(10);
  }
}
