// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.input.parquet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.SeekableInputStream;

/**
 * A Parquet file whose last bytes, including the footer, are read once and then given from memory:
 * so the parsed and the digested bytes are the same. A small file is in memory whole.
 */
final class TailStream extends DelegatingSeekableInputStream {
  /** Enough for the footer of most files, in one small read. */
  private static final int READ_AT_ONCE = 32 * 1024;

  private static final String PLAIN = "PAR1";
  private static final int MAGIC = 4;
  private static final int END = 8;

  private final Source source;

  private TailStream(Source source) {
    super(source);
    this.source = source;
  }

  /**
   * Reads the end of a file.
   *
   * @param file the whole file, for the caller to close
   * @param length its length in bytes
   * @throws IOException if it cannot be read, or is shorter than that
   */
  static TailStream of(SeekableInputStream file, long length) throws IOException {
    byte[] tail = readTail(file, length, (int) Math.min(length, READ_AT_ONCE));
    long needed = (long) footerLength(tail) + END;
    if (needed > tail.length && needed <= length && needed <= Integer.MAX_VALUE) {
      tail = readTail(file, length, (int) needed);
    }
    return new TailStream(new Source(file, tail, length));
  }

  private static byte[] readTail(SeekableInputStream file, long length, int size)
      throws IOException {
    byte[] tail = new byte[size];
    file.seek(length - size);
    file.readFully(tail);
    return tail;
  }

  /** The size of the end of a file: the footer's length, lowest byte first, and four letters. */
  private static int footerLength(byte[] tail) {
    int at = tail.length - END;
    return at < 0
        ? 0
        : (tail[at] & 0xff)
            | (tail[at + 1] & 0xff) << 8
            | (tail[at + 2] & 0xff) << 16
            | (tail[at + 3] & 0xff) << 24;
  }

  /** Tells whether the file ends like a Parquet file with an unencrypted footer. */
  boolean hasPlainFooter() {
    byte[] tail = source.tail;
    return tail.length >= END
        && PLAIN.equals(new String(tail, tail.length - MAGIC, MAGIC, StandardCharsets.US_ASCII))
        && footerLength(tail) > 0
        && footerLength(tail) <= tail.length - END;
  }

  /**
   * Returns the bytes of the footer.
   *
   * @throws IllegalStateException if the file is shorter than its footer claims to be
   */
  byte[] footer() {
    int end = source.tail.length - END;
    int length = footerLength(source.tail);
    if (length < 0 || length > end) {
      throw new IllegalStateException(
          "its footer is said to have " + length + " bytes, but the file has " + source.length);
    }
    return Arrays.copyOfRange(source.tail, end - length, end);
  }

  /**
   * Returns some bytes of the file.
   *
   * @throws IllegalStateException if the file is shorter than that
   */
  byte[] bytes(long offset, long count) throws IOException {
    if (offset < 0 || count < 0 || count > Integer.MAX_VALUE || offset > source.length - count) {
      throw new IllegalStateException(
          "its footer speaks of %s bytes at %s, but the file has %s"
              .formatted(count, offset, source.length));
    }
    byte[] bytes = new byte[(int) count];
    seek(offset);
    readFully(bytes);
    return bytes;
  }

  long length() {
    return source.length;
  }

  @Override
  public long getPos() {
    return source.position;
  }

  @Override
  public void seek(long position) {
    source.position = position;
  }

  /** The file, with its tail from memory. */
  private static final class Source extends InputStream {
    private final SeekableInputStream file;
    private final byte[] tail;
    private final long length;
    private long position;

    Source(SeekableInputStream file, byte[] tail, long length) {
      this.file = file;
      this.tail = tail;
      this.length = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
      if (count == 0) {
        return 0;
      }
      if (position >= length) {
        return -1;
      }
      long tailStart = length - tail.length;
      int read;
      if (position >= tailStart) {
        read = (int) Math.min(count, length - position);
        System.arraycopy(tail, (int) (position - tailStart), bytes, offset, read);
      } else {
        file.seek(position);
        read = file.read(bytes, offset, (int) Math.min(count, tailStart - position));
      }
      position += Math.max(read, 0);
      return read;
    }
  }
}
