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
package io.github.sparkxent.metric;

import io.github.sparkxent.numeric.BinaryForm;
import io.github.sparkxent.numeric.ExactSum;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * All metrics over the evaluated rows of one split that have the same number of classes.
 *
 * <p>A metric that the options leave out, or whose limit the number of classes exceeds, is null.
 */
final class EvaluatedRows {
  private static final String NAME = "evaluated rows";

  /**
   * So many rows of a split are added at a time: where there are a thousand splits in turn, each
   * row on its own would bring all of its split's state back into the processor's near caches.
   */
  private static final int BATCH = 16;

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

  /** Rows that only the worst have been chosen from so far: the first waitingCount elements. */
  private final RowEvaluation[] waiting = new RowEvaluation[BATCH];

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

  /** Adds a row; its id is asked for only if it may be one of the worst. */
  void add(RowEvaluation row, Supplier<String> id) {
    if (worst != null) {
      worst.add(row, id);
    }
    waiting[waitingCount++] = row;
    if (waitingCount == BATCH) {
      addWaiting();
    }
  }

  /** Adds the rows that wait, to one metric after the other. */
  private void addWaiting() {
    int count = waitingCount;
    waitingCount = 0;
    for (int i = 0; i < count; i++) {
      addByClass(waiting[i]);
    }
    for (int i = 0; i < count; i++) {
      quantiles.add(waiting[i].loss());
    }
    for (int i = 0; i < count; i++) {
      brier.add(waiting[i].brierScore(), waiting[i].weight());
    }
    for (int i = 0; topK != null && i < count; i++) {
      topK.add(waiting[i].rank(), waiting[i].weight());
    }
    for (int i = 0; calibration != null && i < count; i++) {
      RowEvaluation row = waiting[i];
      calibration.add(row.confidence(), row.isCorrect(), row.weight());
    }
  }

  /** Adds a row to the sums of losses and the metrics by class, if it can be through the table. */
  private void addByClass(RowEvaluation row) {
    double r = row.weight();
    if (units != null && r == 1 && row.lossWeight() == 1 && Double.isFinite(row.loss())) {
      units.add(row.label(), row.prediction(), row.loss());
      return;
    }
    loss.add(row.loss(), r, row.lossWeight());
    accuracy.add(row.isCorrect(), r);
    labels.add(row.label(), r);
    if (perClass != null) {
      perClass.add(row.label(), row.prediction(), row.loss(), r, row.lossWeight());
    }
    if (confusion != null) {
      confusion.add(row.label(), row.prediction(), r);
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
