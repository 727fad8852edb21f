// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.benchmark;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a contender found. It is laid out by name only where it is compared, so that the measured
 * time has none of that.
 */
@FunctionalInterface
interface Figures {
  /** What a bare scan finds. */
  Figures NONE = TreeMap::new;

  /** The name that all contenders but the bare scans give of each split. */
  String LOSS_SUM = "loss_sum";

  /**
   * Returns the figures by split and name, such as {@code train loss_sum}, {@code train class 3
   * recall} or {@code train label 3 prediction 5}.
   */
  SortedMap<String, Double> byName();

  /** Returns the name of a figure of a split. */
  static String name(String split, String figure) {
    return split + " " + figure;
  }

  /** Returns the figures of a contender that has only the sums of the losses. */
  static Figures ofSums(SortedMap<String, Double> sums) {
    return () -> {
      SortedMap<String, Double> figures = new TreeMap<>();
      sums.forEach((split, sum) -> figures.put(name(split, LOSS_SUM), sum));
      return figures;
    };
  }
}
