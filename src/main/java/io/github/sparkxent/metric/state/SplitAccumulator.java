// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.metric.MetricSummary;
import io.github.sparkxent.metric.SliceSummary;
import io.github.sparkxent.metric.SplitSummary;
import io.github.sparkxent.metric.sequence.PositionRanges;
import io.github.sparkxent.metric.sequence.SequenceTally;
import io.github.sparkxent.metric.tally.StateForm;
import io.github.sparkxent.metric.tally.StatusCounts;
import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.RowStatus;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The mergeable state of one split: the accounting of all rows, and the metrics of the evaluated
 * ones. Where rows are sequences, it has those of their positions, and the sequences beside these.
 *
 * <p>Depends on the multiset of rows added, never on their order or grouping.
 */
public final class SplitAccumulator extends State {
  private static final String NAME = "split state";

  private final MetricOptions options;
  private final StatusCounts beforeNumClasses = new StatusCounts();

  /** Kept apart, since which number is the right one is known only when all rows were read. */
  private final SortedMap<Integer, OfNumClasses> byNumClasses = new TreeMap<>();

  /** The entry of {@link #byNumClasses} used last: nearly always the only one. */
  private OfNumClasses current;

  private int currentNumClasses;

  /** Null if rows are no sequences. */
  private final SequenceTally sequences;

  /** One entry a slice. */
  private final List<SliceValues> slices;

  /** The rows of one number of classes: how many have which status, and the evaluated ones. */
  private record OfNumClasses(StatusCounts counts, EvaluatedRows evaluated) {
    OfNumClasses(MetricOptions options, int numClasses) {
      this(new StatusCounts(), new EvaluatedRows(options, numClasses));
    }
  }

  /** Creates the state of no rows. */
  public SplitAccumulator(MetricOptions options) {
    this.options = options;
    sequences = options.sequences() == null ? null : new SequenceTally(options.sequences());
    slices = options.slices().stream().map(slice -> new SliceValues(options, slice)).toList();
  }

  /**
   * Returns the values of a slice of {@link MetricOptions#slices}: each row added here is to be
   * added to its value there as well.
   */
  public SliceValues slice(int index) {
    return slices.get(index);
  }

  /**
   * Tells whether an evaluated row, if it is added next, may be kept with its id; the id of any
   * other is not looked at.
   */
  public boolean mayKeep(RowColumns rows, int i) {
    return withNumClasses(rows.numClasses[i]).evaluated.mayKeep(rows, i);
  }

  /** Adds rows, classed and evaluated, from one up to but not including another. */
  public void add(RowColumns rows, int from, int to) {
    if (sequences != null) {
      sequences.add(rows, from, to);
    }
    for (int next = from; next < to; ) {
      int end = endOfEvaluated(rows, next, to);
      if (end > next) {
        OfNumClasses state = withNumClasses(rows.numClasses[next]);
        state.counts.add(RowStatus.EVALUATED, end - next);
        state.evaluated.add(rows, next, end);
      } else {
        if (sequences == null || rows.positions[next] > 0) {
          count(rows.statuses[next], rows.numClasses[next]);
        }
        end++;
      }
      next = end;
    }
  }

  /** Returns the end of the evaluated rows of one number of classes that come next. */
  private static int endOfEvaluated(RowColumns rows, int from, int to) {
    int end = from;
    while (end < to
        && rows.statuses[end] == RowStatus.EVALUATED
        && rows.numClasses[end] == rows.numClasses[from]) {
      end++;
    }
    return end;
  }

  private void count(RowStatus status, int numClasses) {
    StatusCounts counts =
        status.followsNumClasses() ? withNumClasses(numClasses).counts : beforeNumClasses;
    counts.add(status, 1);
  }

  private OfNumClasses withNumClasses(int numClasses) {
    if (current == null || currentNumClasses != numClasses) {
      current = byNumClasses.computeIfAbsent(numClasses, c -> new OfNumClasses(options, c));
      currentNumClasses = numClasses;
    }
    return current;
  }

  /** Adds all rows of another state, which is not modified. */
  public void merge(SplitAccumulator other) {
    beforeNumClasses.merge(other.beforeNumClasses);
    other.byNumClasses.forEach(
        (numClasses, rows) -> {
          withNumClasses(numClasses).counts.merge(rows.counts);
          withNumClasses(numClasses).evaluated.merge(rows.evaluated);
        });
    if (sequences != null) {
      sequences.merge(other.sequences);
    }
    for (int i = 0; i < slices.size(); i++) {
      slices.get(i).merge(other.slices.get(i));
    }
  }

  /** Tells whether all its rows are filtered, of which there are some. */
  boolean isFilteredWhole() {
    if (sequences != null) {
      return sequences.areAllFiltered();
    }
    return byNumClasses.isEmpty()
        && beforeNumClasses.total() > 0
        && beforeNumClasses.total() == beforeNumClasses.count(RowStatus.FILTERED);
  }

  /** Adds the counts of another state, none of whose rows has logits that were looked at. */
  void addCounts(SplitAccumulator other) {
    beforeNumClasses.merge(other.beforeNumClasses);
    if (sequences != null) {
      sequences.merge(other.sequences);
    }
  }

  /** Adds to {@code rows} how many rows this split has of each number of classes. */
  void countRowsByNumClasses(Map<Integer, Long> rows) {
    byNumClasses.forEach((c, state) -> rows.merge(c, state.counts.total(), Math::addExact));
  }

  /** Returns the figures, with rows of another number of classes than the given one as invalid. */
  SplitSummary summary(String split, int numClasses) {
    StatusCounts counts = new StatusCounts();
    counts.merge(beforeNumClasses);
    byNumClasses.forEach(
        (c, state) -> {
          if (c != numClasses) {
            counts.add(RowStatus.NUM_CLASSES_MISMATCH, state.counts.total());
          }
        });
    OfNumClasses right =
        byNumClasses.getOrDefault(numClasses, new OfNumClasses(options, numClasses));
    counts.merge(right.counts);
    return new SplitSummary(
        split,
        counts.total(),
        counts.count(RowStatus.EVALUATED),
        Math.addExact(counts.count(RowStatus.IGNORED), counts.count(RowStatus.MASKED)),
        counts.count(RowStatus.FILTERED),
        counts.invalid(),
        metrics(right, numClasses, counts.count(RowStatus.MASKED)),
        sliceSummaries(split, numClasses));
  }

  private MetricSummary metrics(OfNumClasses rows, int numClasses, long masked) {
    MetricSummary ofRows = rows.evaluated.summary();
    return sequences == null
        ? ofRows
        : ofRows.with(sequences.accounting(numClasses, masked)).with(sequences.summary(numClasses));
  }

  private List<SliceSummary> sliceSummaries(String split, int numClasses) {
    List<SliceSummary> summaries = new ArrayList<>();
    for (int i = 0; i < slices.size(); i++) {
      String slice = options.slices().get(i);
      List<SliceSummary> values = slices.get(i).summaries(slice, split, numClasses);
      PositionRanges ranges =
          options.sequences() == null ? null : options.sequences().positionsOf(slice);
      if (ranges != null) {
        List<String> order = ranges.values();
        values.sort(Comparator.comparingInt(value -> order.indexOf(value.value())));
      }
      summaries.addAll(values);
    }
    return summaries;
  }

  @Override
  void writeTo(DataOutput out) throws IOException {
    beforeNumClasses.writeTo(out);
    BinaryForm.writeCount(out, byNumClasses.size());
    for (Map.Entry<Integer, OfNumClasses> entry : byNumClasses.entrySet()) {
      BinaryForm.writeCount(out, entry.getKey());
      entry.getValue().counts.writeTo(out);
      entry.getValue().evaluated.writeTo(out);
    }
    if (sequences != null) {
      sequences.writeTo(out);
    }
    for (SliceValues slice : slices) {
      slice.writeTo(out);
    }
  }

  /** Reads, into this state without rows, what one of the same options has written. */
  void readFrom(DataInput in) throws IOException {
    beforeNumClasses.merge(StatusCounts.readFrom(in));
    long size = BinaryForm.readCount(in, NAME);
    for (long i = 0; i < size; i++) {
      OfNumClasses state = withNumClasses(StateForm.readInt(in, NAME));
      state.counts.merge(StatusCounts.readFrom(in));
      state.evaluated.readFrom(in);
    }
    if (sequences != null) {
      sequences.readFrom(in);
    }
    for (SliceValues slice : slices) {
      slice.readFrom(in);
    }
  }
}
