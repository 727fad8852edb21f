// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import io.github.sparkxent.numeric.LogitEncoding;
import io.github.sparkxent.scan.parquet.page.PageCodecs;
import java.io.Closeable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/**
 * What the parts that a task reads one after the other share: arrays that are used again, codecs,
 * counters. Not safe for use by several threads at once.
 *
 * <p><b>Memory.</b> For each column 4 MB of its chunk, less if the chunk is shorter, more only if a
 * page is; one page decompressed; and the decoded rows of 262,144 elements of lists, or of 32,768
 * single values, more only for a row that is longer. It does not grow with row groups or files.
 */
public final class ScanTask implements Closeable {
  private final Configuration hadoop;
  private final PageCodecs codecs;
  private final ScanCounters counters = new ScanCounters();
  private final Map<ColumnForm, Deque<DecodedColumn>> free = new EnumMap<>(ColumnForm.class);

  /**
   * Prepares a task.
   *
   * @param hadoop the configuration with which files are opened and decompressed; not modified
   */
  public ScanTask(Configuration hadoop) {
    this.hadoop = hadoop;
    codecs = new PageCodecs(hadoop);
  }

  /** Returns what was read so far. */
  public ScanCounters counters() {
    return counters;
  }

  Configuration hadoop() {
    return hadoop;
  }

  DecodedColumn take(ColumnForm form) {
    DecodedColumn again = free.computeIfAbsent(form, key -> new ArrayDeque<>()).poll();
    if (again != null) {
      return again;
    }
    return switch (form) {
      case FLOAT_LISTS, NESTED_FLOATS -> new FloatLists(this, null);
      case PACKED_FLOAT32 -> new FloatLists(this, LogitEncoding.FLOAT32);
      case PACKED_FLOAT16 -> new FloatLists(this, LogitEncoding.FLOAT16);
      case PACKED_BFLOAT16 -> new FloatLists(this, LogitEncoding.BFLOAT16);
      case DOUBLE_LISTS, NESTED_DOUBLES -> new DoubleLists(this);
      case LONG_LISTS -> new LongLists(this);
      case LONGS -> new Longs(this);
      case DOUBLES -> new Doubles(this);
      case TEXTS -> new Texts(this);
      case BINARIES -> new Binaries(this);
    };
  }

  void giveBack(ColumnForm form, DecodedColumn column) {
    free.get(form).add(column);
  }

  PageCodecs codecs() {
    return codecs;
  }

  /** Returns the codecs to where they came from. */
  @Override
  public void close() {
    codecs.close();
    free.clear();
  }
}
