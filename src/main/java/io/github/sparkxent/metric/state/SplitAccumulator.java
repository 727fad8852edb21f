// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.metric.SliceSummary;
import io.github.sparkxent.metric.SplitSummary;
import io.github.sparkxent.metric.tally.StateForm;
import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.row.RowColumns;
import io.github.sparkxent.row.RowStatus;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The mergeable state of one split: each row accounted for, and the metrics of the evaluated ones.
 *
 * <p>Depends on the multiset of rows added, never on their order or grouping. Not thread-safe.
 */
public final class SplitAccumulator {
  private static final String NAME = "split state";

  private final StatusCounts beforeNumClasses = new StatusCounts();
  private final SortedMap<Integer, ClassCountAccumulator> byNumClasses = new TreeMap<>();

  /** The entry of {@link #byNumClasses} used last: nearly always the only one. */
  private ClassCountAccumulator current;

  private int currentNumClasses;

  private final MetricOptions options;

  /** One entry a slice. */
  private final List<SliceValues> slices;

  /**
   * Creates an empty state.
   *
   * @param options which metrics there are
   */
  public SplitAccumulator(MetricOptions options) {
    this(options, options.slices().stream().map(slice -> new SliceValues(options)).toList());
  }

  private SplitAccumulator(MetricOptions options, List<SliceValues> slices) {
    this.options = options;
    this.slices = slices;
  }

  /**
   * Returns the values of a slice: each row added here is to be added to its value there as well.
   *
   * @param index the index of the slice in {@link MetricOptions#slices}
   * @return the state of its values
   */
  public SliceValues slice(int index) {
    return slices.get(index);
  }

  /**
   * Adds rows.
   *
   * @param rows rows, classed and evaluated
   * @param from the first of them to be added
   * @param to the end of those to be added
   */
  public void add(RowColumns rows, int from, int to) {
    int next = from;
    while (next < to) {
      int end = endOfEvaluated(rows, next, to);
      if (end > next) {
        ofNumClasses(rows.numClasses[next]).addEvaluated(rows, next, end);
      } else {
        addOther(rows.statuses[next], rows.numClasses[next]);
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

  private void addOther(RowStatus status, int numClasses) {
    if (status.followsNumClasses()) {
      ofNumClasses(numClasses).addOther(status);
    } else {
      beforeNumClasses.add(status, 1);
    }
  }

  private ClassCountAccumulator ofNumClasses(int numClasses) {
    if (current == null || currentNumClasses != numClasses) {
      current = withNumClasses(numClasses);
      currentNumClasses = numClasses;
    }
    return current;
  }

  private ClassCountAccumulator withNumClasses(int numClasses) {
    return byNumClasses.computeIfAbsent(numClasses, c -> new ClassCountAccumulator(options, c));
  }

  /**
   * Adds all rows of another state.
   *
   * @param other the other state; not modified
   */
  public void merge(SplitAccumulator other) {
    beforeNumClasses.merge(other.beforeNumClasses);
    other.byNumClasses.forEach((c, state) -> withNumClasses(c).merge(state));
    for (int i = 0; i < slices.size(); i++) {
      slices.get(i).merge(other.slices.get(i));
    }
  }

  /** Adds to {@code rows} how many rows this split has of each number of classes. */
  void countRowsByNumClasses(Map<Integer, Long> rows) {
    byNumClasses.forEach((c, state) -> rows.merge(c, state.rowCount(), Math::addExact));
  }

  /** Returns the figures, with rows of another number of classes than the given one as invalid. */
  SplitSummary summary(String split, int numClasses) {
    StatusCounts counts = new StatusCounts();
    counts.merge(beforeNumClasses);
    byNumClasses.forEach(
        (c, state) -> {
          if (c != numClasses) {
            counts.add(RowStatus.NUM_CLASSES_MISMATCH, state.rowCount());
          }
        });
    ClassCountAccumulator right =
        byNumClasses.getOrDefault(numClasses, new ClassCountAccumulator(options, numClasses));
    counts.merge(right.counts());
    return new SplitSummary(
        split,
        counts.total(),
        counts.count(RowStatus.EVALUATED),
        counts.count(RowStatus.IGNORED),
        counts.invalid(),
        right.evaluated().summary(),
        sliceSummaries(split, numClasses));
  }

  private List<SliceSummary> sliceSummaries(String split, int numClasses) {
    List<SliceSummary> summaries = new ArrayList<>();
    for (int i = 0; i < slices.size(); i++) {
      summaries.addAll(slices.get(i).summaries(options.slices().get(i), split, numClasses));
    }
    return summaries;
  }

  void writeTo(DataOutput out) throws IOException {
    beforeNumClasses.writeTo(out);
    BinaryForm.writeCount(out, byNumClasses.size());
    for (Map.Entry<Integer, ClassCountAccumulator> entry : byNumClasses.entrySet()) {
      BinaryForm.writeCount(out, entry.getKey());
      entry.getValue().writeTo(out);
    }
    for (SliceValues slice : slices) {
      slice.writeTo(out);
    }
  }

  static SplitAccumulator readFrom(DataInput in, MetricOptions options) throws IOException {
    List<SliceValues> slices = new ArrayList<>();
    SplitAccumulator read = new SplitAccumulator(options, slices);
    read.beforeNumClasses.merge(StatusCounts.readFrom(in));
    long size = BinaryForm.readCount(in, NAME);
    for (long i = 0; i < size; i++) {
      int numClasses = StateForm.readInt(in, NAME);
      read.byNumClasses.put(numClasses, ClassCountAccumulator.readFrom(in, options, numClasses));
    }
    for (int i = 0; i < options.slices().size(); i++) {
      slices.add(SliceValues.readFrom(in, options));
    }
    return read;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SplitAccumulator that
        && beforeNumClasses.equals(that.beforeNumClasses)
        && byNumClasses.equals(that.byNumClasses)
        && slices.equals(that.slices);
  }

  @Override
  public int hashCode() {
    return Objects.hash(beforeNumClasses, byNumClasses, slices);
  }
}
