// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

/**
 * Rows of logits as bytes: one number after the other, each with its least significant byte first,
 * as {@code numpy.ndarray.tobytes} and C give them on the usual machines. Without an encoding they
 * are {@link LogitEncoding#FLOAT32}, which keeps every bit.
 */
public final class PackedLogits {
  private PackedLogits() {}

  /**
   * Packs a row.
   *
   * @param logits shape [C]; not modified
   * @return 4 C bytes
   */
  public static byte[] pack(float[] logits) {
    return pack(logits, LogitEncoding.FLOAT32);
  }

  /**
   * Packs a row, rounded to an encoding.
   *
   * @param logits shape [C]; not modified
   * @return C times the width of the encoding
   * @throws IllegalArgumentException if a finite logit would become infinite; the message holds its
   *     class and itself
   */
  public static byte[] pack(float[] logits, LogitEncoding encoding) {
    byte[] packed = new byte[Math.multiplyExact(logits.length, encoding.width())];
    for (int i = 0; i < logits.length; i++) {
      if (encoding.overflows(logits[i])) {
        throw new IllegalArgumentException(
            "logits[%s] is %s, which %s".formatted(i, logits[i], encoding.overflowText()));
      }
    }
    encoding.write(logits, packed);
    return packed;
  }

  /**
   * Unpacks a row.
   *
   * @param packed 4 C bytes; not modified
   * @return shape [C]
   * @throws IllegalArgumentException if their number is not a multiple of 4; the message holds it
   */
  public static float[] unpack(byte[] packed) {
    return unpack(packed, LogitEncoding.FLOAT32);
  }

  /**
   * Unpacks a row; no bit is lost.
   *
   * @param packed C times the width of the encoding; not modified
   * @return shape [C]
   * @throws IllegalArgumentException if their number is not a multiple of the width; the message
   *     holds it
   */
  public static float[] unpack(byte[] packed, LogitEncoding encoding) {
    if (!encoding.isWhole(packed.length)) {
      throw new IllegalArgumentException(
          "packed logits have %s bytes, expected a multiple of %s: little-endian %s"
              .formatted(packed.length, encoding.width(), encoding.text()));
    }
    float[] logits = new float[packed.length / encoding.width()];
    encoding.read(packed, 0, logits, 0, logits.length);
    return logits;
  }
}
