// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import io.github.sparkxent.row.BaselineEvaluator;
import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.RowEvaluator;
import io.github.sparkxent.row.RowStatus;
import io.github.sparkxent.sql.Signature;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Reads what a row has of the baseline, one row after the other: logits or figures, and a label of
 * its own, which is compared with the candidate's at once.
 */
final class BaselineReader {
  private final BaselineEvaluator evaluator;

  /** Null if there are figures. */
  private final LogitsReader logits;

  /** Null if it has none of its own. */
  private final LabelReader labels;

  /** The place of the first of {@link EvaluationArguments#BASELINE_FIGURES}. */
  private final int figures;

  /**
   * Creates a reader for the thread.
   *
   * @param evaluator compares labels
   * @param candidate tests class ids
   * @param options of a run with a baseline
   * @param types the types of all arguments
   * @param capacity how many rows are read side by side
   */
  BaselineReader(
      BaselineEvaluator evaluator,
      RowEvaluator candidate,
      EvaluationOptions options,
      DataType[] types,
      int capacity) {
    this.evaluator = evaluator;
    EvaluationArguments arguments = EvaluationArguments.of(options);
    int place = arguments.indexOf(EvaluationArguments.BASELINE_LOGITS);
    logits =
        place < 0
            ? null
            : new LogitsReader(place, types[place], options.baseline().encoding(), capacity);
    figures = arguments.indexOf(EvaluationArguments.BASELINE_LOSS);
    int label = arguments.indexOf(EvaluationArguments.BASELINE_LABEL);
    labels = label < 0 ? null : new LabelReader(label, types[label], candidate, options.classes());
  }

  /** Returns the type in which an argument of the baseline is taken, or refuses it. */
  static DataType type(Signature signature, String name, int argument) {
    return switch (name) {
      case EvaluationArguments.BASELINE_LOGITS -> signature.logits(argument);
      case EvaluationArguments.BASELINE_LABEL -> LabelReader.type(signature, argument);
      case EvaluationArguments.BASELINE_PREDICTION, EvaluationArguments.BASELINE_RANK ->
          signature.require(argument, DataTypes.IntegerType);
      default -> signature.require(argument, DataTypes.DoubleType);
    };
  }

  /**
   * Reads the baseline of a row whose candidate has been read.
   *
   * @return false if it has too many logits to be read beside those before it
   */
  boolean read(InternalRow input, RowColumns rows, int at) {
    RowColumns baseline = rows.baseline;
    baseline.clear(at, at + 1);
    if (labels != null) {
      labels.read(input, baseline, at);
      evaluator.compareLabels(rows, at, at + 1);
    }
    if (rows.statuses[at] != null) {
      baseline.find(at, RowStatus.IGNORED); // there will be nothing to compare
    }
    if (logits != null) {
      return logits.read(input, baseline, at);
    }
    if (baseline.statuses[at] == null) {
      readFigures(input, baseline, at);
    }
    return true;
  }

  private void readFigures(InternalRow input, RowColumns baseline, int at) {
    for (int i = 0; i < EvaluationArguments.BASELINE_FIGURES.size(); i++) {
      if (input.isNullAt(figures + i)) {
        baseline.find(at, RowStatus.NULL_LOGITS);
        return;
      }
    }
    baseline.losses[at] = input.getDouble(figures);
    baseline.predictions[at] = input.getInt(figures + 1);
    baseline.ranks[at] = input.getInt(figures + 2);
    baseline.confidences[at] = input.getDouble(figures + 3);
    baseline.brierScores[at] = input.getDouble(figures + 4);
  }
}
