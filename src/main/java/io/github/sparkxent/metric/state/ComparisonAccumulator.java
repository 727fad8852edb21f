// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.metric.ChangedRow;
import io.github.sparkxent.metric.ComparisonSummary;
import io.github.sparkxent.metric.MetricSummary;
import io.github.sparkxent.metric.cluster.Clusters;
import io.github.sparkxent.metric.comparison.ChangedRows;
import io.github.sparkxent.metric.comparison.ComparedRows;
import io.github.sparkxent.metric.comparison.OtherLabels;
import io.github.sparkxent.metric.tally.IdText;
import io.github.sparkxent.metric.tally.StatusCounts;
import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.RowStatus;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A candidate and a baseline over the same rows, paired.
 *
 * <p><b>Method.</b> The rows are the candidate's evaluated ones. One that the baseline does not
 * evaluate is counted by the reason and not compared. The formulas for the others are those of
 * {@code PairedDifference}, over exact sums; with clusters the standard errors, and those of the
 * classes, are by clusters. The top-k accuracies come from counts of which side is right.
 *
 * <p><b>Special cases.</b> A row with an infinite loss on a side is compared in all but the mean
 * loss. With the sides swapped all differences have the other sign and no other bit changes; the
 * divergence has a direction.
 *
 * <p><b>Size.</b> Without clusters about 500 bytes in the binary form, 100 for each class, 40 and
 * the id for each changed row, and the baseline's calibration and quantiles. For each cluster about
 * 250 bytes on the heap and 150 for each of loss, Brier score and top-k accuracies; of a class
 * there are at most 100 to 1,000, so that all classes have about 100,000.
 */
final class ComparisonAccumulator extends MetricState<ComparisonAccumulator> {
  private static final String NAME = "comparison state";

  private final List<Integer> topK;
  private final StatusCounts notCompared = new StatusCounts();
  private final OtherLabels otherLabels = new OtherLabels();
  private final ComparedRows compared;
  private final ChangedRows better;
  private final ChangedRows worse;

  /** Those of the baseline; null if they are not asked for. */
  private final QuantileSketch quantiles;

  private final CalibrationAccumulator calibration;

  /** Creates the state of no rows for options that have a comparison. */
  ComparisonAccumulator(MetricOptions options, int numClasses) {
    ComparisonOptions own = options.comparison();
    topK = options.topK();
    compared =
        new ComparedRows(
            numClasses,
            topK,
            options.clusters(),
            numClasses <= options.perClassMaxClasses(),
            own.divergence());
    better = ChangedRows.better(own.changedRows());
    worse = ChangedRows.worse(own.changedRows());
    quantiles = own.baselineMetrics() ? new QuantileSketch() : null;
    calibration =
        own.baselineMetrics() && options.calibrationBins() > 0
            ? new CalibrationAccumulator(options.calibrationBins())
            : null;
  }

  /** Tells whether the id of a row matters if it is the next to be added. */
  boolean mayKeep(RowColumns rows, int i) {
    RowColumns baseline = rows.baseline;
    if (baseline.otherLabels[i]) {
      return true;
    }
    double d = rows.losses[i] - baseline.losses[i];
    return baseline.statuses[i] == RowStatus.EVALUATED && (better.mayKeep(d) || worse.mayKeep(d));
  }

  @Override
  void add(RowColumns rows, int from, int to) {
    RowColumns baseline = rows.baseline;
    for (int next = from; next < to; ) {
      int end = next;
      while (end < to
          && end - next < ComparedRows.LARGEST_BATCH
          && baseline.statuses[end] == RowStatus.EVALUATED
          && !baseline.otherLabels[end]) {
        end++;
      }
      if (end == next) {
        addUnusual(rows, next);
        end++;
      } else {
        addCompared(rows, next, end);
      }
      next = end;
    }
  }

  private void addUnusual(RowColumns rows, int i) {
    if (rows.baseline.otherLabels[i]) {
      otherLabels.add(rows.ids[i]);
    }
    if (rows.baseline.statuses[i] == RowStatus.EVALUATED) {
      addCompared(rows, i, i + 1);
    } else {
      notCompared.add(rows.baseline.statuses[i], 1);
    }
  }

  private void addCompared(RowColumns rows, int from, int to) {
    compared.add(rows, from, to);
    addChanged(rows, from, to);
    if (quantiles != null) {
      quantiles.add(rows.baseline, from, to);
    }
    if (calibration != null) {
      calibration.add(rows.baseline, from, to);
    }
  }

  private void addChanged(RowColumns rows, int from, int to) {
    for (int i = from; i < to; i++) {
      double d = rows.losses[i] - rows.baseline.losses[i];
      if (better.mayKeep(d)) {
        better.add(changed(rows, i));
      } else if (worse.mayKeep(d)) {
        worse.add(changed(rows, i));
      }
    }
  }

  private static ChangedRow changed(RowColumns rows, int i) {
    return new ChangedRow(
        IdText.of(rows.ids[i]),
        rows.labels[i],
        rows.baseline.predictions[i],
        rows.predictions[i],
        rows.baseline.losses[i] + 0.0,
        rows.losses[i] + 0.0);
  }

  @Override
  void merge(ComparisonAccumulator other) {
    notCompared.merge(other.notCompared);
    otherLabels.merge(other.otherLabels);
    compared.merge(other.compared);
    better.merge(other.better);
    worse.merge(other.worse);
    if (quantiles != null) {
      quantiles.merge(other.quantiles);
    }
    if (calibration != null) {
      calibration.merge(other.calibration);
    }
  }

  @Override
  ComparisonSummary summary() {
    Clusters clusters = compared.clusters();
    return new ComparisonSummary(
        compared.losses().rows(),
        notCompared.counts(),
        otherLabels.rows(),
        otherLabels.ids(),
        compared.losses().infiniteRows(),
        clusters == null ? null : (Long) clusters.count(),
        clusters != null && clusters.areHashed(),
        compared.loss(),
        compared.accuracy(),
        compared.topK(topK),
        compared.brierScore(),
        compared.equalPredictions(),
        compared.divergence(),
        compared.classes(),
        better.rows(),
        worse.rows(),
        quantiles == null ? null : baselineSummary());
  }

  private MetricSummary baselineSummary() {
    List<Record> parts = new ArrayList<>();
    parts.add(compared.losses().baselineSummary(quantiles.range(), quantiles.infinities()));
    parts.add(quantiles.summary());
    if (calibration != null) {
      parts.add(calibration.summary());
    }
    return new MetricSummary(parts);
  }

  /**
   * Writes the rows that are not compared by status; those of other labels; the sums over the
   * compared ones; the better and the worse rows; where there are such the baseline's quantiles and
   * calibration.
   */
  @Override
  void writeTo(DataOutput out) throws IOException {
    notCompared.writeTo(out);
    otherLabels.writeTo(out);
    compared.writeTo(out);
    better.writeTo(out);
    worse.writeTo(out);
    if (quantiles != null) {
      quantiles.writeTo(out);
    }
    if (calibration != null) {
      calibration.writeTo(out);
    }
  }

  @Override
  void readFrom(DataInput in) throws IOException {
    notCompared.merge(StatusCounts.readFrom(in));
    otherLabels.readFrom(in, NAME);
    compared.readFrom(in, NAME);
    better.readFrom(in, NAME);
    worse.readFrom(in, NAME);
    long rows = compared.losses().rows();
    if (otherLabels.rows() > rows + notCompared.total()
        || better.rows().size() > rows
        || worse.rows().size() > rows) {
      throw BinaryForm.damaged(NAME, "it shows more rows than it has");
    }
    if (quantiles != null) {
      quantiles.readFrom(in);
    }
    if (calibration != null) {
      calibration.readFrom(in);
    }
  }
}
