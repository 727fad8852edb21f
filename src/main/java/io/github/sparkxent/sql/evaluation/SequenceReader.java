// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.RowEvaluator;
import io.github.sparkxent.row.RowSequence;
import io.github.sparkxent.row.RowStatus;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Reads rows that are sequences, one after the other, position by position: makes the tests of what
 * is there at all; a {@link RowEvaluator} makes the others.
 *
 * <p>What is wrong with a sequence as a whole stands in columns in the place of its positions.
 */
final class SequenceReader {
  private final RowEvaluator evaluator;
  private final SequenceLogits logits;

  /** Null without a baseline. */
  private final SequenceLogits baseline;

  /** Places among the arguments, -1 for none. */
  private final int mask;

  private final int bytes;
  private final int kept;
  private final boolean hasFlags;

  private RowSequence sequence;
  private RowStatus found;
  private double weight;
  private ArrayData labels;
  private ArrayData masks;

  /** What is wrong with the baseline's logits as a whole, or null. */
  private RowStatus ofBaseline;

  /**
   * Creates a reader for the thread.
   *
   * @param options of the run
   * @param arguments what is given, by place
   * @param types their types
   * @param numClasses how many logits each position has, 0 for any
   * @param capacity how many positions are read side by side
   */
  SequenceReader(
      RowEvaluator evaluator,
      EvaluationOptions options,
      EvaluationArguments arguments,
      DataType[] types,
      int numClasses,
      int capacity) {
    this.evaluator = evaluator;
    int own = arguments.indexOf(EvaluationArguments.LOGITS);
    logits = new SequenceLogits(own, types[own], options.encoding(), numClasses, capacity);
    int other = arguments.indexOf(EvaluationArguments.BASELINE_LOGITS);
    baseline =
        other < 0
            ? null
            : new SequenceLogits(
                other, types[other], options.baseline().encoding(), numClasses, capacity);
    mask = arguments.indexOf(EvaluationArguments.MASK);
    hasFlags = mask >= 0 && types[mask].equals(SequenceTypes.BOOLEANS);
    bytes = arguments.indexOf(EvaluationArguments.BYTES);
    kept = types[types.length - 1].equals(DataTypes.BooleanType) ? types.length - 1 : -1;
  }

  /**
   * Takes a row.
   *
   * @return how many elements of columns it needs: its positions, or one for a sequence that has a
   *     status of its own
   */
  int begin(InternalRow input) {
    found = null;
    boolean hasWeight = !input.isNullAt(RowReader.WEIGHT);
    weight = hasWeight ? input.getDouble(RowReader.WEIGHT) : Double.NaN;
    long length = bytes < 0 || input.isNullAt(bytes) ? 0 : input.getLong(bytes);
    sequence = new RowSequence(length);
    if (kept >= 0 && (input.isNullAt(kept) || !input.getBoolean(kept))) {
      find(RowStatus.FILTERED);
    } else if (input.isNullAt(RowReader.SPLIT)) {
      find(RowStatus.NULL_SPLIT);
    } else {
      beginColumns(input);
    }
    return found == null ? labels.numElements() : 1;
  }

  private void beginColumns(InternalRow input) {
    if (bytes >= 0 && !RowSequence.isSize(sequence.bytes())) {
      find(RowStatus.INVALID_BYTES);
    }
    if (input.isNullAt(RowReader.LABEL)) {
      find(RowStatus.NULL_LABEL);
    } else {
      labels = input.getArray(RowReader.LABEL);
    }
    if (mask >= 0 && input.isNullAt(mask)) {
      find(RowStatus.INVALID_MASK);
    } else {
      masks = mask < 0 ? null : input.getArray(mask);
    }
    find(logits.begin(input));
    if (found == null && !areAsLong()) {
      find(RowStatus.SEQUENCE_LENGTH_MISMATCH);
    } else if (found == null && labels.numElements() == 0) {
      find(RowStatus.EMPTY_LOGITS);
    }
    if (baseline != null) {
      ofBaseline = baseline.begin(input);
      if (ofBaseline == null && found == null && baseline.positions() != labels.numElements()) {
        ofBaseline = RowStatus.SEQUENCE_LENGTH_MISMATCH;
      }
    }
  }

  private boolean areAsLong() {
    int positions = labels.numElements();
    return logits.positions() == positions && (masks == null || masks.numElements() == positions);
  }

  private void find(RowStatus status) {
    if (status != null && (found == null || status.compareTo(found) < 0)) {
      found = status;
    }
  }

  /** Tells whether the run is not about the sequence. */
  boolean isFiltered() {
    return found == RowStatus.FILTERED;
  }

  /** Returns what the positions of the sequence have in common. */
  RowSequence sequence() {
    return sequence;
  }

  /**
   * Reads an element of the row to a row of columns. All rows of columns before it must be of few
   * classes too; the first may have any number.
   *
   * @param index its place, from 0 on
   * @return false if it has too many logits to be read beside those before it
   */
  boolean read(RowColumns rows, int at, int index) {
    rows.clear(at, at + 1);
    rows.weights[at] = weight;
    rows.sequences[at] = sequence;
    rows.positions[at] = found == null ? index + 1 : 0;
    if (found != null) {
      rows.find(at, found);
      rows.numClasses[at] = 0;
      clearBaseline(rows, at);
      return true;
    }
    readMask(rows, at, index);
    if (labels.isNullAt(index)) {
      rows.find(at, RowStatus.NULL_LABEL);
    } else {
      evaluator.setLabel(rows, at, labels.getLong(index));
    }
    return logits.read(rows, at, index) && readBaseline(rows, at, index);
  }

  private void readMask(RowColumns rows, int at, int index) {
    if (masks == null) {
      return;
    }
    if (masks.isNullAt(index)) {
      rows.find(at, RowStatus.INVALID_MASK);
      return;
    }
    long value = hasFlags ? (masks.getBoolean(index) ? 1 : 0) : masks.getLong(index);
    if (value == 0) {
      rows.find(at, RowStatus.MASKED);
    } else if (value != 1) {
      rows.find(at, RowStatus.INVALID_MASK);
    }
  }

  private boolean readBaseline(RowColumns rows, int at, int index) {
    if (baseline == null) {
      return true;
    }
    rows.baseline.clear(at, at + 1);
    if (rows.statuses[at] != null) {
      rows.baseline.find(at, RowStatus.IGNORED); // there will be nothing to compare
    } else if (ofBaseline != null) {
      rows.baseline.find(at, ofBaseline);
    }
    if (rows.baseline.statuses[at] != null) {
      rows.baseline.numClasses[at] = 0;
      return true;
    }
    return baseline.read(rows.baseline, at, index);
  }

  private static void clearBaseline(RowColumns rows, int at) {
    if (rows.baseline != null) {
      rows.baseline.clear(at, at + 1);
      rows.baseline.find(at, RowStatus.IGNORED);
      rows.baseline.numClasses[at] = 0;
    }
  }
}
