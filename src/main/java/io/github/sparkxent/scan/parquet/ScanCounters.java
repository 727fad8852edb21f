// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet;

/** What the scan of a task has read so far. Not safe for use by several threads at once. */
public final class ScanCounters {
  private long rows;
  private long bytes;
  private long pages;

  /** Returns how many rows were handed on. */
  public long rows() {
    return rows;
  }

  /** Returns how many bytes of files were read. */
  public long bytes() {
    return bytes;
  }

  /** Returns how many pages of data were decoded. */
  public long pages() {
    return pages;
  }

  void addRows(long more) {
    rows += more;
  }

  void addBytes(long more) {
    bytes += more;
  }

  void addPages(long more) {
    pages += more;
  }
}
