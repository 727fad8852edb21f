// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.exact;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The rules that the binary forms of all mergeable states share.
 *
 * <p>A form begins with a version byte, 1 or above; numbers are big-endian; counts are written
 * seven bits a byte, lowest first, all bytes but the last with the high bit set. A form is
 * canonical: equal states have equal bytes, and bytes that no state would write are refused.
 */
public final class BinaryForm {
  private BinaryForm() {}

  /** Takes single bytes without a lock: most of a state is written byte by byte. */
  private static final class UnlockedOutput extends ByteArrayOutputStream {
    @Override
    public void write(int b) {
      if (count < buf.length) {
        buf[count++] = (byte) b;
      } else {
        super.write(b);
      }
    }
  }

  /** Gives single bytes without a lock. */
  private static final class UnlockedInput extends ByteArrayInputStream {
    UnlockedInput(byte[] bytes) {
      super(bytes);
    }

    @Override
    public int read() {
      return pos < count ? buf[pos++] & 0xff : -1;
    }
  }

  /** Writes a state. */
  @FunctionalInterface
  public interface Writer {
    /** Writes the state. */
    void writeTo(DataOutput out) throws IOException;
  }

  /** Reads a state. */
  @FunctionalInterface
  public interface Reader<T> {
    /** Reads a state up to its end and no further. */
    T readFrom(DataInput in) throws IOException;
  }

  /** Returns what a state writes. */
  public static byte[] toByteArray(Writer writer) {
    ByteArrayOutputStream bytes = new UnlockedOutput();
    try {
      writer.writeTo(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a state from bytes that hold it and nothing else; an IllegalArgumentException tells of
   * bytes that are damaged, cut short, followed by more, or newer. The name is for its message.
   */
  public static <T> T fromByteArray(byte[] bytes, String name, Reader<T> reader) {
    ByteArrayInputStream in = new UnlockedInput(bytes);
    T state;
    try {
      state = reader.readFrom(new DataInputStream(in));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
    if (in.available() > 0) {
      throw damaged(name, in.available() + " bytes follow its end");
    }
    return state;
  }

  /**
   * Reads the version byte, of which one value is known, then the rest by body; an
   * IllegalArgumentException tells of another version or a form that is cut short.
   */
  public static <T> T read(DataInput in, String name, int version, Reader<T> body)
      throws IOException {
    try {
      int found = in.readUnsignedByte();
      if (found > version) {
        throw new IllegalArgumentException(
            name + ": version " + found + " is newer than " + version + ", the newest known here");
      }
      if (found < version) {
        throw damaged(name, "its version is " + found);
      }
      return body.readFrom(in);
    } catch (EOFException e) {
      throw damaged(name, "it ends too early", e);
    }
  }

  /** Writes a count of 0 or more. */
  public static void writeCount(DataOutput out, long count) throws IOException {
    long rest = count;
    while (rest > 0x7f) {
      out.writeByte((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  /** Reads a count, or throws an IllegalArgumentException if no count would be written so. */
  public static long readCount(DataInput in, String name) throws IOException {
    long count = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      int next = in.readUnsignedByte();
      count |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        if (next == 0 && shift > 0) {
          throw damaged(name, "a count has a needless byte");
        }
        return count;
      }
    }
    throw damaged(name, "a count has more than 63 bits");
  }

  /** Returns the exception, to be thrown, for bytes that are not a state's. */
  public static IllegalArgumentException damaged(String name, String reason) {
    return damaged(name, reason, null);
  }

  private static IllegalArgumentException damaged(String name, String reason, Exception cause) {
    return new IllegalArgumentException(name + " is damaged: " + reason, cause);
  }
}
