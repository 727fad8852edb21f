// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.metric.LossSummary;
import io.github.sparkxent.metric.tally.LossMoments;
import io.github.sparkxent.metric.tally.LossRange;
import io.github.sparkxent.metric.tally.LossSums;
import io.github.sparkxent.metric.tally.StateForm;
import io.github.sparkxent.metric.tally.WeightedLossSums;
import io.github.sparkxent.numeric.exact.ExactSum;
import io.github.sparkxent.row.LabelWeight;
import io.github.sparkxent.row.RowColumns;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The losses, summed exactly.
 *
 * <p>A row has a loss, its own weight r, and w = sum_c w_c p_c, 1 without class weights; omega = r
 * * w, unrounded, is its weight in the mean. The loss never contains r. A row of r = w = 1 is
 * unweighted and costs two exact additions. The sums for weighted rows exist from the first such
 * row on. The formulas are those of {@link LossSummary}.
 *
 * <p><b>Special cases.</b> A loss of +Infinity is a valid row. A row with r = 0 counts as a row and
 * adds r * loss = 0, also where the loss is infinite.
 *
 * <p><b>Size.</b> About 400 bytes in memory and 60 to 90 in the binary form; with weighted rows
 * about 1,500 and 200 to 400.
 */
final class LossAccumulator extends MetricState<LossAccumulator> implements UnitRowTable.Reader {
  private static final String NAME = "loss state";

  private final LossSums unweighted = new LossSums();

  /** Null until a weighted row comes. */
  private WeightedLossSums weighted;

  private final LossRange range = new LossRange();

  /** Of the same rows; null without clusters. */
  private final ClusterAccumulator clusters;

  /** Creates the state of no rows. */
  LossAccumulator() {
    this(null);
  }

  /** Creates the state of no rows, beside the clusters of the same rows if there are any. */
  LossAccumulator(ClusterAccumulator clusters) {
    this.clusters = clusters;
  }

  @Override
  void add(RowColumns rows, int from, int to) {
    for (int i = from; i < to; i++) {
      add(rows.losses[i], rows.weights[i], rows.labelWeights[i]);
    }
  }

  void add(double loss, double r, LabelWeight w) {
    range.include(loss);
    if (r == 1 && w.isOne()) {
      unweighted.add(loss);
    } else {
      weighted().add(loss, r, w);
    }
  }

  private WeightedLossSums weighted() {
    if (weighted == null) {
      weighted = new WeightedLossSums();
    }
    return weighted;
  }

  @Override
  public void add(UnitRowTable rows) {
    long count = 0;
    ExactSum losses = new ExactSum();
    for (int label : rows.labels()) {
      count += rows.count(label);
      losses.add(rows.losses(label));
    }
    unweighted.add(count, losses, rows.squares());
    range.merge(rows.range());
  }

  @Override
  void merge(LossAccumulator other) {
    unweighted.merge(other.unweighted);
    if (other.weighted != null) {
      weighted().merge(other.weighted);
    }
    range.merge(other.range);
  }

  private LossMoments moments() {
    return new LossMoments(unweighted, weighted);
  }

  /** Returns the weighted mean; null without rows or if the weights sum to 0. */
  Double mean() {
    return moments().mean();
  }

  @Override
  LossSummary summary() {
    return moments()
        .summary(range.min(), range.max(), clusters == null ? null : clusters.lossMoments());
  }

  /**
   * Writes the rows of finite and of infinite loss, the exact sums of loss and loss^2, all of the
   * unweighted rows; a byte that is 1 if weighted rows follow. For these: the same two counts and
   * two sums, the number of rows of infinite loss with r > 0, and the exact sums of r * loss, (r *
   * loss)^2, omega * r * loss, omega, omega^2, and of omega over the rows of infinite loss. Last
   * the smallest and the largest loss.
   */
  @Override
  void writeTo(DataOutput out) throws IOException {
    unweighted.writeTo(out);
    out.writeByte(weighted == null ? 0 : 1);
    if (weighted != null) {
      weighted.writeTo(out);
    }
    range.writeTo(out);
  }

  @Override
  void readFrom(DataInput in) throws IOException {
    unweighted.readFrom(in, NAME);
    if (StateForm.readFlag(in, NAME)) {
      weighted().readFrom(in, NAME);
    }
    LossMoments moments = moments();
    range.readFrom(in, NAME, moments.rowCount(), moments.infiniteLossCount());
  }
}
