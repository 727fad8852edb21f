// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet.page;

import io.github.sparkxent.numeric.LogitEncoding;

/** Values of FLOAT, or of FLOAT16, as floats. */
public final class FloatValues implements PageValues {
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
    packed(half ? LogitEncoding.FLOAT16 : LogitEncoding.FLOAT32, array, from, out, at, count);
  }

  @Override
  public void end() throws PageFault {
    if (!page.hasIds()) {
      bytes.requireEnd();
    }
  }

  /** Copies floats that stand one behind the other. */
  public void packed(
      LogitEncoding encoding, byte[] array, int from, float[] out, int at, int count) {
    if (encoding == LogitEncoding.FLOAT32) {
      little.floats(array, from, out, at, count);
    } else {
      encoding.read(array, from, out, at, count);
    }
  }
}
