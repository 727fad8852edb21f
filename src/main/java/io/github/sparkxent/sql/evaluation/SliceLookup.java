// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import io.github.sparkxent.metric.state.SliceValues;
import io.github.sparkxent.metric.state.SplitAccumulator;
import io.github.sparkxent.row.RowColumns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/** The slices of one split, for speed by Spark's own strings. */
final class SliceLookup {
  private final List<Slice> slices = new ArrayList<>();

  SliceLookup(SplitAccumulator split, int count) {
    for (int i = 0; i < count; i++) {
      slices.add(new Slice(split.slice(i)));
    }
  }

  /** Adds a row to its value of each slice; the values stand in the input from an index on. */
  void add(RowColumns row, InternalRow input, int first) {
    for (int i = 0; i < slices.size(); i++) {
      int index = first + i;
      SplitAccumulator rows =
          slices.get(i).find(input.isNullAt(index) ? null : input.getUTF8String(index));
      if (rows != null) {
        rows.add(row, 0, 1);
      }
    }
  }

  private static final class Slice {
    private final SliceValues values;
    private final Map<UTF8String, SplitAccumulator> known = new HashMap<>();
    private long dropped;

    Slice(SliceValues values) {
      this.values = values;
      this.dropped = values.dropped();
    }

    /** Returns the state of a value, or null if the value is beyond the limit. */
    SplitAccumulator find(UTF8String value) {
      if (value == null) {
        return values.value(null);
      }
      forgetDropped();
      SplitAccumulator rows = known.get(value);
      if (rows == null) {
        rows =
            values.value(
                MalformedTextException.text("one of slices", value.getBytes(), value.numBytes()));
        forgetDropped();
        if (rows != null) {
          known.put(value.copy(), rows);
        }
      }
      return rows;
    }

    private void forgetDropped() {
      if (dropped != values.dropped()) {
        known.clear();
        dropped = values.dropped();
      }
    }
  }
}
