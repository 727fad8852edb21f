// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.ranking;

import java.util.List;

/** The figures of a ranking by their definitions, from all pairs and thresholds of a few rows. */
final class RankingOracle {
  private RankingOracle() {}

  /** A row. */
  record Scored(int label, double score, double weight) {}

  static double auc(List<Scored> rows) {
    double ordered = 0;
    double pairs = 0;
    for (Scored one : rows) {
      for (Scored zero : rows) {
        if (one.label() == 1 && zero.label() == 0) {
          double weight = one.weight() * zero.weight();
          pairs += weight;
          ordered +=
              one.score() > zero.score() ? weight : one.score() == zero.score() ? weight / 2 : 0;
        }
      }
    }
    return ordered / pairs;
  }

  static double averagePrecision(List<Scored> rows) {
    double sum = 0;
    for (Scored row : rows) {
      if (row.label() == 1 && row.weight() > 0) {
        double ones = atLeast(rows, 1, row.score());
        sum += row.weight() * ones / (ones + atLeast(rows, 0, row.score()));
      }
    }
    return sum / atLeast(rows, 1, Double.NEGATIVE_INFINITY);
  }

  static double ks(List<Scored> rows) {
    double ones = atLeast(rows, 1, Double.NEGATIVE_INFINITY);
    double zeros = atLeast(rows, 0, Double.NEGATIVE_INFINITY);
    double most = 0;
    for (Scored row : rows) {
      double gap = atLeast(rows, 1, row.score()) / ones - atLeast(rows, 0, row.score()) / zeros;
      most = Math.max(most, Math.abs(gap));
    }
    return most;
  }

  private static double atLeast(List<Scored> rows, int label, double score) {
    return rows.stream()
        .filter(row -> row.label() == label && row.score() >= score)
        .mapToDouble(Scored::weight)
        .sum();
  }
}
