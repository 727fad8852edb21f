// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.job.states;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * A Parquet file that is read whole, to be checked, before anything of it is looked at.
 *
 * @param bytes its content
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record MemoryFile(byte[] bytes) implements InputFile {
  @Override
  public long getLength() {
    return bytes.length;
  }

  @Override
  public SeekableInputStream newStream() {
    Bytes in = new Bytes(bytes);
    return new DelegatingSeekableInputStream(in) {
      @Override
      public long getPos() {
        return in.position();
      }

      @Override
      public void seek(long position) throws IOException {
        in.seek(position);
      }
    };
  }

  private static final class Bytes extends ByteArrayInputStream {
    Bytes(byte[] bytes) {
      super(bytes);
    }

    long position() {
      return pos;
    }

    void seek(long position) throws IOException {
      if (position < 0 || position > count) {
        throw new IOException("position " + position + " of " + count + " bytes");
      }
      pos = (int) position;
    }
  }
}
