// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.tally;

import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.row.RowStatus;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts of rows by status. Merges by addition. */
public final class StatusCounts {
  private static final String NAME = "row counts";

  private final long[] counts = new long[RowStatus.values().length];

  public void add(RowStatus status, long rows) {
    counts[status.code()] = Math.addExact(counts[status.code()], rows);
  }

  public void merge(StatusCounts other) {
    for (int code = 0; code < counts.length; code++) {
      counts[code] = Math.addExact(counts[code], other.counts[code]);
    }
  }

  public long count(RowStatus status) {
    return counts[status.code()];
  }

  public long total() {
    long total = 0;
    for (long count : counts) {
      total = Math.addExact(total, count);
    }
    return total;
  }

  /** Returns the invalid rows by status, in the order of the statuses, without zeros. */
  public SortedMap<RowStatus, Long> invalid() {
    SortedMap<RowStatus, Long> invalid = counts();
    invalid.keySet().removeIf(status -> !status.isInvalid());
    return Collections.unmodifiableSortedMap(invalid);
  }

  /** Returns all rows by status, without zeros. */
  public SortedMap<RowStatus, Long> counts() {
    SortedMap<RowStatus, Long> rows = new TreeMap<>();
    for (RowStatus status : RowStatus.values()) {
      if (count(status) > 0) {
        rows.put(status, count(status));
      }
    }
    return rows;
  }

  /** Writes how many statuses have rows, then the code and the rows of each. */
  public void writeTo(DataOutput out) throws IOException {
    int used = 0;
    for (long count : counts) {
      used += count == 0 ? 0 : 1;
    }
    out.writeByte(used);
    for (int code = 0; code < counts.length; code++) {
      if (counts[code] != 0) {
        out.writeByte(code);
        BinaryForm.writeCount(out, counts[code]);
      }
    }
  }

  public static StatusCounts readFrom(DataInput in) throws IOException {
    StatusCounts read = new StatusCounts();
    int used = in.readUnsignedByte();
    long total = 0;
    for (int i = 0; i < used; i++) {
      int code = in.readUnsignedByte();
      if (code >= read.counts.length || read.counts[code] != 0) {
        throw BinaryForm.damaged(NAME, "it has the row status " + code);
      }
      read.counts[code] = BinaryForm.readCount(in, NAME);
      if (read.counts[code] > Long.MAX_VALUE - total) {
        throw BinaryForm.damaged(NAME, "it has more than 2^63 rows");
      }
      total += read.counts[code];
    }
    return read;
  }
}
