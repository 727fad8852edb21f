// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.sequence;

import io.github.sparkxent.metric.tally.StateForm;
import io.github.sparkxent.numeric.exact.BinaryForm;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A slice by the place of a position in its sequence: each value is a range of places, such as
 * {@code 1-15}, {@code 16-255} and {@code 256-}; a range of one place is that place alone.
 *
 * @param slice the name of the slice
 * @param starts the first place of each range: rising, from 1
 */
public record PositionRanges(String slice, List<Integer> starts) {
  private static final int MOST = 1000;

  /**
   * Checks the places.
   *
   * @throws IllegalArgumentException if they do not rise from 1; the message holds them
   */
  public PositionRanges {
    starts = List.copyOf(starts);
    boolean rises = !starts.isEmpty() && starts.get(0) == 1 && starts.size() <= MOST;
    for (int i = 1; rises && i < starts.size(); i++) {
      rises = starts.get(i) > starts.get(i - 1);
    }
    if (!rises) {
      throw new IllegalArgumentException(
          "the positions of slice %s are %s, expected 1 to %s rising numbers, the first of which is 1"
              .formatted(slice, starts, MOST));
    }
  }

  /** Returns the values, in order. */
  public List<String> values() {
    return IntStream.range(0, starts.size()).mapToObj(this::value).toList();
  }

  /** Returns the value of a place, from 1 on. */
  public String valueOf(int position) {
    int found = Collections.binarySearch(starts, position);
    return value(found < 0 ? -2 - found : found);
  }

  private String value(int range) {
    int first = starts.get(range);
    if (range == starts.size() - 1) {
      return first + "-";
    }
    int last = starts.get(range + 1) - 1;
    return first == last ? String.valueOf(first) : first + "-" + last;
  }

  void writeTo(DataOutput out) throws IOException {
    StateForm.writeText(out, slice);
    BinaryForm.writeCount(out, starts.size());
    for (int start : starts) {
      BinaryForm.writeCount(out, start);
    }
  }

  static PositionRanges readFrom(DataInput in, String name) throws IOException {
    String slice = StateForm.readText(in, name);
    int size = StateForm.readInt(in, name);
    if (slice == null || size > MOST) {
      throw BinaryForm.damaged(name, "it has " + size + " ranges of positions of slice " + slice);
    }
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      starts.add(StateForm.readInt(in, name));
    }
    return new PositionRanges(slice, starts);
  }
}
