// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.sequence;

import io.github.sparkxent.row.RowStatus;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The sequences of a split by outcome; none is lost.
 *
 * @param read the sequences read: evaluated + ignored + filtered + invalid
 * @param evaluated the sequences with an evaluated position
 * @param ignored the sequences all of whose positions are masked or have the ignored label
 * @param filtered the sequences that the run is not about
 * @param invalid the others by reason, without zeros: what was found of the sequence as a whole,
 *     or, where all of its positions are left out or invalid, the first reason among these in the
 *     order of the tests
 * @param partlyInvalid the evaluated sequences that have an invalid position too, by the first
 *     reason
 * @param maskedPositions how many positions of all sequences are masked
 */
public record SequenceAccounting(
    long read,
    long evaluated,
    long ignored,
    long filtered,
    SortedMap<RowStatus, Long> invalid,
    SortedMap<RowStatus, Long> partlyInvalid,
    long maskedPositions) {
  /** Keeps copies. */
  public SequenceAccounting {
    invalid = Collections.unmodifiableSortedMap(new TreeMap<>(invalid));
    partlyInvalid = Collections.unmodifiableSortedMap(new TreeMap<>(partlyInvalid));
  }

  /** Returns the number of invalid sequences. */
  public long invalidTotal() {
    return read - evaluated - ignored - filtered;
  }

  /** Returns the sequences that are invalid, or have an invalid position, by the first reason. */
  public SortedMap<RowStatus, Long> faulty() {
    SortedMap<RowStatus, Long> faulty = new TreeMap<>(invalid);
    partlyInvalid.forEach((reason, count) -> faulty.merge(reason, count, Math::addExact));
    return faulty;
  }

  /** Returns numbers of sequences by the name of the reason. */
  public static SortedMap<String, Long> byReason(SortedMap<RowStatus, Long> counts) {
    SortedMap<String, Long> byReason = new TreeMap<>();
    counts.forEach((reason, count) -> byReason.put(reason.reason(), count));
    return byReason;
  }
}
