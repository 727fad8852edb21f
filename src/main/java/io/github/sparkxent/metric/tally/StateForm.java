// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.metric.tally;

import io.github.sparkxent.numeric.exact.BinaryForm;
import io.github.sparkxent.numeric.exact.ExactSum;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Checks that the binary forms of the states share. */
public final class StateForm {
  private static final int MAX_TEXT_BYTES = 1 << 24;

  private StateForm() {}

  /** Reads a sum without a term that is NaN or infinite. */
  public static ExactSum readFinite(DataInput in, String name) throws IOException {
    ExactSum sum = ExactSum.readFrom(in);
    if (!sum.isFinite()) {
      throw BinaryForm.damaged(name, "a sum is " + sum.value());
    }
    return sum;
  }

  /** Reads a count that fits an int. */
  public static int readInt(DataInput in, String name) throws IOException {
    long count = BinaryForm.readCount(in, name);
    if (count > Integer.MAX_VALUE) {
      throw BinaryForm.damaged(name, "a number is " + count);
    }
    return (int) count;
  }

  /** Writes the length of a text in UTF-8 plus one, or 0 for null, and the text. */
  public static void writeText(DataOutput out, String text) throws IOException {
    if (text == null) {
      BinaryForm.writeCount(out, 0);
      return;
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    BinaryForm.writeCount(out, utf8.length + 1L);
    out.write(utf8);
  }

  /** Reads a text or null. */
  public static String readText(DataInput in, String name) throws IOException {
    int length = readInt(in, name);
    if (length == 0) {
      return null;
    }
    if (length > MAX_TEXT_BYTES) {
      throw BinaryForm.damaged(name, "a text has " + length + " bytes");
    }
    byte[] utf8 = new byte[length - 1];
    in.readFully(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  /** Reads whether an optional part follows. */
  public static boolean readFlag(DataInput in, String name) throws IOException {
    int flag = in.readUnsignedByte();
    if (flag > 1) {
      throw BinaryForm.damaged(name, "a flag is " + flag);
    }
    return flag == 1;
  }

  /** Reads a number that is not NaN, zero as +0.0. */
  public static double readDouble(DataInput in, String name) throws IOException {
    double x = in.readDouble();
    if (Double.isNaN(x) || Double.compare(x, -0.0) == 0) {
      throw BinaryForm.damaged(name, "a number is " + x);
    }
    return x;
  }
}
