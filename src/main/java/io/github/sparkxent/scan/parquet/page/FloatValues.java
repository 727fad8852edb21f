// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet.page;

/** Values of FLOAT, or of FLOAT16, as floats. */
public final class FloatValues implements PageValues {
  private static final int EXPONENT = 0x7c00;
  private static final int FRACTION = 0x3ff;
  private static final int SHIFT = 13;

  /** 2^112: from the bias of the short exponent to that of the long one. */
  private static final float BIAS = 0x1p112f;

  private final boolean half;
  private final int width;
  private final FixedBytes bytes;
  private final LittleEndian little = new LittleEndian();
  private final DictionaryIds ids = new DictionaryIds();
  private float[] dictionary = new float[0];
  private int dictionarySize;
  private Page page;

  /**
   * Prepares to read.
   *
   * @param half whether values have two bytes
   */
  public FloatValues(boolean half) {
    this.half = half;
    width = half ? Short.BYTES : Float.BYTES;
    bytes = new FixedBytes(width);
  }

  /** Returns the float that is exactly a FLOAT16 of the given bits; NaN keeps its bits. */
  public static float ofHalf(short bits) {
    int sign = (bits & 0x8000) << 16;
    if ((bits & EXPONENT) == EXPONENT) {
      return Float.intBitsToFloat(sign | 0x7f800000 | (bits & FRACTION) << SHIFT);
    }
    float magnitude = Float.intBitsToFloat((bits & 0x7fff) << SHIFT) * BIAS;
    return Float.intBitsToFloat(sign | Float.floatToRawIntBits(magnitude));
  }

  @Override
  public void reset() {
    dictionarySize = -1;
  }

  @Override
  public void dictionary(Page page) throws PageFault {
    bytes.start(page);
    if (dictionary.length < page.values) {
      dictionary = new float[Math.min(page.values, page.bytes() / width + 1)];
    }
    fixed(page.values, dictionary, 0);
    dictionarySize = page.values;
  }

  @Override
  public void start(Page page) throws PageFault {
    this.page = page;
    if (page.hasIds()) {
      ids.start(page, dictionarySize);
    } else {
      bytes.start(page);
    }
  }

  /** Takes values. */
  public void read(int count, float[] out, int at) throws PageFault {
    if (page.hasIds()) {
      int[] chosen = ids.read(count);
      for (int i = 0; i < count; i++) {
        out[at + i] = dictionary[chosen[i]];
      }
    } else {
      fixed(count, out, at);
    }
  }

  private void fixed(int count, float[] out, int at) throws PageFault {
    bytes.take(count);
    byte[] array = bytes.array();
    int from = bytes.from();
    if (half) {
      for (int i = 0; i < count; i++) {
        out[at + i] = ofHalf((short) LittleEndian.SHORTS.get(array, from + Short.BYTES * i));
      }
    } else {
      little.floats(array, from, out, at, count);
    }
  }

  @Override
  public void end() throws PageFault {
    if (!page.hasIds()) {
      bytes.requireEnd();
    }
  }

  /** Copies packed floats. */
  public void packed(byte[] array, int from, float[] out, int at, int count) {
    little.floats(array, from, out, at, count);
  }
}
