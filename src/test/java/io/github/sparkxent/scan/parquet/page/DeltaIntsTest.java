// SPDX-License-Identifier: Apache-2.0
package io.github.sparkxent.scan.parquet.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Random;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForInteger;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.junit.jupiter.api.Test;

class DeltaIntsTest {
  private static byte[] longs(long[] values) throws IOException {
    DeltaBinaryPackingValuesWriterForLong writer =
        new DeltaBinaryPackingValuesWriterForLong(
            128, 4, 64, 1 << 20, new HeapByteBufferAllocator());
    for (long value : values) {
      writer.writeLong(value);
    }
    return writer.getBytes().toByteArray();
  }

  private static long[] values(Random random) {
    long[] values = new long[random.nextInt(700)];
    int kind = random.nextInt(4);
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (kind) {
            case 0 -> random.nextLong();
            case 1 -> random.nextInt(10);
            case 2 -> 5;
            default -> i == 0 ? 0 : values[i - 1] + random.nextInt(1 << random.nextInt(31));
          };
    }
    return values;
  }

  @Test
  void longs_are_read_in_pieces_of_any_length_and_end_where_they_end() throws IOException {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      long[] values = values(random);
      byte[] bytes = longs(values);
      DeltaInts deltas = new DeltaInts();
      assertThat(deltas.start(bytes, 0, bytes.length)).isEqualTo(values.length);
      long[] found = new long[values.length];
      for (int at = 0; at < found.length; ) {
        int some = Math.min(found.length - at, 1 + random.nextInt(100));
        deltas.read(some, found, at);
        at += some;
      }
      assertThat(found).as("seed %s", seed).isEqualTo(values);
      assertThatThrownBy(() -> deltas.read(1, new long[1], 0)).isInstanceOf(PageFault.class);
      deltas.start(bytes, 0, bytes.length);
      assertThat(deltas.skipAll()).as("seed %s", seed).isEqualTo(bytes.length);
    }
  }

  @Test
  void ints_whose_differences_overflow_keep_their_lowest_bits() throws IOException {
    int[] values = {Integer.MIN_VALUE, Integer.MAX_VALUE, -1, 0, Integer.MAX_VALUE, -5};
    DeltaBinaryPackingValuesWriterForInteger writer =
        new DeltaBinaryPackingValuesWriterForInteger(
            128, 4, 64, 1 << 20, new HeapByteBufferAllocator());
    for (int value : values) {
      writer.writeInteger(value);
    }
    byte[] bytes = writer.getBytes().toByteArray();
    DeltaInts deltas = new DeltaInts();
    deltas.start(bytes, 0, bytes.length);
    long[] found = new long[values.length];
    deltas.read(values.length, found, 0);

    for (int i = 0; i < values.length; i++) {
      assertThat((int) found[i]).isEqualTo(values[i]);
    }
  }

  @Test
  void integers_that_are_cut_are_refused() throws IOException {
    long[] values = new Random(3).longs(300).toArray();
    byte[] bytes = longs(values);
    // The last block may lack bytes of integers that are not there.
    for (int cut = 0; cut < bytes.length - 200; cut++) {
      int end = cut;
      assertThatThrownBy(
              () -> {
                DeltaInts deltas = new DeltaInts();
                deltas.start(bytes, 0, end);
                deltas.read(values.length, new long[values.length], 0);
              })
          .isInstanceOf(PageFault.class);
    }
  }

  @Test
  void blocks_that_cannot_be_are_refused() {
    byte[][] headers = {
      {0, 1, 1, 0},
      {8, 0, 1, 0},
      {8, 3, 1, 0},
      {4, 1, 1, 0},
      {-1, -1, -1, -1, -1, -1, -1, -1, 1},
      {8, 1, -1, -1, -1, -1, -1, -1, -1, 1, 0}
    };
    for (byte[] header : headers) {
      assertThatThrownBy(() -> new DeltaInts().start(header, 0, header.length))
          .isInstanceOf(PageFault.class);
    }
  }
}
