// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.numeric;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How a logit is stored in bytes, with the least significant byte first. Each is a floating-point
 * format whose numbers are floats too, so reading is exact. Their order is part of the encoded
 * options.
 *
 * <p><b>Rounding.</b> A float that a narrower format does not have becomes the nearest number of
 * that format, of two equally near ones the one whose last bit is zero. The sign of zero and the
 * infinities stay. NaN stays NaN, with the upper bits of its payload. A finite float may become
 * infinite, which {@link #overflows} tells.
 */
public enum LogitEncoding {
  /** IEEE 754 binary32: 8 bits of exponent, 24 of precision. */
  FLOAT32(Float.BYTES, 0x7f800000),
  /** IEEE 754 binary16, half precision: 5 bits of exponent, 11 of precision. */
  FLOAT16(Short.BYTES, 0x477ff000),
  /** The upper half of binary32: 8 bits of exponent, 8 of precision. */
  BFLOAT16(Short.BYTES, 0x7f7f8000);

  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private static final VarHandle FLOATS =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);

  /** So few floats are sooner copied one by one. */
  private static final int FEW = 64;

  private static final int INFINITY = 0x7f800000;

  private static final int HALF_EXPONENT = 0x7c00;
  private static final int HALF_FRACTION = 0x3ff;

  /** How many more bits of fraction a float has than half precision. */
  private static final int HALF_SHIFT = 13;

  /** 2^112: from the bias of the short exponent to that of the long one. */
  private static final float HALF_BIAS = 0x1p112f;

  /** 2^-14, the smallest normal number of half precision. */
  private static final int HALF_NORMAL = 0x38800000;

  /** Half a unit, whose last bit is worth 2^-24 as that of a subnormal number is. */
  private static final float HALF_UNIT = 0.5f;

  private final String text;
  private final int width;

  /** The bits of the least magnitude that rounds to infinity. */
  private final int leastInfinite;

  LogitEncoding(int width, int leastInfinite) {
    text = name().toLowerCase(Locale.ROOT);
    this.width = width;
    this.leastInfinite = leastInfinite;
  }

  /** Returns how many bytes a logit has. */
  public int width() {
    return width;
  }

  /** Returns the least finite magnitude that rounds to infinity; infinity if there is none. */
  public float leastInfinite() {
    return Float.intBitsToFloat(leastInfinite);
  }

  /** Says of finite logits that would become infinite what is wrong, and what was expected. */
  public String overflowText() {
    return text + " rounds to infinity, expected a magnitude below " + leastInfinite();
  }

  /** Tells whether a finite logit would become infinite. */
  public boolean overflows(float logit) {
    int magnitude = Float.floatToRawIntBits(logit) & Integer.MAX_VALUE;
    return magnitude >= leastInfinite && magnitude < INFINITY;
  }

  /**
   * Returns the largest distance between a finite logit and what it is rounded to. Without class
   * weights, no softmax cross-entropy changes by more than twice as much, since neither the
   * log-sum-exp nor the label's logit changes by more.
   *
   * @param logits shape [C]; not modified
   * @return the distance, exactly; infinity if a logit overflows, 0 without finite logits
   */
  public double largestChange(float[] logits) {
    byte[] packed = new byte[logits.length * width];
    write(logits, packed);
    float[] rounded = new float[logits.length];
    read(packed, 0, rounded, 0, logits.length);
    double largest = 0;
    for (int i = 0; i < logits.length; i++) {
      if (Float.isFinite(logits[i])) {
        largest = Math.max(largest, Math.abs((double) logits[i] - rounded[i]));
      }
    }
    return largest;
  }

  /** Returns the name by which users know it, such as {@code bfloat16}. */
  public String text() {
    return text;
  }

  /**
   * Returns the encoding of a name.
   *
   * @throws IllegalArgumentException if there is none; the message holds the name and all others
   */
  public static LogitEncoding ofText(String text) {
    for (LogitEncoding encoding : values()) {
      if (encoding.text.equals(text)) {
        return encoding;
      }
    }
    throw new IllegalArgumentException(
        "encoding is \""
            + text
            + "\", expected one of "
            + Arrays.stream(values()).map(LogitEncoding::text).collect(Collectors.joining(", ")));
  }

  /**
   * Tells whether bytes can be logits.
   *
   * @param bytes how many there are
   * @return whether their number is a multiple of the width
   */
  public boolean isWhole(int bytes) {
    return bytes % width == 0;
  }

  /**
   * Reads logits.
   *
   * @param packed has them; not modified
   * @param from the index of the first byte
   * @param logits where they go
   * @param at the index of the first of them there
   * @param count how many
   */
  public void read(byte[] packed, int from, float[] logits, int at, int count) {
    switch (this) {
      case FLOAT32 -> readFloats(packed, from, logits, at, count);
      case FLOAT16 -> {
        for (int i = 0; i < count; i++) {
          logits[at + i] = ofHalf((short) SHORTS.get(packed, from + Short.BYTES * i));
        }
      }
      case BFLOAT16 -> {
        for (int i = 0; i < count; i++) {
          short bits = (short) SHORTS.get(packed, from + Short.BYTES * i);
          logits[at + i] = Float.intBitsToFloat(bits << Short.SIZE);
        }
      }
    }
  }

  private static void readFloats(byte[] packed, int from, float[] logits, int at, int count) {
    if (count > FEW) {
      ByteBuffer bytes = ByteBuffer.wrap(packed, from, Float.BYTES * count);
      bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(logits, at, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      logits[at + i] = (float) FLOATS.get(packed, from + Float.BYTES * i);
    }
  }

  /**
   * Writes logits.
   *
   * @param logits shape [C]; not modified
   * @param packed at least C times the width; gets them
   */
  void write(float[] logits, byte[] packed) {
    switch (this) {
      case FLOAT32 -> {
        for (int i = 0; i < logits.length; i++) {
          FLOATS.set(packed, Float.BYTES * i, logits[i]);
        }
      }
      case FLOAT16 -> {
        for (int i = 0; i < logits.length; i++) {
          SHORTS.set(packed, Short.BYTES * i, toHalf(logits[i]));
        }
      }
      case BFLOAT16 -> {
        for (int i = 0; i < logits.length; i++) {
          SHORTS.set(packed, Short.BYTES * i, toUpperHalf(logits[i]));
        }
      }
    }
  }

  /** Returns the float that is exactly a number of half precision; NaN keeps its bits. */
  private static float ofHalf(short bits) {
    int sign = (bits & 0x8000) << 16;
    if ((bits & HALF_EXPONENT) == HALF_EXPONENT) {
      return Float.intBitsToFloat(sign | INFINITY | (bits & HALF_FRACTION) << HALF_SHIFT);
    }
    float magnitude = Float.intBitsToFloat((bits & 0x7fff) << HALF_SHIFT) * HALF_BIAS;
    return Float.intBitsToFloat(sign | Float.floatToRawIntBits(magnitude));
  }

  private static short toHalf(float logit) {
    int bits = Float.floatToRawIntBits(logit);
    int sign = bits >>> 16 & 0x8000;
    int magnitude = bits & Integer.MAX_VALUE;
    if (magnitude > INFINITY) {
      int payload = magnitude >> HALF_SHIFT & HALF_FRACTION;
      return (short) (sign | HALF_EXPONENT | (payload == 0 ? 0x200 : payload));
    }
    if (magnitude >= FLOAT16.leastInfinite) {
      return (short) (sign | HALF_EXPONENT);
    }
    if (magnitude < HALF_NORMAL) {
      // The addition rounds to a multiple of 2^-24.
      float sum = Float.intBitsToFloat(magnitude) + HALF_UNIT;
      return (short) (sign | Float.floatToRawIntBits(sum) - Float.floatToRawIntBits(HALF_UNIT));
    }
    return (short) (sign | rounded(magnitude - (112 << 23), HALF_SHIFT));
  }

  private static short toUpperHalf(float logit) {
    int bits = Float.floatToRawIntBits(logit);
    int magnitude = bits & Integer.MAX_VALUE;
    int sign = bits >>> 16 & 0x8000;
    if (magnitude > INFINITY) {
      int upper = magnitude >> Short.SIZE;
      return (short) (sign | upper | ((upper & 0x7f) == 0 ? 0x40 : 0));
    }
    return (short) (sign | rounded(magnitude, Short.SIZE));
  }

  /** Leaves out the last bits: to the nearest, of two equally near ones to the even one. */
  private static int rounded(int bits, int shift) {
    int odd = bits >> shift & 1;
    return bits + (1 << shift - 1) - 1 + odd >> shift;
  }
}
