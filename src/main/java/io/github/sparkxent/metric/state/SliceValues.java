// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.metric.SliceSummary;
import io.github.sparkxent.metric.tally.StateForm;
import io.github.sparkxent.numeric.exact.BinaryForm;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The values of one slice within one split, each with its rows and their metrics.
 *
 * <p><b>Limit.</b> At most a given number of values are kept, beside null: the first in the order
 * of their text. A value that is not among the first in some part of the rows can never be among
 * the first of all rows. A value among the first of all rows is among the first of each part, so
 * none of its rows is ever dropped. So the kept values depend on the rows alone, never on their
 * order or grouping, and are exact. (No bounded state can keep the most frequent values so: a value
 * may be rare in every part and frequent in all.)
 *
 * <p><b>Binary form.</b> The number of values (count); for each, in order: the value as text, the
 * state of its rows; then 1 and the state of the rows without a value, or 0.
 */
public final class SliceValues {
  private static final String NAME = "slice state";

  private final MetricOptions options;
  private final int maxValues;
  private final TreeMap<String, SplitAccumulator> byValue =
      new TreeMap<>(Comparator.naturalOrder());
  private SplitAccumulator ofNull;
  private long dropped;

  /** Creates a state without values of a slice of this name, for the options of an evaluation. */
  SliceValues(MetricOptions options, String slice) {
    this.options = options.ofSlice(slice);
    this.maxValues = options.maxSliceValues();
  }

  /**
   * Returns the state of a value to add rows to, a new one for a new value.
   *
   * @param value the value, may be null
   * @return its state, or null if the value is beyond the limit
   */
  public SplitAccumulator value(String value) {
    if (value == null) {
      ofNull = ofNull == null ? new SplitAccumulator(options) : ofNull;
      return ofNull;
    }
    SplitAccumulator known = byValue.get(value);
    if (known != null) {
      return known;
    }
    if (byValue.size() == maxValues) {
      if (value.compareTo(byValue.lastKey()) > 0) {
        return null;
      }
      byValue.pollLastEntry();
      dropped++;
    }
    SplitAccumulator created = new SplitAccumulator(options);
    byValue.put(value, created);
    return created;
  }

  /**
   * Returns how many states were dropped so far. If this number has changed, an earlier result of
   * {@link #value} may be stale.
   *
   * @return the number
   */
  public long dropped() {
    return dropped;
  }

  void merge(SliceValues other) {
    for (Map.Entry<String, SplitAccumulator> entry : other.byValue.entrySet()) {
      SplitAccumulator own = value(entry.getKey());
      if (own == null) {
        break;
      }
      own.merge(entry.getValue());
    }
    if (other.ofNull != null) {
      value(null).merge(other.ofNull);
    }
  }

  /** Returns the figures of each value, in order, null last. */
  List<SliceSummary> summaries(String slice, String split, int numClasses) {
    List<SliceSummary> summaries = new ArrayList<>();
    byValue.forEach(
        (value, rows) ->
            summaries.add(new SliceSummary(slice, value, rows.summary(split, numClasses))));
    if (ofNull != null) {
      summaries.add(new SliceSummary(slice, null, ofNull.summary(split, numClasses)));
    }
    return summaries;
  }

  void writeTo(DataOutput out) throws IOException {
    BinaryForm.writeCount(out, byValue.size());
    for (Map.Entry<String, SplitAccumulator> entry : byValue.entrySet()) {
      StateForm.writeText(out, entry.getKey());
      entry.getValue().writeTo(out);
    }
    out.writeByte(ofNull == null ? 0 : 1);
    if (ofNull != null) {
      ofNull.writeTo(out);
    }
  }

  /** Reads, into this state without values, what one of the same options has written. */
  void readFrom(DataInput in) throws IOException {
    int size = StateForm.readInt(in, NAME);
    if (size > maxValues) {
      throw BinaryForm.damaged(NAME, "it has " + size + " values");
    }
    for (int i = 0; i < size; i++) {
      String value = StateForm.readText(in, NAME);
      if (value == null || (i > 0 && value.compareTo(byValue.lastKey()) <= 0)) {
        throw BinaryForm.damaged(NAME, "its values are not in order");
      }
      value(value).readFrom(in);
    }
    if (StateForm.readFlag(in, NAME)) {
      value(null).readFrom(in);
    }
  }
}
