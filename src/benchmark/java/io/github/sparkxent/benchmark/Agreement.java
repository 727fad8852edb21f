// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What contenders found, held against each other: a contender with other figures is not worth
 * measuring.
 */
final class Agreement {
  /** How far others, which round at each addition, may be from the exact figures, relatively. */
  private static final double TOLERANCE = 1e-5;

  /** How far shares may be apart: a tie of logits, or a confidence between bins, moves a row. */
  private static final double SHARE_TOLERANCE = 1e-4;

  /** Quantiles are within 1 % of a loss, each side's own way. */
  private static final double QUANTILE_TOLERANCE = 0.0202;

  private final SortedMap<String, Double> sums = new TreeMap<>();
  private final SortedMap<String, Double> all = new TreeMap<>();

  /**
   * Compares a contender's figures with those of the others before it.
   *
   * @throws IllegalStateException if a figure differs by more than rounding explains, or is missing
   */
  void require(String contender, SortedMap<String, Double> figures) {
    if (figures.isEmpty()) {
      return;
    }
    SortedMap<String, Double> ofSums = new TreeMap<>(figures);
    ofSums.keySet().removeIf(name -> !name.endsWith(" " + Figures.LOSS_SUM));
    require(contender, ofSums, sums);
    if (figures.size() > ofSums.size() && !contender.equals(Contenders.PLAIN_JOB)) {
      require(contender, figures, all);
    }
  }

  private static void require(
      String contender, SortedMap<String, Double> figures, SortedMap<String, Double> expected) {
    if (expected.isEmpty()) {
      expected.putAll(figures);
    }
    SortedSet<String> names = new TreeSet<>(figures.keySet());
    names.addAll(expected.keySet());
    List<String> wrong = new ArrayList<>();
    for (String name : names) {
      Double value = figures.get(name);
      Double other = expected.get(name);
      if (value == null || other == null || !agree(name, value, other)) {
        wrong.add(name + " " + value + ", expected " + other);
      }
    }
    if (!wrong.isEmpty()) {
      throw new IllegalStateException(
          "%s differs in %d of %d figures: %s"
              .formatted(
                  contender,
                  wrong.size(),
                  names.size(),
                  String.join("; ", wrong.subList(0, Math.min(5, wrong.size())))));
    }
  }

  private static boolean agree(String name, double value, double other) {
    double difference = Math.abs(value - other);
    if (name.matches(".* loss_p\\d+")) {
      return difference <= QUANTILE_TOLERANCE * Math.abs(other);
    }
    boolean share = name.endsWith("_accuracy") || name.endsWith(" ece");
    return difference <= (share ? SHARE_TOLERANCE : TOLERANCE * Math.abs(other));
  }
}
