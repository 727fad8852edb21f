// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.comparison;

import io.github.sparkxent.metric.ClassDifference;
import io.github.sparkxent.metric.cluster.ClusterKey;
import io.github.sparkxent.metric.cluster.Clusters;
import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.row.LabelWeight;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The losses and hits of candidate and baseline over the rows of one label. */
public final class ClassPairs {
  private static final int FIGURES = 2;

  private final LossPairs loss = new LossPairs();
  private final HitPairs recall = new HitPairs();

  /** Null without clusters. */
  private final Clusters clusters;

  private final double[] figures = new double[FIGURES];

  /** Creates the state of no rows, which tells that many clusters apart, 0 for none. */
  public ClassPairs(int clusterGroups) {
    clusters = clusterGroups == 0 ? null : Clusters.of(clusterGroups, FIGURES);
  }

  /** Adds a row. */
  public void add(
      double ofCandidate,
      double ofBaseline,
      boolean candidateHits,
      boolean baselineHits,
      double r,
      LabelWeight w) {
    loss.add(ofCandidate, ofBaseline, r, w);
    recall.add(candidateHits, baselineHits, r);
  }

  /** Adds a row that is added otherwise to its cluster. */
  public void addToCluster(
      ClusterKey cluster, double lossDifference, double hitDifference, double r, LabelWeight w) {
    figures[0] = lossDifference;
    figures[1] = hitDifference;
    clusters.add(cluster, figures, r, w);
  }

  /** Adds the rows of the label from a table. */
  public void addUnits(UnitPairs units, int label) {
    loss.addUnits(units, label);
    recall.addUnits(units, label);
  }

  /** Adds all rows of others. */
  public static void merge(ClassPairs pairs, ClassPairs other) {
    pairs.loss.merge(other.loss);
    pairs.recall.merge(other.recall);
    if (pairs.clusters != null) {
      pairs.clusters.merge(other.clusters);
    }
  }

  /** Returns how many rows there are. */
  public long rows() {
    return loss.rows();
  }

  /** Returns how the sides differ. */
  public ClassDifference difference(int label) {
    return new ClassDifference(
        label, loss.rows(), loss.difference(clusters, 0), recall.difference(clusters, 1));
  }

  /** Writes the losses, the hits, and if there are clusters these. */
  public void writeTo(DataOutput out) throws IOException {
    loss.writeTo(out);
    recall.writeTo(out);
    if (clusters != null) {
      clusters.writeTo(out);
    }
  }

  /** Reads, into this state without rows, what another has written. */
  public void readFrom(DataInput in, String name) throws IOException {
    loss.readFrom(in, name);
    recall.readFrom(in, name);
    if (clusters != null) {
      clusters.readFrom(in);
    }
    if (loss.rows() == 0
        || recall.rows() != loss.rows()
        || (clusters != null && clusters.rows() != loss.rows())) {
      throw BinaryForm.damaged(name, "its numbers of rows of a class are impossible");
    }
  }
}
