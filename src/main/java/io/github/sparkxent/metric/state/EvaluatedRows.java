// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.metric.LossSummary;
import io.github.sparkxent.metric.MetricSummary;
import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.numeric.exact.ExactSum;
import io.github.sparkxent.row.LabelWeight;
import io.github.sparkxent.row.RowColumns;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * All metrics over the evaluated rows of one split that have the same number of classes.
 *
 * <p>A metric that the options leave out, or whose limit the number of classes exceeds, is null.
 */
final class EvaluatedRows {
  private static final String NAME = "evaluated rows";

  private final LossAccumulator loss = new LossAccumulator();
  private final QuantileSketch quantiles = new QuantileSketch();
  private final AccuracyAccumulator accuracy = new AccuracyAccumulator();
  private final BrierAccumulator brier = new BrierAccumulator();
  private final LabelDistributionAccumulator labels = new LabelDistributionAccumulator();
  private final TopKAccumulator topK;
  private final CalibrationAccumulator calibration;
  private final PerClassAccumulator perClass;
  private final ConfusionAccumulator confusion;
  private final WorstRowsAccumulator worst;

  /**
   * So many rows are added to the metrics at a time: where there are a thousand splits in turn,
   * each row on its own would bring all of its split's state back into the processor's near caches.
   */
  private static final int BATCH = 16;

  /** Rows that only the worst have been chosen from so far. */
  private final RowColumns waiting = new RowColumns(BATCH);

  private int waitingCount;

  /** Rows that some of the metrics still lack; null if there is no confusion matrix. */
  private final UnitRowTable units;

  EvaluatedRows(MetricOptions options, int numClasses) {
    topK =
        options.topK().isEmpty()
            ? null
            : new TopKAccumulator(options.topK().stream().mapToInt(Integer::intValue).toArray());
    calibration =
        options.calibrationBins() == 0
            ? null
            : new CalibrationAccumulator(options.calibrationBins());
    perClass = numClasses <= options.perClassMaxClasses() ? new PerClassAccumulator() : null;
    confusion =
        numClasses <= options.confusionMatrixMaxClasses() ? new ConfusionAccumulator() : null;
    units = confusion == null ? null : new UnitRowTable(numClasses);
    worst = options.worstRows() == 0 ? null : new WorstRowsAccumulator(options.worstRows());
  }

  /** Adds evaluated rows. */
  void add(RowColumns rows, int from, int to) {
    if (worst != null) {
      for (int i = from; i < to; i++) {
        worst.add(rows, i);
      }
    }
    int next = from;
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

  /** Adds the rows that wait, to one metric after the other. */
  private void addWaiting() {
    int count = waitingCount;
    waitingCount = 0;
    boolean areUnits = waiting.areUnits(0, count);
    if (units != null && areUnits && waiting.areFinite(0, count)) {
      units.add(waiting.labels, waiting.predictions, waiting.losses, count);
    } else {
      for (int i = 0; i < count; i++) {
        addByClass(i);
      }
    }
    quantiles.add(waiting.losses, count);
    if (areUnits) {
      addUnits(count);
    } else {
      addWeighted(count);
    }
  }

  private void addUnits(int count) {
    brier.addUnits(waiting.brierScores, count);
    if (topK != null) {
      topK.addUnits(waiting.ranks, count);
    }
    if (calibration != null) {
      calibration.addUnits(waiting.confidences, waiting.predictions, waiting.labels, count);
    }
  }

  private void addWeighted(int count) {
    for (int i = 0; i < count; i++) {
      double r = waiting.weights[i];
      brier.add(waiting.brierScores[i], r);
      if (topK != null) {
        topK.add(waiting.ranks[i], r);
      }
      if (calibration != null) {
        boolean isCorrect = waiting.predictions[i] == waiting.labels[i];
        calibration.add(waiting.confidences[i], isCorrect, r);
      }
    }
  }

  /** Adds a row to the sums of losses and the metrics by class, if it can be through the table. */
  private void addByClass(int i) {
    int label = waiting.labels[i];
    int prediction = waiting.predictions[i];
    double rowLoss = waiting.losses[i];
    double r = waiting.weights[i];
    LabelWeight w = waiting.labelWeights[i];
    if (units != null && r == 1 && w.isOne() && Double.isFinite(rowLoss)) {
      units.add(label, prediction, rowLoss);
      return;
    }
    loss.add(rowLoss, r, w);
    accuracy.add(prediction == label, r);
    labels.add(label, r);
    if (perClass != null) {
      perClass.add(label, prediction, rowLoss, r, w);
    }
    if (confusion != null) {
      confusion.add(label, prediction, r);
    }
  }

  /** Brings all metrics up to date: to be called before any of them is read. */
  private void settle() {
    addWaiting();
    if (units != null) {
      units.moveTo(this::addUnits, loss);
    }
  }

  private void addUnits(int label, long[] byPrediction, ExactSum losses) {
    long count = Arrays.stream(byPrediction).sum();
    accuracy.addUnits(true, byPrediction[label]);
    accuracy.addUnits(false, count - byPrediction[label]);
    labels.addUnits(label, count);
    if (perClass != null) {
      perClass.addUnits(label, byPrediction, losses);
    }
    confusion.addUnits(label, byPrediction);
  }

  /** Adds the rows of a state of the same options and number of classes. */
  void merge(EvaluatedRows other) {
    settle();
    other.settle();
    loss.merge(other.loss);
    quantiles.merge(other.quantiles);
    accuracy.merge(other.accuracy);
    brier.merge(other.brier);
    labels.merge(other.labels);
    merge(topK, other.topK);
    merge(calibration, other.calibration);
    merge(perClass, other.perClass);
    merge(confusion, other.confusion);
    merge(worst, other.worst);
  }

  private static <S extends MetricState<S>> void merge(S state, S other) {
    if (state != null) {
      state.merge(other);
    }
  }

  MetricSummary summary() {
    settle();
    LossSummary lossSummary = loss.summary();
    return new MetricSummary(
        lossSummary,
        quantiles.percentile(50),
        quantiles.percentile(90),
        quantiles.percentile(99),
        accuracy.summary(),
        topK == null ? List.of() : topK.summary(),
        brier.score(),
        calibration == null ? null : calibration.summary(),
        labels.entropy(),
        labels.normalizedLoss(lossSummary.lossMean()),
        perClass == null ? List.of() : perClass.summary(),
        confusion == null ? List.of() : confusion.summary(),
        quantiles.histogram(),
        worst == null ? List.of() : worst.summary());
  }

  void writeTo(DataOutput out) throws IOException {
    settle();
    loss.writeTo(out);
    quantiles.writeTo(out);
    accuracy.writeTo(out);
    brier.writeTo(out);
    labels.writeTo(out);
    for (MetricState<?> optional : optional()) {
      if (optional != null) {
        optional.writeTo(out);
      }
    }
  }

  private MetricState<?>[] optional() {
    return new MetricState<?>[] {topK, calibration, perClass, confusion, worst};
  }

  static EvaluatedRows readFrom(DataInput in, MetricOptions options, int numClasses)
      throws IOException {
    EvaluatedRows read = new EvaluatedRows(options, numClasses);
    read.loss.merge(LossAccumulator.readFrom(in));
    read.quantiles.merge(QuantileSketch.readFrom(in));
    read.accuracy.merge(AccuracyAccumulator.readFrom(in));
    read.brier.merge(BrierAccumulator.readFrom(in));
    read.labels.merge(LabelDistributionAccumulator.readFrom(in));
    try {
      if (read.topK != null) {
        read.topK.merge(TopKAccumulator.readFrom(in));
      }
      if (read.calibration != null) {
        read.calibration.merge(CalibrationAccumulator.readFrom(in));
      }
    } catch (IllegalArgumentException e) {
      throw BinaryForm.damaged(NAME, e.getMessage());
    }
    if (read.perClass != null) {
      read.perClass.merge(PerClassAccumulator.readFrom(in));
    }
    if (read.confusion != null) {
      read.confusion.merge(ConfusionAccumulator.readFrom(in));
    }
    try {
      if (read.worst != null) {
        read.worst.merge(WorstRowsAccumulator.readFrom(in));
      }
    } catch (IllegalArgumentException e) {
      throw BinaryForm.damaged(NAME, e.getMessage());
    }
    return read;
  }

  @Override
  public boolean equals(Object other) {
    settle();
    if (!(other instanceof EvaluatedRows that)) {
      return false;
    }
    that.settle();
    return loss.equals(that.loss)
        && quantiles.equals(that.quantiles)
        && accuracy.equals(that.accuracy)
        && brier.equals(that.brier)
        && labels.equals(that.labels)
        && Arrays.equals(optional(), that.optional());
  }

  @Override
  public int hashCode() {
    settle();
    return Objects.hash(loss, quantiles, accuracy, brier, labels);
  }
}
