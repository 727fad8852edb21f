// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.sequence;

import io.github.sparkxent.metric.tally.StateForm;
import io.github.sparkxent.numeric.exact.BinaryForm;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What an evaluation of sequences has beside that of their positions.
 *
 * @param hasBytes whether each sequence has a number of bytes
 * @param worstSequences how many sequences of the largest losses are kept, 0 for none
 * @param positions the slices by position
 */
public record SequenceOptions(
    boolean hasBytes, int worstSequences, List<PositionRanges> positions) {
  private static final int MOST = 1000;

  /** Refuses a number of sequences that is out of range. */
  public SequenceOptions {
    positions = List.copyOf(positions);
    if (worstSequences < 0 || worstSequences > MOST) {
      throw new IllegalArgumentException(
          "metrics.worst_rows is " + worstSequences + ", expected 0 to " + MOST);
    }
  }

  /**
   * Returns the options of one value of a slice: all figures that are numbers. A range of positions
   * has none by bytes, which are those of whole texts.
   */
  public SequenceOptions ofSlice(String slice) {
    return new SequenceOptions(hasBytes && positionsOf(slice) == null, 0, List.of());
  }

  /** Returns the ranges of a slice; null if it is no slice by position. */
  public PositionRanges positionsOf(String slice) {
    return positions.stream().filter(one -> one.slice().equals(slice)).findFirst().orElse(null);
  }

  /** Writes a flag for bytes, the number of sequences that are kept, and the slices by position. */
  public void writeTo(DataOutput out) throws IOException {
    out.writeByte(hasBytes ? 1 : 0);
    BinaryForm.writeCount(out, worstSequences);
    BinaryForm.writeCount(out, positions.size());
    for (PositionRanges ranges : positions) {
      ranges.writeTo(out);
    }
  }

  /** Reads what {@link #writeTo} has written. */
  public static SequenceOptions readFrom(DataInput in, String name) throws IOException {
    boolean hasBytes = StateForm.readFlag(in, name);
    int worst = StateForm.readInt(in, name);
    int size = StateForm.readInt(in, name);
    if (size > MOST) {
      throw BinaryForm.damaged(name, "it has " + size + " slices by position");
    }
    List<PositionRanges> positions = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      positions.add(PositionRanges.readFrom(in, name));
    }
    return new SequenceOptions(hasBytes, worst, positions);
  }
}
