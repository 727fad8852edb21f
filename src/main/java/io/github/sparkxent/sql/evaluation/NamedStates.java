// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.sql.evaluation;

import io.github.sparkxent.metric.state.SplitAccumulator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/** The states of splits, or of the values of a slice, for speed by Spark's own strings. */
final class NamedStates {
  private record Named(UTF8String name, SplitAccumulator rows) {}

  private final String what;
  private final Function<String, SplitAccumulator> states;
  private final LongSupplier dropped;
  private final Map<UTF8String, Named> known = new HashMap<>();
  private Named last = new Named(null, null);
  private long droppedBefore;

  /**
   * Creates a look-up.
   *
   * @param what what the names are, for a message
   * @param states gives the state of a name, or null if it is beyond a limit
   * @param dropped how many states that were given before are no longer in use
   */
  NamedStates(String what, Function<String, SplitAccumulator> states, LongSupplier dropped) {
    this.what = what;
    this.states = states;
    this.dropped = dropped;
  }

  /**
   * Returns the state of the name that a row has at an index, or null if it is beyond the limit.
   */
  SplitAccumulator find(InternalRow input, int index) {
    if (input.isNullAt(index)) {
      return states.apply(null);
    }
    forgetDropped();
    UTF8String name = input.getUTF8String(index);
    if (!name.equals(last.name)) {
      Named found = known.get(name);
      if (found == null) {
        found = add(name);
      }
      last = found;
    }
    return last.rows;
  }

  private Named add(UTF8String name) {
    String text = MalformedTextException.text(what, name.getBytes(), name.numBytes());
    Named added = new Named(name.copy(), states.apply(text));
    forgetDropped();
    if (added.rows != null) {
      known.put(added.name, added);
    }
    return added;
  }

  private void forgetDropped() {
    if (droppedBefore != dropped.getAsLong()) {
      known.clear();
      last = new Named(null, null);
      droppedBefore = dropped.getAsLong();
    }
  }
}
