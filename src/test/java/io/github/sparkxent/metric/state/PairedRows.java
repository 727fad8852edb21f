// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.row.LabelWeight;
import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.RowStatus;
import io.github.sparkxent.row.Rows;
import java.util.List;
import java.util.Random;

/** Rows of a candidate and a baseline, for tests. */
final class PairedRows {
  private PairedRows() {}

  /** A row of both sides with these losses, of which each is right if its loss is below 1. */
  static RowColumns of(Object id, int label, double candidate, double baseline) {
    RowColumns row = side(label, candidate);
    row.baseline = side(label, baseline);
    row.ids[0] = id;
    return row;
  }

  private static RowColumns side(int label, double loss) {
    boolean right = loss < 1;
    return Rows.evaluated(4, loss, 1, label, right ? label : (label + 1) % 4, 0.5);
  }

  /** The same row with weights. */
  static RowColumns weighted(double r, LabelWeight w, RowColumns row) {
    for (RowColumns side : List.of(row, row.baseline)) {
      side.weights[0] = r;
      side.labelWeights[0] = w;
    }
    return row;
  }

  /** The same row in a cluster. */
  static RowColumns inCluster(Object cluster, RowColumns row) {
    row.clusters[0] = cluster;
    return row;
  }

  /** The same row with the sides swapped. */
  static RowColumns swapped(RowColumns row) {
    RowColumns other = new RowColumns(1);
    row.baseline.copy(0, 1, other, 0);
    other.ids[0] = row.ids[0];
    other.clusters[0] = row.clusters[0];
    RowColumns candidate = new RowColumns(1);
    RowColumns baseline = row.baseline;
    row.baseline = null;
    row.copy(0, 1, candidate, 0);
    row.baseline = baseline;
    other.baseline = candidate;
    return other;
  }

  /** Several rows side by side. */
  static RowColumns together(List<RowColumns> rows) {
    RowColumns all = new RowColumns(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      rows.get(i).copy(0, 1, all, i);
    }
    return all;
  }

  /** Any row of weights of 1 and finite losses. */
  static RowColumns unit(Random random) {
    int label = random.nextInt(4);
    RowColumns row = of(id(random), label, loss(random), loss(random));
    figures(row, random);
    figures(row.baseline, random);
    row.divergences[0] = random.nextInt(4) / 3.0;
    row.clusters[0] = random.nextInt(9) == 0 ? null : "u" + random.nextInt(12);
    return row;
  }

  /** Any row: weighted, infinite, or not evaluated by the baseline. */
  static RowColumns any(Random random) {
    RowColumns row = unit(random);
    if (random.nextInt(3) == 0) {
      double r = random.nextInt(3) == 0 ? 0 : random.nextInt(5) / 3.0;
      LabelWeight w = random.nextBoolean() ? LabelWeight.ONE : LabelWeight.of(0.3);
      weighted(r, w, row);
    }
    if (random.nextInt(12) == 0) {
      row.losses[0] = Double.POSITIVE_INFINITY;
    }
    if (random.nextInt(12) == 0) {
      row.baseline.losses[0] = Double.POSITIVE_INFINITY;
    }
    if (random.nextInt(12) == 0) {
      row.divergences[0] = Double.POSITIVE_INFINITY;
    }
    row.baseline.otherLabels[0] = random.nextInt(12) == 0;
    if (random.nextInt(9) == 0) {
      row.baseline.statuses[0] = random.nextBoolean() ? RowStatus.NULL_LOGITS : RowStatus.NAN_LOGIT;
    }
    return row;
  }

  private static void figures(RowColumns side, Random random) {
    side.ranks[0] = side.predictions[0] == side.labels[0] ? 0 : 1 + random.nextInt(3);
    side.confidences[0] = random.nextDouble();
    side.brierScores[0] = random.nextDouble();
  }

  private static double loss(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> 0;
      case 1 -> random.nextInt(8) / 4.0;
      case 2 -> random.nextDouble() * 1e-200;
      default -> random.nextExponential();
    };
  }

  private static Object id(Random random) {
    return random.nextInt(9) == 0 ? null : random.nextInt(200);
  }
}
