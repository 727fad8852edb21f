// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.metric.ClassesSummary;
import io.github.sparkxent.metric.MetricSummary;
import io.github.sparkxent.metric.listed.KnownFigures;
import io.github.sparkxent.row.RowColumns;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** All metrics over the evaluated rows of one split that have the same number of classes. */
final class EvaluatedRows extends State {
  /**
   * How many rows at least are added to the metrics at a time: where there are a thousand splits in
   * turn, each row on its own would bring all of its split's state back into the processor's near
   * caches. Fewer rows wait.
   */
  private static final int BATCH = 16;

  /** The most rows at a time, so that one unusual row slows down few others. */
  private static final int LARGEST_BATCH = 64;

  private static final long ONE = Double.doubleToRawLongBits(1);
  private static final long LARGEST = Double.doubleToRawLongBits(Double.MAX_VALUE);

  private final List<MetricState<?>> metrics;

  /** Rows that no metric has yet. */
  private final RowColumns waiting = new RowColumns(BATCH);

  private int waitingCount;

  /** Rows that some metrics still lack; null without a confusion matrix. */
  private final UnitRowTable units;

  /** One of the metrics; null if no rows are shown. */
  private final WorstRowsAccumulator worst;

  /** One of the metrics; null without a baseline. */
  private final ComparisonAccumulator comparison;

  /** One of the metrics; null unless rows list some classes only. */
  private final ListedLabelsAccumulator listed;

  private final int numClasses;

  /** Whether rows that came first must be added first: the positions of a sequence. */
  private final boolean keepsOrder;

  /** Whether there would be figures by class, were there fewer classes. */
  private final boolean lacksClasses;

  EvaluatedRows(MetricOptions options, int numClasses) {
    this.numClasses = numClasses;
    keepsOrder = options.sequences() != null;
    lacksClasses = options.perClassMaxClasses() > 0 && numClasses > options.perClassMaxClasses();
    worst = options.worstRows() > 0 ? new WorstRowsAccumulator(options.worstRows()) : null;
    comparison =
        options.comparison() == null ? null : new ComparisonAccumulator(options, numClasses);
    listed = options.listedOnly() ? new ListedLabelsAccumulator(numClasses) : null;
    metrics = metrics(options, numClasses, worst, comparison, listed);
    if (ranks(options, numClasses)) {
      waiting.keepScores();
    }
    units = numClasses <= options.confusionMatrixMaxClasses() ? new UnitRowTable(numClasses) : null;
  }

  /** Whether rows are ranked, all of which have two classes; of others there are only counts. */
  private static boolean ranks(MetricOptions options, int numClasses) {
    return options.ranking() != null && numClasses == 2;
  }

  /** Makes the metrics that the options ask for: the one place that knows which there are. */
  private static List<MetricState<?>> metrics(
      MetricOptions options,
      int numClasses,
      WorstRowsAccumulator worst,
      ComparisonAccumulator comparison,
      ListedLabelsAccumulator listed) {
    ClusterAccumulator clusters =
        options.clusters() == 0 ? null : new ClusterAccumulator(options.clusters());
    LossAccumulator loss = new LossAccumulator(clusters);
    List<MetricState<?>> metrics = new ArrayList<>();
    metrics.add(loss);
    metrics.add(new QuantileSketch());
    metrics.add(new TopKAccumulator(options.topK()));
    metrics.add(new BrierAccumulator());
    metrics.add(new MarginAccumulator());
    metrics.add(new LabelDistributionAccumulator(loss));
    if (options.calibrationBins() > 0) {
      metrics.add(new CalibrationAccumulator(options.calibrationBins()));
    }
    if (numClasses <= options.perClassMaxClasses()) {
      metrics.add(new PerClassAccumulator());
    }
    if (numClasses <= options.confusionMatrixMaxClasses()) {
      metrics.add(new ConfusionAccumulator());
    }
    if (worst != null) {
      metrics.add(worst);
    }
    if (clusters != null) {
      metrics.add(clusters);
    }
    if (comparison != null) {
      metrics.add(comparison);
    }
    if (ranks(options, numClasses)) {
      metrics.add(new RankingAccumulator(options.ranking()));
    }
    if (listed != null) {
      metrics.add(listed);
    }
    return List.copyOf(metrics);
  }

  /** Tells whether the id of a row matters if it is the next to be added. */
  boolean mayKeep(RowColumns rows, int i) {
    return (worst != null && worst.mayKeep(rows.losses[i]))
        || (comparison != null && comparison.mayKeep(rows, i));
  }

  /** Adds rows, all of them evaluated. */
  void add(RowColumns rows, int from, int to) {
    int next = from;
    if (keepsOrder && to - from >= BATCH) {
      addWaiting();
    }
    while (to - next >= BATCH) {
      int end = Math.min(to, next + LARGEST_BATCH);
      addBatch(rows, next, end);
      next = end;
    }
    while (next < to) {
      int end = Math.min(to, next + BATCH - waitingCount);
      rows.copy(next, end, waiting, waitingCount);
      waitingCount += end - next;
      next = end;
      if (waitingCount == BATCH) {
        addWaiting();
      }
    }
  }

  private void addWaiting() {
    int count = waitingCount;
    waitingCount = 0;
    addBatch(waiting, 0, count);
  }

  /** Adds rows to one metric after the other. */
  private void addBatch(RowColumns rows, int from, int to) {
    if (!areUsual(rows, from, to)) {
      for (int i = from; i < to; i++) {
        require(rows, i);
      }
    }
    boolean byTable = units != null && UnitRowTable.takes(rows, from, to);
    if (byTable) {
      units.add(rows, from, to);
    }
    for (MetricState<?> metric : metrics) {
      if (!byTable || !(metric instanceof UnitRowTable.Reader)) {
        metric.add(rows, from, to);
      }
    }
  }

  /**
   * Tells whether rows have nothing that {@link #require} refuses, without a jump: where a number
   * has to be from 0 to some other, so have its bits. A zero may be taken for unusual.
   */
  private boolean areUsual(RowColumns rows, int from, int to) {
    long signs = 0;
    for (int i = from; i < to; i++) {
      long weight = Double.doubleToRawLongBits(rows.weights[i]);
      long labelWeight = Double.doubleToRawLongBits(rows.labelWeights[i].nearest());
      long confidence = Double.doubleToRawLongBits(rows.confidences[i]);
      long brierScore = Double.doubleToRawLongBits(rows.brierScores[i]);
      long margin = Double.doubleToRawLongBits(rows.margins[i]) & Long.MAX_VALUE;
      signs |= weight | (LARGEST - weight) | labelWeight | (LARGEST - labelWeight);
      signs |= confidence | (ONE - confidence) | brierScore | (LARGEST - brierScore);
      signs |= ONE - margin;
      signs |= rows.labels[i] | (numClasses - 1 - rows.labels[i]);
      signs |= rows.predictions[i] | (numClasses - 1 - rows.predictions[i]) | rows.ranks[i];
    }
    return signs >= 0;
  }

  /** Refuses what no row has, but for its loss, which the metrics of losses test. */
  private void require(RowColumns rows, int i) {
    require(rows.weights[i], 0, Double.MAX_VALUE, "the weight r");
    require(rows.labelWeights[i].nearest(), 0, Double.MAX_VALUE, "the weight w");
    require(rows.confidences[i], 0, 1, "the confidence");
    require(rows.brierScores[i], 0, Double.MAX_VALUE, "the Brier score");
    require(rows.margins[i], -1, 1, "the margin");
    int label = rows.labels[i];
    int prediction = rows.predictions[i];
    if (label < 0 || label >= numClasses || prediction < 0 || prediction >= numClasses) {
      throw new IllegalArgumentException(
          "a row of "
              + numClasses
              + " classes has the label "
              + label
              + " and the prediction "
              + prediction);
    }
    if (rows.ranks[i] < 0) {
      throw new IllegalArgumentException("the rank of a label is " + rows.ranks[i]);
    }
  }

  private static void require(double found, double least, double most, String name) {
    if (!(found >= least && found <= most)) {
      throw new IllegalArgumentException(name + " of a row is " + found);
    }
  }

  /** Brings all metrics up to date; call it before reading any of them. */
  private void settle() {
    addWaiting();
    if (units != null && !units.isEmpty()) {
      for (MetricState<?> metric : metrics) {
        if (metric instanceof UnitRowTable.Reader reader) {
          reader.add(units);
        }
      }
      units.clear();
    }
  }

  /** Adds the rows of a state of the same options and number of classes. */
  void merge(EvaluatedRows other) {
    settle();
    other.settle();
    for (int i = 0; i < metrics.size(); i++) {
      merge(metrics.get(i), other.metrics.get(i));
    }
  }

  @SuppressWarnings("unchecked") // metrics of the same options are of the same classes
  private static <S extends MetricState<S>> void merge(
      MetricState<S> metric, MetricState<?> other) {
    metric.merge((S) other);
  }

  MetricSummary summary() {
    settle();
    List<Record> parts = new ArrayList<>();
    metrics.forEach(metric -> parts.add(metric.summary()));
    if (lacksClasses) {
      parts.add(new ClassesSummary(null, null, null, List.of()));
    }
    if (listed != null) {
      parts.replaceAll(new KnownFigures(listed.summary(), numClasses)::of);
    }
    return new MetricSummary(parts);
  }

  @Override
  void writeTo(DataOutput out) throws IOException {
    settle();
    for (MetricState<?> metric : metrics) {
      metric.writeTo(out);
    }
  }

  /** Reads what a state of the same options and number of classes has written. */
  void readFrom(DataInput in) throws IOException {
    for (MetricState<?> metric : metrics) {
      metric.readFrom(in);
    }
  }
}
