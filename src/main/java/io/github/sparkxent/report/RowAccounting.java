// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rows of a split by outcome; none is lost. Immutable.
 *
 * @param read the rows read: evaluated + ignored + filtered + invalid
 * @param evaluated the rows that the metrics are about
 * @param ignored the rows with the ignored label
 * @param filtered the rows that {@code input.where} leaves out
 * @param invalid the rows that could not be evaluated
 * @param invalidByReason the invalid rows by reason, sorted by reason; reasons without rows are
 *     left out
 */
public record RowAccounting(
    long read,
    long evaluated,
    long ignored,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) long filtered,
    long invalid,
    SortedMap<String, Long> invalidByReason) {
  /** Refuses counts that do not add up; the message holds them. */
  public RowAccounting {
    SortedMap<String, Long> byReason = new TreeMap<>(invalidByReason);
    if (evaluated < 0 || ignored < 0 || filtered < 0 || invalid < 0) {
      throw new IllegalArgumentException(
          shown(", ", evaluated, ignored, filtered, invalid) + ": no count can be negative");
    }
    long sum = Math.addExact(Math.addExact(evaluated, ignored), Math.addExact(filtered, invalid));
    if (sum != read) {
      throw new IllegalArgumentException(
          "read %s rows, but %s = %s"
              .formatted(read, shown(" + ", evaluated, ignored, filtered, invalid), sum));
    }
    requireReasons(invalid, byReason);
    byReason.values().removeIf(count -> count == 0);
    invalidByReason = Collections.unmodifiableSortedMap(byReason);
  }

  /** Creates the accounting of rows none of which is filtered. */
  public RowAccounting(
      long read,
      long evaluated,
      long ignored,
      long invalid,
      SortedMap<String, Long> invalidByReason) {
    this(read, evaluated, ignored, 0, invalid, invalidByReason);
  }

  /** Names the counts, that of filtered rows only if there are some. */
  private static String shown(
      String between, long evaluated, long ignored, long filtered, long invalid) {
    return "evaluated "
        + evaluated
        + between
        + "ignored "
        + ignored
        + (filtered == 0 ? "" : between + "filtered " + filtered)
        + between
        + "invalid "
        + invalid;
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
