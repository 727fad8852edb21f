// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.metric.cluster.ClusterKey;
import io.github.sparkxent.metric.cluster.ClusterSummary;
import io.github.sparkxent.metric.cluster.Clusters;
import io.github.sparkxent.metric.inference.StudentT;
import io.github.sparkxent.metric.tally.MeanMoments;
import io.github.sparkxent.row.RowColumns;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Loss, hits and Brier scores summed by cluster of rows, for the standard errors of their means.
 * The formulas are those of {@link ClusterSummary}, the limits those of {@link Clusters}.
 *
 * <p><b>Size.</b> About 700 bytes for each cluster on the heap, 80 and its text in the binary form.
 */
final class ClusterAccumulator extends MetricState<ClusterAccumulator> {
  private static final double UPPER = 0.975;
  private static final int LOSS = 0;
  private static final int HIT = 1;
  private static final int BRIER_SCORE = 2;
  private static final int FIGURES = 3;

  private final Clusters clusters;
  private final double[] figures = new double[FIGURES];

  /** Of the row before; null for none. */
  private ClusterKey key;

  /** Creates the state of no rows, which tells clusters apart as {@link Clusters#of} does. */
  ClusterAccumulator(int groups) {
    clusters = Clusters.of(groups, FIGURES);
  }

  @Override
  void add(RowColumns rows, int from, int to) {
    for (int i = from; i < to; i++) {
      figures[LOSS] = rows.losses[i];
      figures[HIT] = rows.ranks[i] == 0 ? 1 : 0;
      figures[BRIER_SCORE] = rows.brierScores[i];
      key = ClusterKey.of(rows.clusters[i], key);
      clusters.add(key, figures, rows.weights[i], rows.labelWeights[i]);
    }
  }

  @Override
  void merge(ClusterAccumulator other) {
    clusters.merge(other.clusters);
  }

  /** Returns the moments of the mean loss; those of the losses that are finite. */
  MeanMoments lossMoments() {
    return clusters.moments(LOSS);
  }

  @Override
  ClusterSummary summary() {
    MeanMoments hit = clusters.moments(HIT);
    MeanMoments brierScore = clusters.moments(BRIER_SCORE);
    Double ofHit = margin(hit);
    Double ofBrierScore = margin(brierScore);
    return new ClusterSummary(
        clusters.count(),
        clusters.areHashed(),
        hit.standardError(),
        ofHit == null ? null : (Double) (hit.mean() - ofHit),
        ofHit == null ? null : (Double) (hit.mean() + ofHit),
        brierScore.standardError(),
        ofBrierScore == null ? null : (Double) (brierScore.mean() - ofBrierScore),
        ofBrierScore == null ? null : (Double) (brierScore.mean() + ofBrierScore));
  }

  private static Double margin(MeanMoments moments) {
    return moments.hasError()
        ? (Double) (StudentT.quantile(UPPER, moments.units() - 1) * moments.standardError())
        : null;
  }

  /** Writes the clusters, with loss, hit and Brier score. */
  @Override
  void writeTo(DataOutput out) throws IOException {
    clusters.writeTo(out);
  }

  @Override
  void readFrom(DataInput in) throws IOException {
    clusters.readFrom(in);
  }
}
