// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.comparison;

import io.github.sparkxent.metric.WorstRow;
import io.github.sparkxent.metric.tally.IdText;
import io.github.sparkxent.metric.tally.StateForm;
import io.github.sparkxent.numeric.exact.BinaryForm;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;

/** The rows to which the baseline gives another label: how many, and the first ids of them. */
public final class OtherLabels {
  private static final int MOST = 5;

  private long rows;

  /** Shorter ones first, then as text; at most {@value #MOST}. */
  private final TreeSet<String> ids = new TreeSet<>(WorstRow.ID_ORDER);

  /** Adds a row. */
  public void add(Object id) {
    rows++;
    if (id != null) {
      keep(IdText.of(id));
    }
  }

  private void keep(String id) {
    ids.add(id);
    if (ids.size() > MOST) {
      ids.pollLast();
    }
  }

  /** Adds all rows of others. */
  public void merge(OtherLabels other) {
    rows += other.rows;
    List.copyOf(other.ids).forEach(this::keep);
  }

  /** Returns how many rows there are. */
  public long rows() {
    return rows;
  }

  /** Returns the first ids in order. */
  public List<String> ids() {
    return List.copyOf(ids);
  }

  /** Writes the number of rows, the number of ids that are kept, and these in order. */
  public void writeTo(DataOutput out) throws IOException {
    BinaryForm.writeCount(out, rows);
    BinaryForm.writeCount(out, ids.size());
    for (String id : ids) {
      StateForm.writeText(out, id);
    }
  }

  /** Reads, into this state without rows, what another has written. */
  public void readFrom(DataInput in, String name) throws IOException {
    rows = BinaryForm.readCount(in, name);
    long size = BinaryForm.readCount(in, name);
    if (size > Math.min(rows, MOST)) {
      throw BinaryForm.damaged(name, "it has " + size + " ids of " + rows + " rows");
    }
    for (long i = 0; i < size; i++) {
      String id = IdText.read(in, name);
      if (id == null || (!ids.isEmpty() && ids.comparator().compare(ids.last(), id) >= 0)) {
        throw BinaryForm.damaged(name, "its ids are not in order");
      }
      ids.add(id);
    }
  }
}
