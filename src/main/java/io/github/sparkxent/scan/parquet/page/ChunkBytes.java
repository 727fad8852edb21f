// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet.page;

import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a column chunk, through an array that moves along. It is as long as the chunk, at
 * most 4 MB, and longer only if a single page is.
 */
final class ChunkBytes extends InputStream {
  private static final int WINDOW = 1 << 22;

  private ByteSource source;
  private byte[] bytes = new byte[0];
  private int at;
  private int limit;
  private long next;
  private long end;

  void start(ByteSource source, long first, long end) {
    this.source = source;
    this.next = first;
    this.end = end;
    at = 0;
    limit = 0;
  }

  /** How many bytes of the chunk are not taken yet. */
  long left() {
    return limit - at + end - next;
  }

  byte[] array() {
    return bytes;
  }

  /** Where in {@link #array} the next byte is. */
  int at() {
    return at;
  }

  /** Brings the next bytes into the array. */
  void require(int count) throws IOException {
    if (count > left()) {
      throw new PageFault("a page of " + count + " bytes, expected at most " + left());
    }
    if (count > limit - at) {
      fill(count);
    }
  }

  private void fill(int count) throws IOException {
    int kept = limit - at;
    int size = (int) Math.min(left(), Math.max(count, WINDOW));
    byte[] target = bytes.length < size ? new byte[roomy(size)] : bytes;
    System.arraycopy(bytes, at, target, 0, kept);
    bytes = target;
    at = 0;
    limit = kept;
    source.read(next, bytes, kept, size - kept);
    next += size - kept;
    limit = size;
  }

  /** The next chunk is about as long, or somewhat longer. */
  private static int roomy(int size) {
    return size < WINDOW ? Math.min(WINDOW, size + (size >> 2)) : size;
  }

  /** Takes bytes that are in the array, and returns where they begin. */
  int take(int count) {
    int from = at;
    at += count;
    return from;
  }

  @Override
  public int read() throws IOException {
    if (left() == 0) {
      return -1;
    }
    require(1);
    return bytes[at++] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (left() == 0) {
      return -1;
    }
    require(1);
    int most = Math.min(count, limit - at);
    System.arraycopy(bytes, at, target, offset, most);
    at += most;
    return most;
  }
}
