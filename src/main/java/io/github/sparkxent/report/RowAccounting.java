// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rows of a split by outcome; none is lost. Immutable.
 *
 * @param read the rows read: evaluated + ignored + invalid
 * @param evaluated the rows that the metrics are about
 * @param ignored the rows with the ignored label
 * @param invalid the rows that could not be evaluated
 * @param invalidByReason the invalid rows by reason, sorted by reason; reasons without rows are
 *     left out
 */
public record RowAccounting(
    long read,
    long evaluated,
    long ignored,
    long invalid,
    SortedMap<String, Long> invalidByReason) {
  /** Refuses counts that do not add up; the message holds them. */
  public RowAccounting {
    SortedMap<String, Long> byReason = new TreeMap<>(invalidByReason);
    if (evaluated < 0 || ignored < 0 || invalid < 0) {
      throw new IllegalArgumentException(
          "evaluated "
              + evaluated
              + ", ignored "
              + ignored
              + ", invalid "
              + invalid
              + ": no count can be negative");
    }
    if (Math.addExact(Math.addExact(evaluated, ignored), invalid) != read) {
      throw new IllegalArgumentException(
          "read "
              + read
              + " rows, but evaluated "
              + evaluated
              + " + ignored "
              + ignored
              + " + invalid "
              + invalid
              + " = "
              + (evaluated + ignored + invalid));
    }
    requireReasons(invalid, byReason);
    byReason.values().removeIf(count -> count == 0);
    invalidByReason = Collections.unmodifiableSortedMap(byReason);
  }

  private static void requireReasons(long invalid, Map<String, Long> byReason) {
    long sum = 0;
    for (Map.Entry<String, Long> reason : byReason.entrySet()) {
      if (reason.getValue() < 0) {
        throw new IllegalArgumentException(
            "reason " + reason.getKey() + " has " + reason.getValue() + " rows");
      }
      sum = Math.addExact(sum, reason.getValue());
    }
    if (sum != invalid) {
      throw new IllegalArgumentException(
          "invalid " + invalid + " rows, but the reasons " + byReason + " make " + sum);
    }
  }
}
