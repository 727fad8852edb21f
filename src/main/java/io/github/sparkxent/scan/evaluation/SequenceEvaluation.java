// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.evaluation;

import io.github.sparkxent.metric.sequence.PositionRanges;
import io.github.sparkxent.metric.state.SplitAccumulator;
import io.github.sparkxent.row.BaselineEvaluator;
import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.RowEvaluator;
import io.github.sparkxent.row.RowSequence;
import io.github.sparkxent.row.RowStatus;
import io.github.sparkxent.scan.parquet.DecodedColumn;
import io.github.sparkxent.scan.parquet.Doubles;
import io.github.sparkxent.scan.parquet.LongLists;
import io.github.sparkxent.scan.parquet.Longs;
import io.github.sparkxent.sql.evaluation.EvaluationArguments;
import io.github.sparkxent.sql.evaluation.EvaluationOptions;
import java.util.Map;

/**
 * Evaluates rows that are sequences, position by position: some hundred positions side by side,
 * whose logits are not copied. For one thread.
 */
final class SequenceEvaluation {
  private static final int SIDE_BY_SIDE = 256;
  private static final Argument NONE = new Argument(null, null);

  private final RowEvaluator evaluator;

  /** Null without a baseline, as its logits. */
  private final BaselineEvaluator baseline;

  private final RowColumns columns = new RowColumns(SIDE_BY_SIDE);
  private final PositionLogits logits;
  private final PositionLogits baselineLogits;
  private int count;

  /** Where positions go: in the first row the splits, then for each slice its values. */
  private final SplitAccumulator[][] targets;

  /** By slice its ranges; null for one that is not by position. */
  private final PositionRanges[] ranges;

  private Argument labels;
  private Argument weights;
  private Argument ids;
  private final boolean hasMask;
  private Argument mask;
  private final boolean hasBytes;
  private Argument bytes;

  // Of the row that is being added.
  private RowStatus found;
  private RowStatus ofBaseline;
  private int firstLabel;
  private int positions;
  private int firstMask;

  SequenceEvaluation(
      RowEvaluator evaluator, BaselineEvaluator baseline, EvaluationOptions options) {
    this.evaluator = evaluator;
    this.baseline = baseline;
    logits = new PositionLogits(options.numClasses());
    baselineLogits = baseline == null ? null : new PositionLogits(options.numClasses());
    columns.baseline = baseline == null ? null : new RowColumns(SIDE_BY_SIDE);
    ranges = new PositionRanges[options.metrics().slices().size()];
    for (int i = 0; i < ranges.length; i++) {
      ranges[i] = options.metrics().sequences().positionsOf(options.metrics().slices().get(i));
    }
    targets = new SplitAccumulator[1 + ranges.length][SIDE_BY_SIDE];
    hasMask = options.sequences().mask();
    hasBytes = options.sequences().bytes();
  }

  /** Tells whether a slice is one by position. */
  boolean isByPosition(int slice) {
    return ranges[slice] != null;
  }

  /** Takes the columns of a file. */
  void take(Map<String, Argument> arguments) {
    logits.take(arguments.get(EvaluationArguments.LOGITS));
    if (baseline != null) {
      baselineLogits.take(arguments.get(EvaluationArguments.BASELINE_LOGITS));
    }
    labels = arguments.get(EvaluationArguments.LABEL);
    weights = arguments.get(EvaluationArguments.WEIGHT);
    ids = arguments.getOrDefault(EvaluationArguments.ID, NONE);
    mask = arguments.getOrDefault(EvaluationArguments.MASK, NONE);
    bytes = arguments.getOrDefault(EvaluationArguments.BYTES, NONE);
  }

  /** Refers to the arrays of a batch, of which no row was added yet. */
  void start() {
    logits.refer(columns);
    if (baseline != null) {
      baselineLogits.refer(columns.baseline);
    }
  }

  /**
   * Adds a row.
   *
   * @param to where it goes: its split, then for each slice its value; null where it goes nowhere
   * @param hasCluster whether it is of a cluster that is named, null or not; else of its own
   * @param cluster that cluster
   */
  void add(
      OrderedRows rows,
      int row,
      boolean hasSplit,
      SplitAccumulator[] to,
      boolean hasCluster,
      Object cluster) {
    RowSequence sequence = new RowSequence(bytes(rows, row));
    found = null;
    ofBaseline = null;
    if (hasSplit) {
      begin(rows, row, sequence);
    } else {
      find(RowStatus.NULL_SPLIT);
    }
    Object id = IdReader.get(ids, rows, row);
    double weight = weight(rows, row);
    for (int i = 0; i < (found == null ? positions : 1); i++) {
      read(i);
      columns.weights[count] = weight;
      columns.sequences[count] = sequence;
      columns.positions[count] = found == null ? i + 1 : 0;
      columns.ids[count] = id;
      columns.clusters[count] = hasCluster ? cluster : sequence;
      place(to);
      count++;
      if (count == SIDE_BY_SIDE) {
        flush();
      }
    }
  }

  private static boolean isNull(DecodedColumn column, int at) {
    return column.nulls() != null && column.nulls()[at];
  }

  private long bytes(OrderedRows rows, int row) {
    if (!(bytes.column() instanceof Longs longs)) {
      return 0;
    }
    int at = rows.at(longs, row);
    return isNull(longs, at) ? 0 : longs.values()[at];
  }

  private double weight(OrderedRows rows, int row) {
    if (weights.column() instanceof Doubles doubles) {
      int at = rows.at(doubles, row);
      return isNull(doubles, at) ? Double.NaN : doubles.values()[at];
    }
    return weights.constant() == null ? Double.NaN : (Double) weights.constant();
  }

  private void begin(OrderedRows rows, int row, RowSequence sequence) {
    if (hasBytes && !RowSequence.isSize(sequence.bytes())) {
      find(RowStatus.INVALID_BYTES);
    }
    firstLabel = first(labels, rows, row);
    positions = firstLabel < 0 ? 0 : length(labels, rows, row);
    if (firstLabel < 0) {
      find(RowStatus.NULL_LABEL);
    }
    firstMask = hasMask ? first(mask, rows, row) : -1;
    if (hasMask && firstMask < 0) {
      find(RowStatus.INVALID_MASK);
    }
    find(logits.begin(rows, row));
    if (found == null
        && (logits.positions() != positions || (hasMask && length(mask, rows, row) != positions))) {
      find(RowStatus.SEQUENCE_LENGTH_MISMATCH);
    } else if (found == null && positions == 0) {
      find(RowStatus.EMPTY_LOGITS);
    }
    if (baseline != null) {
      ofBaseline = baselineLogits.begin(rows, row);
      if (ofBaseline == null && found == null && baselineLogits.positions() != positions) {
        ofBaseline = RowStatus.SEQUENCE_LENGTH_MISMATCH;
      }
    }
  }

  /** Returns where a row's list starts, -1 if it is null. */
  private static int first(Argument lists, OrderedRows rows, int row) {
    if (!(lists.column() instanceof LongLists longs)) {
      return -1;
    }
    int at = rows.at(longs, row);
    return isNull(longs, at) ? -1 : longs.starts()[at];
  }

  private static int length(Argument lists, OrderedRows rows, int row) {
    LongLists longs = (LongLists) lists.column();
    int at = rows.at(longs, row);
    return longs.starts()[at + 1] - longs.starts()[at];
  }

  private void find(RowStatus status) {
    if (status != null && (found == null || status.compareTo(found) < 0)) {
      found = status;
    }
  }

  private void read(int index) {
    columns.clear(count, count + 1);
    if (found != null) {
      columns.find(count, found);
      columns.numClasses[count] = 0;
      clearBaseline();
      return;
    }
    if (hasMask) {
      readMask(firstMask + index);
    }
    LongLists longs = (LongLists) labels.column();
    if (isNullElement(longs, firstLabel + index)) {
      columns.find(count, RowStatus.NULL_LABEL);
    } else {
      evaluator.setLabel(columns, count, longs.values()[firstLabel + index]);
    }
    logits.read(columns, count, index);
    if (baseline != null) {
      readBaseline(index);
    }
  }

  private static boolean isNullElement(LongLists lists, int at) {
    return lists.nullElements() != null && lists.nullElements()[at];
  }

  private void readMask(int at) {
    LongLists masks = (LongLists) mask.column();
    if (isNullElement(masks, at)) {
      columns.find(count, RowStatus.INVALID_MASK);
    } else if (masks.values()[at] == 0) {
      columns.find(count, RowStatus.MASKED);
    } else if (masks.values()[at] != 1) {
      columns.find(count, RowStatus.INVALID_MASK);
    }
  }

  private void readBaseline(int index) {
    RowColumns side = columns.baseline;
    side.clear(count, count + 1);
    if (columns.statuses[count] != null) {
      side.find(count, RowStatus.IGNORED); // there will be nothing to compare
    } else if (ofBaseline != null) {
      side.find(count, ofBaseline);
    }
    baselineLogits.read(side, count, index);
  }

  private void clearBaseline() {
    if (baseline != null) {
      columns.baseline.clear(count, count + 1);
      columns.baseline.find(count, RowStatus.IGNORED);
      columns.baseline.numClasses[count] = 0;
    }
  }

  private void place(SplitAccumulator[] to) {
    for (int i = 0; i < targets.length; i++) {
      targets[i][count] = to[i];
    }
    int position = columns.positions[count];
    for (int i = 0; position > 0 && i < ranges.length; i++) {
      if (ranges[i] != null) {
        targets[1 + i][count] = to[0].slice(i).value(ranges[i].valueOf(position));
      }
    }
  }

  /** Evaluates the positions that wait, of which no array may be used again before. */
  void flush() {
    if (count == 0) {
      return;
    }
    evaluator.evaluate(columns, 0, count);
    if (baseline != null) {
      baseline.evaluate(columns, 0, count);
    }
    for (SplitAccumulator[] ofPositions : targets) {
      for (int from = 0, to = 1; to <= count; to++) {
        if (to == count || ofPositions[to] != ofPositions[from]) {
          if (ofPositions[from] != null) {
            ofPositions[from].add(columns, from, to);
          }
          from = to;
        }
      }
    }
    count = 0;
  }
}
