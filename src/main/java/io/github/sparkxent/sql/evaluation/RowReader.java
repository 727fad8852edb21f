// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import io.github.sparkxent.row.PredictionKind;
import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.RowEvaluator;
import io.github.sparkxent.row.RowStatus;
import io.github.sparkxent.sql.Signature;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Reads split, logits, label and weight, the first arguments of both functions, and whether the run
 * is about the row, which may be their last, one row after the other: makes the tests of what is
 * there at all; a {@link RowEvaluator} makes the others.
 */
final class RowReader {
  static final int SPLIT = 0;
  static final int LOGITS = 1;
  static final int LABEL = 2;
  static final int WEIGHT = 3;

  /** The place of the last argument if that is what is kept, else -1. */
  private final int kept;

  /** Null where rows list some classes. */
  private final LogitsReader logits;

  /** Null where rows have logits. */
  private final ListedReader listed;

  private final LabelReader labels;

  /**
   * Creates a reader for the thread.
   *
   * @param evaluator tests class ids
   * @param options those of the run
   * @param types the types of all arguments, the first as {@link #types} gives them
   * @param capacity how many rows are read side by side
   */
  RowReader(RowEvaluator evaluator, EvaluationOptions options, DataType[] types, int capacity) {
    kept = types[types.length - 1].equals(DataTypes.BooleanType) ? types.length - 1 : -1;
    boolean areListed = types[LOGITS] instanceof StructType;
    logits =
        areListed ? null : new LogitsReader(LOGITS, types[LOGITS], options.encoding(), capacity);
    listed = areListed ? new ListedReader(LOGITS, types[LOGITS], evaluator.numClasses()) : null;
    labels = new LabelReader(LABEL, types[LABEL], evaluator, options.classes());
  }

  /** Tells whether the rows of a call are sequences. */
  static boolean areSequences(Signature signature) {
    return SequenceTypes.areIn(signature.type(LOGITS), signature.type(LABEL));
  }

  /** Returns the type in which something is taken that sequences alone have, or refuses it. */
  static DataType typeOfSequences(
      Signature signature, String name, int argument, boolean areSequences) {
    if (!areSequences) {
      throw signature.refuse(argument, "none, since the rows are no sequences");
    }
    return name.equals(EvaluationArguments.MASK)
        ? SequenceTypes.mask(signature, argument)
        : signature.require(argument, DataTypes.LongType);
  }

  /** Returns the types in which the arguments are taken, or refuses one. */
  static DataType[] types(Signature signature, PredictionKind kind) {
    boolean areSequences = areSequences(signature);
    return new DataType[] {
      signature.require(SPLIT, DataTypes.StringType),
      kind == PredictionKind.TOP_LOG_PROBABILITIES
          ? ListedReader.type(signature, LOGITS)
          : areSequences ? SequenceTypes.logits(signature, LOGITS) : signature.logits(LOGITS),
      areSequences ? SequenceTypes.labels(signature, LABEL) : LabelReader.type(signature, LABEL),
      signature.require(WEIGHT, DataTypes.DoubleType)
    };
  }

  /**
   * Reads a row to a row of columns. All rows of columns before it must be of few classes too; the
   * first may have any number.
   *
   * @return false if the row has too many logits to be read beside those before it
   */
  boolean read(InternalRow input, RowColumns rows, int at) {
    rows.clear(at, at + 1);
    if (kept >= 0 && (input.isNullAt(kept) || !input.getBoolean(kept))) {
      rows.find(at, RowStatus.FILTERED);
      rows.numClasses[at] = 0;
      return true;
    }
    rows.weights[at] = input.isNullAt(WEIGHT) ? Double.NaN : input.getDouble(WEIGHT);
    if (input.isNullAt(SPLIT)) {
      rows.find(at, RowStatus.NULL_SPLIT);
    } else {
      labels.read(input, rows, at);
    }
    if (logits != null) {
      return logits.read(input, rows, at);
    }
    listed.read(input, rows, at);
    return true;
  }
}
