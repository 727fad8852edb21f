// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet.page;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/** Numbers in an array of bytes, the lowest byte first, in bulk. */
final class LittleEndian {
  static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] viewed;

  /** Views of the array, the k-th from its byte k on. */
  private final FloatBuffer[] floats = new FloatBuffer[Float.BYTES];

  private final DoubleBuffer[] doubles = new DoubleBuffer[Double.BYTES];
  private final LongBuffer[] longs = new LongBuffer[Long.BYTES];

  /** Eight bytes, or as many as there are before the end of the array, and zeros. */
  static long word(byte[] data, int position) {
    if (position + Long.BYTES <= data.length) {
      return (long) LONGS.get(data, position);
    }
    long word = 0;
    for (int i = 0; position + i < data.length; i++) {
      word |= (data[position + i] & 0xffL) << (Byte.SIZE * i);
    }
    return word;
  }

  void floats(byte[] data, int from, float[] out, int at, int count) {
    view(data);
    int shift = from & (Float.BYTES - 1);
    if (floats[shift] == null) {
      floats[shift] = behind(data, shift).asFloatBuffer();
    }
    floats[shift].get(from / Float.BYTES, out, at, count);
  }

  void doubles(byte[] data, int from, double[] out, int at, int count) {
    view(data);
    int shift = from & (Double.BYTES - 1);
    if (doubles[shift] == null) {
      doubles[shift] = behind(data, shift).asDoubleBuffer();
    }
    doubles[shift].get(from / Double.BYTES, out, at, count);
  }

  void longs(byte[] data, int from, long[] out, int at, int count) {
    view(data);
    int shift = from & (Long.BYTES - 1);
    if (longs[shift] == null) {
      longs[shift] = behind(data, shift).asLongBuffer();
    }
    longs[shift].get(from / Long.BYTES, out, at, count);
  }

  private void view(byte[] data) {
    if (data != viewed) {
      java.util.Arrays.fill(floats, null);
      java.util.Arrays.fill(doubles, null);
      java.util.Arrays.fill(longs, null);
      viewed = data;
    }
  }

  private static ByteBuffer behind(byte[] data, int shift) {
    return ByteBuffer.wrap(data, shift, data.length - shift).slice().order(ByteOrder.LITTLE_ENDIAN);
  }
}
