// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.evaluation;

import io.github.sparkxent.metric.state.EvaluationState;
import io.github.sparkxent.metric.state.SplitAccumulator;
import io.github.sparkxent.row.BaselineEvaluator;
import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.RowEvaluator;
import io.github.sparkxent.row.RowStatus;
import io.github.sparkxent.scan.parquet.Doubles;
import io.github.sparkxent.scan.parquet.Texts;
import io.github.sparkxent.sql.evaluation.EvaluationArguments;
import io.github.sparkxent.sql.evaluation.EvaluationOptions;
import io.github.sparkxent.sql.evaluation.MalformedTextException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * An evaluation of decoded columns under way: what {@code xent.evaluate} makes of Spark's rows, bit
 * for bit. For one thread.
 */
public final class ColumnEvaluation {
  private static final Argument NONE = new Argument(null, null);

  private final EvaluationState state;
  private final RowEvaluator evaluator;
  private final LabelReader labels;

  /** Null without a baseline. */
  private final BaselineEvaluator baseline;

  private final OrderedRows rows;
  private final TextValues<SplitAccumulator> splits;
  private final SliceTargets[] targets;

  /** Null without clusters. */
  private final TextValues<String> clusters;

  /** Null if rows are no sequences. */
  private final SequenceEvaluation sequences;

  private final List<TextValues<String>> sliceTexts = new ArrayList<>();

  private Argument split;
  private Argument logits;
  private Argument label;
  private Argument weight;
  private Argument id;
  private List<Argument> slices;
  private Argument cluster;
  private Argument baselineLogits;

  /** Starts an evaluation without rows. */
  public ColumnEvaluation(EvaluationOptions options) {
    state = new EvaluationState(options.maxSplits(), options.metrics());
    evaluator = options.evaluator(options.numClasses());
    labels = new LabelReader(evaluator, options.classes());
    baseline = options.baselineEvaluator(options.numClasses());
    rows = new OrderedRows(baseline != null);
    if (options.metrics().ranking() != null) {
      rows.columns.keepScores();
    }
    clusters =
        options.metrics().clusterGroups() > 0 ? new TextValues<>(ColumnEvaluation::cluster) : null;
    splits =
        new TextValues<>(
            text -> state.split(MalformedTextException.text("columns.split", text, text.length)));
    sequences =
        options.metrics().sequences() == null
            ? null
            : new SequenceEvaluation(evaluator, baseline, options);
    targets = new SliceTargets[options.metrics().slices().size()];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = new SliceTargets();
      sliceTexts.add(
          new TextValues<>(
              text -> MalformedTextException.text("one of slices", text, text.length)));
    }
  }

  private static String cluster(byte[] text) {
    return MalformedTextException.text("comparison.cluster", text, text.length);
  }

  /**
   * Takes the columns of a file.
   *
   * @param arguments those of the options by the names of {@link EvaluationArguments}; the id may
   *     be left out
   */
  public void take(Map<String, Argument> arguments) {
    split = arguments.get(EvaluationArguments.SPLIT);
    logits = arguments.get(EvaluationArguments.LOGITS);
    label = arguments.get(EvaluationArguments.LABEL);
    weight = arguments.get(EvaluationArguments.WEIGHT);
    id = arguments.getOrDefault(EvaluationArguments.ID, NONE);
    slices = new ArrayList<>();
    for (int i = 0; i < targets.length; i++) {
      slices.add(arguments.get(EvaluationArguments.SLICE + i));
    }
    cluster = arguments.get(EvaluationArguments.CLUSTER);
    baselineLogits = arguments.get(EvaluationArguments.BASELINE_LOGITS);
    if (sequences != null) {
      sequences.take(arguments);
    }
  }

  /**
   * Adds rows that are decoded in all columns.
   *
   * @return false if there are too many splits: then no row adds anything any more
   * @throws MalformedTextException if a split, or a value of a slice, is no UTF-8
   */
  public boolean add(int count) {
    if (split.column() instanceof Texts texts) {
      rows.start(count, texts);
    } else {
      rows.start(count);
    }
    if (sequences != null) {
      return addSequences();
    }
    for (SliceTargets target : targets) {
      target.start();
    }
    while (!state.hasTooManySplits() && rows.take()) {
      findNullSplits();
      labels.read(label, rows);
      LogitsReader.read(logits, rows, rows.columns);
      readWeights();
      readClusters();
      evaluator.evaluate(rows.columns, 0, rows.size);
      if (baseline != null) {
        LogitsReader.read(baselineLogits, rows, rows.columns.baseline);
        baseline.evaluate(rows.columns, 0, rows.size);
      }
      addToSplits();
    }
    return !state.hasTooManySplits();
  }

  /** Adds rows that are sequences, all of a batch, since its arrays may be used again then. */
  private boolean addSequences() {
    sequences.start();
    SplitAccumulator[] to = new SplitAccumulator[1 + targets.length];
    while (!state.hasTooManySplits() && rows.take()) {
      for (int i = 0; i < rows.size && !state.hasTooManySplits(); i++) {
        boolean hasSplit = hasSplit(i);
        to[0] = hasSplit ? splitOf(i) : state.split(null);
        if (to[0] != null) {
          for (int s = 0; s < targets.length; s++) {
            boolean isFound = hasSplit && !sequences.isByPosition(s);
            to[1 + s] =
                isFound ? to[0].slice(s).value(textOf(slices.get(s), i, sliceTexts.get(s))) : null;
          }
          Object own = clusters == null ? null : textOf(cluster, i, clusters);
          sequences.add(rows, i, hasSplit, to, clusters != null, own);
        }
      }
    }
    sequences.flush();
    return !state.hasTooManySplits();
  }

  private boolean hasSplit(int i) {
    return split.column() instanceof Texts texts
        ? texts.ids()[rows.at(texts, i)] >= 0
        : split.constant() != null;
  }

  /** Returns the text of a row, or null. */
  private String textOf(Argument argument, int i, TextValues<String> known) {
    if (argument.column() instanceof Texts texts) {
      int at = rows.at(texts, i);
      return texts.ids()[at] < 0 ? null : known.get(texts, at);
    }
    return (String) argument.constant();
  }

  private void findNullSplits() {
    if (split.column() instanceof Texts texts) {
      for (int i = 0; i < rows.size && texts.ids()[rows.at(texts, i)] < 0; i++) {
        rows.columns.find(i, RowStatus.NULL_SPLIT);
      }
    } else if (split.constant() == null) {
      rows.find(RowStatus.NULL_SPLIT);
    }
  }

  private void readWeights() {
    double[] weights = rows.columns.weights;
    if (weight.column() instanceof Doubles doubles) {
      boolean[] nulls = doubles.nulls();
      for (int i = 0; i < rows.size; i++) {
        int at = rows.at(doubles, i);
        weights[i] = nulls != null && nulls[at] ? Double.NaN : doubles.values()[at];
      }
    } else {
      double constant = weight.constant() == null ? Double.NaN : (Double) weight.constant();
      Arrays.fill(weights, 0, rows.size, constant);
    }
  }

  private void readClusters() {
    Object[] read = rows.columns.clusters;
    if (clusters == null) {
      return;
    }
    if (cluster.column() instanceof Texts texts) {
      for (int i = 0; i < rows.size; i++) {
        int at = rows.at(texts, i);
        read[i] = texts.ids()[at] < 0 ? null : clusters.get(texts, at);
      }
    } else {
      Arrays.fill(read, 0, rows.size, cluster.constant());
    }
  }

  /** Adds the taken rows to their splits, those of one split at once. */
  private void addToSplits() {
    int next = 0;
    while (next < rows.size) {
      int end = endOfSplit(next);
      boolean hasSplit = rows.columns.statuses[next] != RowStatus.NULL_SPLIT;
      SplitAccumulator target = hasSplit ? splitOf(next) : state.split(null);
      if (target == null) {
        return;
      }
      setIds(target, next, end);
      target.add(rows.columns, next, end);
      for (int s = 0; hasSplit && s < targets.length; s++) {
        targets[s].add(target.slice(s), slices.get(s), rows, next, end);
      }
      next = end;
    }
  }

  private int endOfSplit(int from) {
    if (!(split.column() instanceof Texts texts)) {
      return rows.size;
    }
    int[] ids = texts.ids();
    int value = ids[rows.at(texts, from)];
    int end = from + 1;
    while (end < rows.size && ids[rows.at(texts, end)] == value) {
      end++;
    }
    return end;
  }

  private SplitAccumulator splitOf(int i) {
    return split.column() instanceof Texts texts
        ? splits.get(texts, rows.at(texts, i))
        : state.split((String) split.constant());
  }

  /** Sets the ids of the rows that may be shown with theirs, null for the others. */
  private void setIds(SplitAccumulator target, int from, int to) {
    RowColumns columns = rows.columns;
    for (int i = from; i < to; i++) {
      boolean isNeeded = columns.statuses[i] == RowStatus.EVALUATED && target.mayKeep(columns, i);
      columns.ids[i] = isNeeded ? IdReader.get(id, rows, i) : null;
    }
  }

  /** Returns the state of all rows that were added, in its binary form. */
  public byte[] toByteArray() {
    return state.toByteArray();
  }
}
