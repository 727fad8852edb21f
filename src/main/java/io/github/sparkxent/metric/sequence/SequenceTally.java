// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.sequence;

import io.github.sparkxent.metric.tally.StateForm;
import io.github.sparkxent.metric.tally.StatusCounts;
import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.RowStatus;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The sequences of one split: a mergeable state.
 *
 * <p><b>Method.</b> The positions of a sequence come one after the other, whatever stands between
 * two sequences; where the next one begins, the last one is added as a whole. A sequence belongs to
 * the number of classes of the first of its positions that has one; which number is the right one
 * is known only when all rows were read.
 *
 * <p><b>Size.</b> About 1,500 bytes on the heap and 300 in the binary form, and those of the
 * sequences that are kept, whatever the number of sequences.
 */
public final class SequenceTally {
  private static final String NAME = "sequence state";

  private final SequenceOptions options;

  /** By number of classes, 0 for sequences without one. */
  private final TreeMap<Integer, SequenceSums> byNumClasses = new TreeMap<>();

  /** Null between two sequences. */
  private SequenceOutcome open;

  /** Creates the state of no sequences. */
  public SequenceTally(SequenceOptions options) {
    this.options = options;
  }

  /** Adds positions, classed and evaluated, from one up to but not including another. */
  public void add(RowColumns rows, int from, int to) {
    for (int i = from; i < to; i++) {
      if (open == null || open.sequence() != rows.sequences[i]) {
        close();
        open = new SequenceOutcome(rows, i);
      }
      open.add(rows, i);
    }
  }

  private void close() {
    if (open != null) {
      of(open.numClasses()).add(open);
      open = null;
    }
  }

  private SequenceSums of(int numClasses) {
    return byNumClasses.computeIfAbsent(numClasses, c -> new SequenceSums(options));
  }

  /** Adds all sequences of a state of the same options; with itself counts each twice. */
  public void merge(SequenceTally other) {
    close();
    other.close();
    other.byNumClasses.forEach((numClasses, sums) -> of(numClasses).merge(sums));
  }

  /** Tells whether all sequences are filtered, of which there are some. */
  public boolean areAllFiltered() {
    close();
    long filtered = 0;
    long all = 0;
    for (SequenceSums sums : byNumClasses.values()) {
      filtered += sums.counts().count(RowStatus.FILTERED);
      all += sums.counts().total();
    }
    return all > 0 && filtered == all;
  }

  /**
   * Returns the accounting, with those of another number of classes as invalid.
   *
   * @param masked how many positions are masked
   */
  public SequenceAccounting accounting(int numClasses, long masked) {
    close();
    StatusCounts counts = new StatusCounts();
    StatusCounts partly = new StatusCounts();
    byNumClasses.forEach(
        (classes, sums) -> {
          if (classes == 0 || classes == numClasses) {
            counts.merge(sums.counts());
            partly.merge(sums.partlyInvalid());
          } else {
            addMismatches(sums, counts);
          }
        });
    return new SequenceAccounting(
        counts.total(),
        counts.count(RowStatus.EVALUATED),
        counts.count(RowStatus.IGNORED),
        counts.count(RowStatus.FILTERED),
        counts.invalid(),
        partly.invalid(),
        masked);
  }

  /** Adds sequences of another number of classes; a reason that is tested before that stays. */
  private static void addMismatches(SequenceSums sums, StatusCounts counts) {
    long evaluated = sums.counts().count(RowStatus.EVALUATED);
    counts.add(RowStatus.NUM_CLASSES_MISMATCH, evaluated - sums.partlyInvalid().total());
    for (StatusCounts reasons : List.of(sums.counts(), sums.partlyInvalid())) {
      reasons
          .invalid()
          .forEach(
              (reason, count) ->
                  counts.add(
                      reason.followsNumClasses() ? RowStatus.NUM_CLASSES_MISMATCH : reason, count));
    }
  }

  /** Returns the figures of the sequences of a number of classes. */
  public SequenceSummary summary(int numClasses) {
    close();
    return byNumClasses.getOrDefault(numClasses, new SequenceSums(options)).summary();
  }

  /** Writes how many numbers of classes there are, and for each, rising, it and its sequences. */
  public void writeTo(DataOutput out) throws IOException {
    close();
    BinaryForm.writeCount(out, byNumClasses.size());
    for (Map.Entry<Integer, SequenceSums> entry : byNumClasses.entrySet()) {
      BinaryForm.writeCount(out, entry.getKey());
      entry.getValue().writeTo(out);
    }
  }

  /** Reads, into this state without sequences, what one of the same options has written. */
  public void readFrom(DataInput in) throws IOException {
    int size = StateForm.readInt(in, NAME);
    for (int i = 0; i < size; i++) {
      int numClasses = StateForm.readInt(in, NAME);
      if (!byNumClasses.isEmpty() && numClasses <= byNumClasses.lastKey()) {
        throw BinaryForm.damaged(NAME, "its numbers of classes are not in order");
      }
      of(numClasses).readFrom(in);
      if (numClasses == 0 && of(0).counts().count(RowStatus.EVALUATED) > 0) {
        throw BinaryForm.damaged(NAME, "it has sequences with losses and without classes");
      }
    }
  }
}
