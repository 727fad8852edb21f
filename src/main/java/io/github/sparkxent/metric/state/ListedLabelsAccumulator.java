// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.state;

import io.github.sparkxent.metric.listed.ListedSummary;
import io.github.sparkxent.metric.tally.StateForm;
import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.row.ListedClasses;
import io.github.sparkxent.row.RowColumns;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How many rows do not list their label, where rows list some classes only, and what follows for
 * other figures.
 *
 * <p><b>Size.</b> 4 to 30 bytes in the binary form.
 */
final class ListedLabelsAccumulator extends MetricState<ListedLabelsAccumulator> {
  private static final String NAME = "state of listed labels";

  private final int numClasses;
  private long rows;
  private long unlisted;
  private long unknownMargins;

  /** Of the rows that do not list their label; 0 if there are none. */
  private int shortest;

  /** Creates the state of no rows. */
  ListedLabelsAccumulator(int numClasses) {
    this.numClasses = numClasses;
  }

  @Override
  void add(RowColumns columns, int from, int to) {
    rows += to - from;
    for (int i = from; i < to; i++) {
      ListedClasses listed = columns.listed[i];
      if (!listed.contains(columns.labels[i])) {
        unlisted++;
        unknownMargins++;
        include(listed.size());
      } else if (listed.size() == 1 && numClasses > 1) {
        unknownMargins++;
      }
    }
  }

  private void include(int length) {
    shortest = shortest == 0 ? length : Math.min(shortest, length);
  }

  @Override
  void merge(ListedLabelsAccumulator other) {
    rows = Math.addExact(rows, other.rows);
    unlisted = Math.addExact(unlisted, other.unlisted);
    unknownMargins = Math.addExact(unknownMargins, other.unknownMargins);
    if (other.shortest > 0) {
      include(other.shortest);
    }
  }

  @Override
  ListedSummary summary() {
    return new ListedSummary(unlisted, shortest, unknownMargins);
  }

  /** Writes the rows, those without their label, those without a margin, the shortest list. */
  @Override
  void writeTo(DataOutput out) throws IOException {
    BinaryForm.writeCount(out, rows);
    BinaryForm.writeCount(out, unlisted);
    BinaryForm.writeCount(out, unknownMargins);
    BinaryForm.writeCount(out, shortest);
  }

  @Override
  void readFrom(DataInput in) throws IOException {
    rows = BinaryForm.readCount(in, NAME);
    unlisted = BinaryForm.readCount(in, NAME);
    unknownMargins = BinaryForm.readCount(in, NAME);
    shortest = StateForm.readInt(in, NAME);
    if (unlisted > unknownMargins || unknownMargins > rows || (unlisted == 0) != (shortest == 0)) {
      throw BinaryForm.damaged(NAME, "its numbers of rows are impossible");
    }
  }
}
