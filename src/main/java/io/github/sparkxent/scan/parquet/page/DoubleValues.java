// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet.page;

/** Numbers of any type as doubles. */
public abstract sealed class DoubleValues implements PageValues {
  private DoubleValues() {}

  /** Returns values of DOUBLE. */
  public static DoubleValues ofDoubles() {
    return new OfDoubles();
  }

  /** Returns values of FLOAT or FLOAT16, each exactly. */
  public static DoubleValues of(FloatValues floats) {
    return new OfFloats(floats);
  }

  /**
   * Returns integers, each rounded to the nearest double.
   *
   * @param unsigned whether a negative one stands for one of 2^64 more
   */
  public static DoubleValues of(LongValues longs, boolean unsigned) {
    return new OfLongs(longs, unsigned);
  }

  /** Takes values. */
  public abstract void read(int count, double[] out, int at) throws PageFault;

  private static final class OfDoubles extends DoubleValues {
    private final FixedBytes bytes = new FixedBytes(Double.BYTES);
    private final LittleEndian little = new LittleEndian();
    private final DictionaryIds ids = new DictionaryIds();
    private double[] dictionary = new double[0];
    private int dictionarySize;
    private Page page;

    @Override
    public void reset() {
      dictionarySize = -1;
    }

    @Override
    public void dictionary(Page page) throws PageFault {
      bytes.start(page);
      if (dictionary.length < page.values) {
        dictionary = new double[Math.min(page.values, page.bytes() / Double.BYTES + 1)];
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

    @Override
    public void read(int count, double[] out, int at) throws PageFault {
      if (page.hasIds()) {
        int[] chosen = ids.read(count);
        for (int i = 0; i < count; i++) {
          out[at + i] = dictionary[chosen[i]];
        }
      } else {
        fixed(count, out, at);
      }
    }

    private void fixed(int count, double[] out, int at) throws PageFault {
      bytes.take(count);
      little.doubles(bytes.array(), bytes.from(), out, at, count);
    }

    @Override
    public void end() throws PageFault {
      if (!page.hasIds()) {
        bytes.requireEnd();
      }
    }
  }

  private static final class OfFloats extends DoubleValues {
    private final FloatValues floats;
    private float[] narrow = new float[0];

    OfFloats(FloatValues floats) {
      this.floats = floats;
    }

    @Override
    public void reset() {
      floats.reset();
    }

    @Override
    public void dictionary(Page page) throws PageFault {
      floats.dictionary(page);
    }

    @Override
    public void start(Page page) throws PageFault {
      floats.start(page);
    }

    @Override
    public void read(int count, double[] out, int at) throws PageFault {
      if (narrow.length < count) {
        narrow = new float[count];
      }
      floats.read(count, narrow, 0);
      for (int i = 0; i < count; i++) {
        out[at + i] = narrow[i];
      }
    }

    @Override
    public void end() throws PageFault {
      floats.end();
    }
  }

  private static final class OfLongs extends DoubleValues {
    private final LongValues longs;
    private final boolean unsigned;
    private long[] whole = new long[0];

    OfLongs(LongValues longs, boolean unsigned) {
      this.longs = longs;
      this.unsigned = unsigned;
    }

    @Override
    public void reset() {
      longs.reset();
    }

    @Override
    public void dictionary(Page page) throws PageFault {
      longs.dictionary(page);
    }

    @Override
    public void start(Page page) throws PageFault {
      longs.start(page);
    }

    @Override
    public void read(int count, double[] out, int at) throws PageFault {
      if (whole.length < count) {
        whole = new long[count];
      }
      longs.read(count, whole, 0);
      for (int i = 0; i < count; i++) {
        long value = whole[i];
        // The lowest bit makes up for the one that is lost, where it decides.
        out[at + i] = value < 0 && unsigned ? ((value >>> 1) | (value & 1)) * 2.0 : (double) value;
      }
    }

    @Override
    public void end() throws PageFault {
      longs.end();
    }
  }
}
