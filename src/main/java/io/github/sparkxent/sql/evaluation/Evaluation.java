// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import io.github.sparkxent.metric.sequence.PositionRanges;
import io.github.sparkxent.metric.sequence.SequenceOptions;
import io.github.sparkxent.metric.state.EvaluationState;
import io.github.sparkxent.metric.state.SplitAccumulator;
import io.github.sparkxent.row.BaselineEvaluator;
import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.RowEvaluator;
import io.github.sparkxent.row.RowStatus;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * An evaluation under way: its state, and the rows that this still lacks since they wait to be
 * evaluated side by side. For one thread.
 */
final class Evaluation {
  private final EvaluationState state;
  private final EvaluationOptions options;
  private final DataType[] types;
  private final int slices;
  private final boolean hasId;
  private final NamedStates splits;
  private final Map<SplitAccumulator, NamedStates[]> slicesBySplit = new IdentityHashMap<>();

  /** Null until there is a row. */
  private RowEvaluator evaluator;

  private RowReader reader;

  /** In the place of the reader where rows are sequences, else null. */
  private SequenceReader sequences;

  /** Null without a baseline, as what follows. */
  private BaselineEvaluator baselineEvaluator;

  private BaselineReader baselineReader;

  /** Null without clusters. */
  private final ClusterReader clusters;

  /** Rows that wait. */
  private final RowColumns rows = new RowColumns(RowEvaluator.ROWS_AT_A_TIME);

  private int count;

  /**
   * Where rows that wait go: targets[0][i] is the split of row i, and those that follow are its
   * values of the slices, null for one that is not kept.
   */
  private final SplitAccumulator[][] targets;

  /** Where the row that is being added goes, in the same order. */
  private final SplitAccumulator[] found;

  /** By slice its ranges; null for one that is not by position. */
  private final PositionRanges[] positions;

  Evaluation(EvaluationState state, EvaluationOptions options, DataType[] types) {
    this.state = state;
    this.options = options;
    this.types = types;
    slices = options.metrics().slices().size();
    hasId =
        types.length > EvaluateFunction.ID
            && !types[EvaluateFunction.ID].equals(DataTypes.BooleanType);
    splits = new NamedStates("columns.split", state::split, () -> 0);
    targets = new SplitAccumulator[1 + slices][rows.capacity()];
    found = new SplitAccumulator[1 + slices];
    positions = new PositionRanges[slices];
    SequenceOptions ofSequences = options.metrics().sequences();
    for (int i = 0; ofSequences != null && i < slices; i++) {
      positions[i] = ofSequences.positionsOf(options.metrics().slices().get(i));
    }
    int cluster = EvaluationArguments.of(options).indexOf(EvaluationArguments.CLUSTER);
    clusters = cluster < 0 ? null : new ClusterReader(cluster);
  }

  /** Returns the state of all rows that were added. */
  EvaluationState state() {
    evaluateWaiting();
    return state;
  }

  /** Adds a row of the aggregate's arguments. */
  void add(InternalRow input) {
    if (state.hasTooManySplits()) {
      return;
    }
    if (evaluator == null) {
      start();
    }
    int elements = begin(input);
    if (!findTargets(input)) {
      return;
    }
    Object id = id(input);
    Object cluster = clusters == null ? ownCluster() : clusters.read(input);
    for (int i = 0; i < elements; i++) {
      readElement(i);
      place();
      rows.ids[count] = id;
      rows.clusters[count] = cluster;
      count++;
      if (count == rows.capacity() || rows.numClasses[count - 1] > RowEvaluator.FEW_CLASSES) {
        evaluateWaiting();
      }
    }
  }

  /** A sequence is the cluster of its positions. */
  private Object ownCluster() {
    return sequences == null ? null : sequences.sequence();
  }

  private void start() {
    evaluator = options.evaluator(options.numClasses());
    if (options.metrics().ranking() != null) {
      rows.keepScores();
    }
    if (options.baseline() != null) {
      rows.baseline = new RowColumns(rows.capacity());
      baselineEvaluator = options.baselineEvaluator(options.numClasses());
    }
    if (options.metrics().sequences() != null) {
      sequences =
          new SequenceReader(
              evaluator,
              options,
              EvaluationArguments.of(options),
              types,
              options.numClasses(),
              rows.capacity());
      return;
    }
    reader = new RowReader(evaluator, options, types, rows.capacity());
    if (options.baseline() != null) {
      baselineReader =
          new BaselineReader(baselineEvaluator, evaluator, options, types, rows.capacity());
    }
  }

  /** Reads a row, or begins with a sequence; returns how many elements of columns it needs. */
  private int begin(InternalRow input) {
    if (sequences != null) {
      return sequences.begin(input);
    }
    if (!read(input)) {
      evaluateWaiting();
      read(input);
    }
    return 1;
  }

  /** Reads a row; false if it has too many logits to be read beside those that wait. */
  private boolean read(InternalRow input) {
    return reader.read(input, rows, count)
        && (baselineReader == null || baselineReader.read(input, rows, count));
  }

  /** Reads an element of the sequence. */
  private void readElement(int element) {
    if (sequences != null && !sequences.read(rows, count, element)) {
      evaluateWaiting();
      sequences.read(rows, count, element);
    }
  }

  private boolean isFiltered() {
    return sequences == null ? rows.statuses[count] == RowStatus.FILTERED : sequences.isFiltered();
  }

  private void evaluateWaiting() {
    if (count > 0) {
      evaluator.evaluate(rows, 0, count);
      if (baselineEvaluator != null) {
        baselineEvaluator.evaluate(rows, 0, count);
      }
      for (SplitAccumulator[] ofRows : targets) {
        addWaiting(ofRows);
      }
      count = 0;
    }
  }

  /** Adds the rows that wait to their targets, neighbours of one target at once. */
  private void addWaiting(SplitAccumulator[] ofRows) {
    int from = 0;
    for (int to = 1; to <= count; to++) {
      if (to == count || ofRows[to] != ofRows[from]) {
        if (ofRows[from] != null) {
          ofRows[from].add(rows, from, to);
        }
        from = to;
      }
    }
  }

  /** Finds where the row goes; false if there are too many splits. */
  private boolean findTargets(InternalRow input) {
    SplitAccumulator split = splits.find(input, RowReader.SPLIT);
    found[0] = split;
    if (split == null) {
      return false;
    }
    if (slices > 0) {
      boolean isSliced = !input.isNullAt(RowReader.SPLIT) && !isFiltered();
      NamedStates[] values = isSliced ? slicesBySplit.computeIfAbsent(split, this::slicesOf) : null;
      for (int i = 0; i < slices; i++) {
        boolean isFound = isSliced && positions[i] == null;
        found[1 + i] = isFound ? values[i].find(input, EvaluateFunction.SLICES + i) : null;
      }
    }
    return true;
  }

  /** Notes where the row read last goes; one of a slice by position that is none, nowhere there. */
  private void place() {
    for (int i = 0; i < targets.length; i++) {
      targets[i][count] = found[i];
    }
    int position = rows.positions[count];
    for (int i = 0; position > 0 && i < slices; i++) {
      if (positions[i] != null) {
        targets[1 + i][count] = found[0].slice(i).value(positions[i].valueOf(position));
      }
    }
  }

  private NamedStates[] slicesOf(SplitAccumulator split) {
    NamedStates[] values = new NamedStates[slices];
    for (int i = 0; i < slices; i++) {
      var slice = split.slice(i);
      values[i] = new NamedStates("one of slices", slice::value, slice::dropped);
    }
    return values;
  }

  private Object id(InternalRow input) {
    if (!hasId || input.isNullAt(EvaluateFunction.ID)) {
      return null;
    }
    DataType type = types[EvaluateFunction.ID];
    if (type.equals(DataTypes.StringType)) {
      return input.getUTF8String(EvaluateFunction.ID).copy();
    }
    return type.equals(DataTypes.LongType)
        ? (Object) input.getLong(EvaluateFunction.ID)
        : (Object) input.getInt(EvaluateFunction.ID);
  }
}
