// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric.exact;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;

/** The binary form of {@link ExactSum}; the layout is described there. */
final class ExactSumForm {
  static final String NAME = "exact sum";
  static final int VERSION = 1;

  private static final int NAN = 1;
  private static final int POSITIVE_INFINITY = 2;
  private static final int NEGATIVE_INFINITY = 4;
  private static final int FLAGS = NAN | POSITIVE_INFINITY | NEGATIVE_INFINITY;

  /** No sum of fewer than 2^63 products of four doubles reaches 2 to this. */
  private static final int END_EXPONENT = 4 * (Double.MAX_EXPONENT + 1) + 63;

  private ExactSumForm() {}

  /** Tells whether a number is a whole multiple of the last bit and not too large. */
  static boolean holds(ExactRational number) {
    return number.isDyadic() && holds(number.significand(), number.exponent());
  }

  private static boolean holds(BigInteger significand, int exponent) {
    return exponent >= Superaccumulator.LOWEST_EXPONENT
        && exponent + significand.bitLength() <= END_EXPONENT;
  }

  static void write(
      DataOutput out,
      ExactRational finite,
      long nan,
      long positiveInfinities,
      long negativeInfinities)
      throws IOException {
    out.writeByte(VERSION);
    out.writeByte(
        (nan > 0 ? NAN : 0)
            | (positiveInfinities > 0 ? POSITIVE_INFINITY : 0)
            | (negativeInfinities > 0 ? NEGATIVE_INFINITY : 0));
    for (long count : new long[] {nan, positiveInfinities, negativeInfinities}) {
      if (count > 0) {
        BinaryForm.writeCount(out, count);
      }
    }
    byte[] bytes = finite.signum() == 0 ? new byte[0] : finite.significand().toByteArray();
    out.writeShort(finite.exponent());
    out.writeShort(bytes.length);
    out.write(bytes);
  }

  static ExactSum readBody(DataInput in) throws IOException {
    int flags = in.readUnsignedByte();
    if (flags > FLAGS) {
      throw BinaryForm.damaged(NAME, "its flags are " + flags);
    }
    long nan = readCount(in, flags & NAN);
    long positiveInfinities = readCount(in, flags & POSITIVE_INFINITY);
    long negativeInfinities = readCount(in, flags & NEGATIVE_INFINITY);
    return new ExactSum(readFinite(in), nan, positiveInfinities, negativeInfinities);
  }

  private static long readCount(DataInput in, int flag) throws IOException {
    long count = flag == 0 ? 0 : BinaryForm.readCount(in, NAME);
    if (flag != 0 && count == 0) {
      throw BinaryForm.damaged(NAME, "a count that should be there is 0");
    }
    return count;
  }

  private static Superaccumulator readFinite(DataInput in) throws IOException {
    int exponent = in.readShort();
    byte[] bytes = new byte[in.readUnsignedShort()];
    in.readFully(bytes);
    Superaccumulator finite = new Superaccumulator();
    if (bytes.length == 0 && exponent == 0) {
      return finite;
    }
    BigInteger significand = bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bytes);
    boolean shortest = significand.toByteArray().length == bytes.length;
    if (!shortest || !significand.testBit(0) || !holds(significand, exponent)) {
      throw BinaryForm.damaged(
          NAME, "its significand has " + bytes.length + " bytes, its exponent is " + exponent);
    }
    finite.add(significand, exponent - Superaccumulator.LOWEST_EXPONENT);
    return finite;
  }
}
