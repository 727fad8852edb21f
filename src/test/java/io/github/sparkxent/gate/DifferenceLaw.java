// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.gate;

import io.github.sparkxent.metric.PairedDifference;
import io.github.sparkxent.metric.cluster.ClusterKey;
import io.github.sparkxent.metric.cluster.Clusters;
import io.github.sparkxent.metric.comparison.LossPairs;
import io.github.sparkxent.row.LabelWeight;
import java.util.SplittableRandom;

/** How differences of rows are distributed about their mean, and how many rows a data set has. */
enum DifferenceLaw {
  /** Of the standard deviation 1. */
  NORMAL(30, 1),

  /** An exponential one, of the skewness 2: a few rows are much worse. */
  SKEWED_TO_WORSE(20_000, 1),

  /** Its mirror image: a few rows are much better. */
  SKEWED_TO_BETTER(20_000, 1),

  /** One, minus one or, for nine rows in ten, nothing: as of an accuracy. */
  DISCRETE(2000, 0.31622776601683794),

  /** Clusters of 5 to 15 rows, half of whose variance is shared. */
  CLUSTERED(1000, 1);

  private static final double UNEQUAL = 0.1;
  private static final double HALF = 0.7071067811865476;
  private static final int SMALLEST = 5;
  private static final int SIZES = 11;

  private final int rows;
  private final double deviation;

  DifferenceLaw(int rows, double deviation) {
    this.rows = rows;
    this.deviation = deviation;
  }

  /** Returns a margin that so many rows can tell from nothing. */
  double margin() {
    double shared = this == CLUSTERED ? 2.5 : 1;
    return 5 * shared * deviation / Math.sqrt(rows);
  }

  /** Returns how a data set of this mean difference compares. */
  PairedDifference sample(SplittableRandom random, double mean) {
    return sample(random, mean, this == CLUSTERED);
  }

  /** Returns the same, by clusters or as if all rows were independent. */
  PairedDifference sample(SplittableRandom random, double mean, boolean byClusters) {
    LossPairs pairs = new LossPairs();
    Clusters clusters = byClusters ? Clusters.of(rows, 1) : null;
    double[] figures = new double[1];
    double shared = 0;
    int left = 0;
    for (int i = 0, cluster = 0; i < rows; i++, left--) {
      if (left == 0) {
        left = SMALLEST + random.nextInt(SIZES);
        shared = HALF * random.nextGaussian();
        cluster++;
      }
      double d =
          mean
              + (this == CLUSTERED ? shared + HALF * random.nextGaussian() : centred(random, mean));
      pairs.add(1 + d, 1, 1, LabelWeight.ONE);
      if (byClusters) {
        figures[0] = (1 + d) - 1;
        clusters.add(ClusterKey.of(cluster, null), figures, 1, LabelWeight.ONE);
      }
    }
    return pairs.difference(clusters, 0);
  }

  private double centred(SplittableRandom random, double mean) {
    return switch (this) {
      case NORMAL -> random.nextGaussian();
      case SKEWED_TO_WORSE -> random.nextExponential() - 1;
      case SKEWED_TO_BETTER -> 1 - random.nextExponential();
      case DISCRETE -> discrete(random.nextDouble(), mean) - mean;
      case CLUSTERED -> throw new IllegalStateException("a row alone");
    };
  }

  private static double discrete(double uniform, double mean) {
    double more = (UNEQUAL + mean) / 2;
    return uniform < more ? 1 : uniform < UNEQUAL ? -1 : 0;
  }
}
