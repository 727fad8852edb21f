// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

import java.io.Closeable;
import org.apache.hadoop.conf.Configuration;

/**
 * What the parts that a task reads one after the other share: arrays that are used again, codecs,
 * counters. Not safe for use by several threads at once.
 */
public final class ScanTask implements Closeable {
  private final Configuration hadoop;
  private final ScanCounters counters = new ScanCounters();

  /**
   * Prepares a task.
   *
   * @param hadoop the configuration with which files are opened and decompressed; not modified
   */
  public ScanTask(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  /** Returns what was read so far. */
  public ScanCounters counters() {
    return counters;
  }

  /** Returns the codecs to where they came from. */
  @Override
  public void close() {}
}
