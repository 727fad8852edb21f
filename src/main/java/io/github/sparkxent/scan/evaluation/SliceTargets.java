// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.evaluation;

import io.github.sparkxent.metric.state.SliceValues;
import io.github.sparkxent.metric.state.SplitAccumulator;
import io.github.sparkxent.scan.parquet.Texts;
import io.github.sparkxent.sql.evaluation.MalformedTextException;
import java.util.Arrays;

/** Adds rows of one split after the other to their values of a slice. */
final class SliceTargets {
  private final TextValues<String> names =
      new TextValues<>(text -> MalformedTextException.text("one of slices", text, text.length));

  /** The states of {@link #values} by the place of their text, as far as {@link #visits} says. */
  private SplitAccumulator[] states = new SplitAccumulator[0];

  private int[] visits = new int[0];
  private int visit;
  private SliceValues values;

  /** Starts with a batch of rows, whose texts may have other places. */
  void start() {
    values = null;
  }

  /** Adds taken rows of one split, in runs of neighbours of one value. */
  void add(SliceValues ofSplit, Argument slice, OrderedRows rows, int from, int to) {
    if (values != ofSplit) {
      values = ofSplit;
      visit++;
    }
    int next = from;
    while (next < to) {
      SplitAccumulator target = target(slice, rows, next);
      int end = next + 1;
      while (end < to && isSame(slice, rows, next, end)) {
        end++;
      }
      if (target != null) {
        target.add(rows.columns, next, end);
      }
      next = end;
    }
  }

  private static boolean isSame(Argument slice, OrderedRows rows, int i, int j) {
    return slice.isConstant()
        || slice.column() instanceof Texts texts
            && texts.ids()[rows.at(texts, i)] == texts.ids()[rows.at(texts, j)];
  }

  /**
   * Returns the state of a row's value, or null if it is beyond the limit. A state that was dropped
   * since it was found may get rows, too: its value is beyond the limit for good.
   */
  private SplitAccumulator target(Argument slice, OrderedRows rows, int i) {
    if (slice.isConstant()) {
      return values.value((String) slice.constant());
    }
    Texts texts = (Texts) slice.column();
    int at = rows.at(texts, i);
    int id = texts.ids()[at];
    if (id < 0) {
      return values.value(null);
    }
    if (id >= visits.length) {
      int size = Math.max(texts.table().size(), 2 * visits.length);
      states = Arrays.copyOf(states, size);
      visits = Arrays.copyOf(visits, size);
    }
    if (visits[id] != visit) {
      visits[id] = visit;
      states[id] = values.value(names.get(texts, at));
    }
    return states[id];
  }
}
