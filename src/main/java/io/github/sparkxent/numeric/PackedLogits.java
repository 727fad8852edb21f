// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Logits as bytes: one IEEE 754 binary32 number after the other, each with its least significant
 * byte first, as {@code numpy.ndarray.tobytes} and C give them on the usual machines.
 *
 * <p>Nothing is lost or normalised: NaN payloads and the sign of zero pass through.
 */
public final class PackedLogits {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final VarHandle FLOATS =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);

  private PackedLogits() {}

  /**
   * Packs a row.
   *
   * @param logits shape [C]; not modified
   * @return 4 C bytes
   */
  public static byte[] pack(float[] logits) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(logits.length, Float.BYTES));
    bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(logits);
    return bytes.array();
  }

  /**
   * Unpacks a row.
   *
   * @param packed 4 C bytes; not modified
   * @return shape [C]
   * @throws IllegalArgumentException if their number is not a multiple of 4; the message holds it
   */
  public static float[] unpack(byte[] packed) {
    if (!isWhole(packed)) {
      throw new IllegalArgumentException(
          "packed logits have "
              + packed.length
              + " bytes, expected a multiple of 4: little-endian float32");
    }
    float[] logits = new float[packed.length / Float.BYTES];
    ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(logits);
    return logits;
  }

  /**
   * Returns a logit.
   *
   * @param packed 4 C bytes; not modified
   * @param index its class, below C
   * @return the logit
   */
  public static float get(byte[] packed, int index) {
    return (float) FLOATS.get(packed, index * Float.BYTES);
  }

  /**
   * Returns two logits in their packed form.
   *
   * @param packed 4 C bytes; not modified
   * @param index the class of the first, below C - 1
   * @return the bits of that logit, and above them those of the next
   */
  public static long pair(byte[] packed, int index) {
    return (long) LONGS.get(packed, index * Float.BYTES);
  }

  /**
   * Tells whether bytes can be packed logits.
   *
   * @param packed any bytes
   * @return whether their number is a multiple of 4
   */
  public static boolean isWhole(byte[] packed) {
    return packed.length % Float.BYTES == 0;
  }
}
