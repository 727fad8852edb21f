// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.cluster;

import io.github.sparkxent.metric.tally.MeanMoments;
import io.github.sparkxent.row.LabelWeight;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The rows of one cluster each, summed: a mergeable state.
 *
 * <p>A row has some figures. The first is weighed by omega = r * w, as a loss; the others by r.
 *
 * <p><b>Special cases.</b> A figure that is not finite adds nothing: who adds it knows that its
 * mean is none.
 */
public abstract class Clusters {
  /**
   * In the place of a number of groups: clusters of which each is whole in one state, where its
   * rows come one after the other. They need no table. Less than any number.
   */
  public static final int CONSECUTIVE = -1;

  static final String NAME = "cluster state";

  /**
   * Creates the state of no rows.
   *
   * @param groups how many clusters beside null are told apart, 1 or more; or {@link #CONSECUTIVE}
   * @param figures how many figures a row has
   * @return the state
   */
  public static Clusters of(int groups, int figures) {
    return groups == CONSECUTIVE
        ? new ConsecutiveClusters(figures)
        : new ClusterTable(groups, figures);
  }

  /**
   * Adds a row.
   *
   * @param cluster its cluster, null for the cluster of null
   * @param values its figures
   * @param r its weight
   * @param w what makes r the weight of the first figure
   */
  public abstract void add(ClusterKey cluster, double[] values, double r, LabelWeight w);

  /** Adds all rows of a state of the same limits; with itself counts every row twice. */
  public abstract void merge(Clusters other);

  /** Returns how many groups have rows. */
  public abstract long count();

  /** Returns how many rows there are. */
  public abstract long rows();

  /** Tells whether there were too many clusters, so that a group may stand for several. */
  public abstract boolean areHashed();

  /** Returns the moments of a figure, the first being 0, of which each cluster is a unit. */
  public abstract MeanMoments moments(int figure);

  /** Writes the state; equal ones as equal bytes. */
  public abstract void writeTo(DataOutput out) throws IOException;

  /** Reads, into this state without rows, what one of the same limits has written. */
  public abstract void readFrom(DataInput in) throws IOException;
}
